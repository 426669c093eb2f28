import Table from "cli-table3";
import { createColors } from "picocolors";
import { isChild, isParent, isShared, readsParent } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import type { UpStack } from "../estate/estate";
import { trusts } from "../scenarios/cast";
import type { Play, Scenario } from "../scenarios/scenario";
import { needsOf, type ScenarioId } from "../scenarios/scenario-ids";

// Colours are for a terminal; CI systems ask for them as well, and would get them into files.
const pc = createColors(process.stdout.isTTY === true && process.env.NO_COLOR === undefined);

/** A scenario that was played. */
export interface Played extends Pick<Scenario, "flow" | "expected">, Play {
  readonly id: string;
  readonly ms: number;
}

/** What a run came to. */
export interface Run {
  readonly stacks: readonly UpStack[];
  readonly scenarios: readonly Played[];
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** `npm start -- --json`: one document for programs. */
export function toJson({ stacks, scenarios }: Run): string {
  return JSON.stringify({
    stacks: stacks.map(({ stack, resources, ms }) => ({ name: stack.name, resources, ms })),
    scenarios: scenarios.map(({ id, ok, expected, actual, notes, ms }) => ({
      id,
      ok,
      expected,
      actual: [actual, ...notes].join("; "),
      ms,
    })),
  });
}

/** The run's first line. */
export function heading(stacks: readonly UpStack["stack"][]): string {
  const regions = [...new Set(stacks.map(({ config }) => config.region))].join(", ");
  const accounts = new Set(stacks.map(({ config }) => config.account)).size;
  return pc.bold(`Local AWS, ${regions}, ${accounts} account${accounts === 1 ? "" : "s"}, nothing leaves this machine`);
}

/** What there is to know of a stack besides its size. */
function remark({ stack }: UpStack, project: Project): string {
  if (isShared(stack)) {
    const { length } = stack.config.lobs;
    return `hub of ${length} LOB${length === 1 ? "" : "s"}`;
  }
  if (!isChild(stack)) {
    return "";
  }
  const parent = project.stacks.filter(isParent).find((candidate) => readsParent(project, stack, candidate));
  if (parent === undefined) {
    return "no cross-account inference";
  }
  return trusts(parent, stack.config.account) ? "trusted" : `not in the list of ${parent.name}`;
}

/** The stacks that are up, a row each. */
export function stackTable(project: Project, stacks: readonly UpStack[]): string {
  const none = {
    top: "",
    "top-mid": "",
    "top-left": "",
    "top-right": "",
    bottom: "",
    "bottom-mid": "",
    "bottom-left": "",
    "bottom-right": "",
  };
  const table = new Table({
    chars: { ...none, left: "", "left-mid": "", mid: "", "mid-mid": "", right: "", "right-mid": "", middle: " " },
    style: { "padding-left": 1, "padding-right": 0, border: [], head: [] },
    colAligns: ["left", "left", "right", "right", "left"],
  });
  for (const up of stacks) {
    table.push([
      ` ${up.stack.name}`,
      up.stack.config.account,
      `${up.resources} resources`,
      seconds(up.ms),
      remark(up, project),
    ]);
  }
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** What the stacks' programs warned of, as a preview would. */
export function warningLines(stacks: readonly UpStack[]): string[] {
  return stacks.flatMap(({ stack, warnings }) =>
    warnings.map((warning) => `  ${pc.yellow("warning")} of ${stack.name}: ${warning}`),
  );
}

/** Which scenarios are left out, and for want of what. */
export function unplayedLines(chosen: readonly ScenarioId[], playable: readonly ScenarioId[]): string[] {
  const left = chosen.filter((id) => !playable.includes(id));
  const roles = needsOf(left).join(" and a ");
  return left.length === 0
    ? []
    : [`  ${pc.yellow("not played")} without a ${roles} in the project: ${left.join(", ")}`];
}

/** A scenario's lines: whether it went as expected, what came, and why. */
export function scenarioLines({ id, ok, expected, actual, notes }: Played): string {
  const verdict = ok ? pc.green("ok  ") : pc.red("FAIL");
  const lines = [actual, ...notes, ...(ok ? [] : [pc.red(`expected ${expected}`)])];
  return [`  ${verdict}  ${pc.bold(id)}`, ...lines.map((line) => `        ${line}`)].join("\n");
}

/** The run's last lines. */
export function summary({ scenarios }: Run, ms: number): string {
  const ok = scenarios.filter((played) => played.ok).length;
  return [
    pc.bold(`${ok} of ${scenarios.length} scenarios as expected in ${seconds(ms)}.`),
    "Next: change Pulumi.parent.yaml and run it again; send your own payload: npm start -- --payload '{…}';",
    "      your own model: npm start -- --model URL; all options: npm start -- --help",
  ].join("\n");
}
