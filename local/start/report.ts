import Table from "cli-table3";
import { createColors } from "picocolors";
import { isChild, isParent, isShared, readsParent, regionsOf, shownName } from "../../stacks/project/roles";
import type { Project, Stack } from "../../stacks/project/stack";
import { namedKeys } from "../../stacks/store-keys";
import type { UpStack } from "../estate/estate";
import { trusts } from "../scenarios/cast";
import type { Play, Scenario } from "../scenarios/scenario";
import type { Options } from "./options";

// Colours are for a terminal; CI systems ask for them as well, and would get them into files.
const pc = createColors(process.stdout.isTTY === true && process.env.NO_COLOR === undefined);

/** A scenario that was played, or couldn't be with the project's own stacks: then `actual` says why. */
export interface Played extends Pick<Scenario, "flow" | "expected">, Play {
  readonly id: string;
  readonly isPlayable: boolean;
  readonly ms: number;
}

/** What a run came to, of one environment. */
export interface Run {
  readonly environment: string;
  readonly stacks: readonly UpStack[];
  readonly scenarios: readonly Played[];
}

/** Milliseconds as texts show them: `4.2 s`. */
export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function outcome({ ok, isPlayable }: Played): "ok" | "failed" | "unplayable" {
  return isPlayable ? (ok ? "ok" : "failed") : "unplayable";
}

/** `npm start -- --json`: one document for programs. */
export function toJson(runs: readonly Run[]): string {
  return JSON.stringify({
    stacks: runs.flatMap(({ environment, stacks }) =>
      stacks.map(({ stack, resources, warnings, ms }) => ({
        ...{ name: stack.name, environment, role: stack.config.role },
        ...{ account: stack.config.account, region: stack.config.region },
        ...{ resources, madeUp: madeUp(stack), warnings, ms },
      })),
    ),
    scenarios: runs.flatMap(({ environment, scenarios }) =>
      scenarios.map((played) => ({
        id: played.id,
        environment,
        ok: played.ok,
        outcome: outcome(played),
        expected: played.expected,
        actual: [played.actual, ...played.notes].join("; "),
        ms: played.ms,
      })),
    ),
  });
}

/** The run's first line. */
export function heading(stacks: readonly UpStack["stack"][]): string {
  const regions = regionsOf(stacks).join(", ");
  const accounts = new Set(stacks.map(({ config }) => config.account)).size;
  return pc.bold(`Local AWS, ${regions}, ${accounts} account${accounts === 1 ? "" : "s"}, nothing leaves this machine`);
}

/** The line above the scenarios of one flow. */
export function flowHeading(flow: string): string {
  return pc.bold(flow);
}

/** The line above what is played of one of several environments. */
export function environmentHeading(name: string): string {
  return `\n${pc.bold(`Environment ${name}`)}`;
}

/** What stands beside a stack in its account by its config, and is no more than made up here. */
function madeUp({ config }: Stack): string[] {
  const hasKeys = Object.keys(namedKeys(config).named).length > 0;
  return [
    ...(config.permissionsBoundary === undefined ? [] : ["its boundary, which allows everything"]),
    ...(hasKeys ? ["its KMS keys, with the policies of npm run key-policy"] : []),
    ...(config.role === "child" && config.executionRoleArn !== undefined
      ? ["its execution role, with the policies that the stack would make"]
      : []),
    ...(config.role === "child" && config.executionPolicyArns.length > 0
      ? ["its executionPolicyArns, which allow nothing"]
      : []),
  ];
}

/** How a stack stands to others. */
function relation({ stack }: UpStack, project: Project): string {
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
      ` ${shownName(up.stack)}`,
      up.stack.config.account,
      `${up.resources} resources`,
      seconds(up.ms),
      [relation(up, project), ...madeUp(up.stack).map((what) => `made up: ${what}`)]
        .filter((part) => part !== "")
        .join("; "),
    ]);
  }
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** What the stacks' programs warned of, as a preview would, and what was taken for granted. */
export function warningLines(stacks: readonly UpStack[]): string[] {
  return stacks.flatMap(({ stack, warnings }) =>
    warnings.map((warning) => `  ${pc.yellow("warning")} of ${shownName(stack)}: ${warning}`),
  );
}

/** Whether a scenario went as expected. */
export function verdictLine({ id, ok, isPlayable }: Played): string {
  return `  ${!isPlayable ? pc.yellow("--  ") : ok ? pc.green("ok  ") : pc.red("FAIL")}  ${id}`;
}

/**
 * What came of a scenario, and why: why it went as expected in grey, since few read that.
 *
 * @param before the scenario printed above; its reason is not repeated.
 */
export function detailLines({ ok, isPlayable, expected, actual, notes }: Played, before?: Played): string {
  const isKnown = !isPlayable && before?.isPlayable === false && before.actual === actual;
  const lines = [
    isKnown ? "not playable for the same reason" : actual,
    ...(ok ? notes.map(pc.dim) : notes),
    ...(ok || !isPlayable ? [] : [pc.red(`expected ${expected}`)]),
  ];
  return lines.map((line) => `        ${line}`).join("\n");
}

/** What to try next: the file to change first, and where a model is, what it is sent. */
function nextLines(runs: readonly Run[]): string[] {
  const stacks = runs.flatMap((run) => run.stacks.map(({ stack }) => stack));
  const parent = stacks.find(isParent);
  return [
    `Next: change a stack's file, such as Pulumi.${(parent ?? stacks[0])?.name ?? "parent"}.yaml, and run this again`,
    ...(parent === undefined
      ? []
      : ["      npm start -- --payload '{…}'  your own payload", "      npm start -- --model URL      your own model"]),
    "      npm start -- --help           all options",
  ];
}

/** What a short text keeps back that somebody may have to act on. */
function hiddenLines(warnings: number): string[] {
  return warnings === 0
    ? []
    : [`${warnings} warning${warnings === 1 ? "" : "s"}: run it without --quiet to read them.`];
}

/**
 * The run's last lines.
 *
 * @param options whether scenarios that can't be played are accepted, and what has been left out.
 */
export function summary(
  runs: readonly Run[],
  ms: number,
  { allowUnplayable, quiet }: Pick<Options, "allowUnplayable" | "quiet"> = {},
): string {
  const all = runs.flatMap(({ scenarios }) => scenarios);
  const played = all.filter(({ isPlayable }) => isPlayable);
  const left = all.length - played.length;
  const ok = played.filter((one) => one.ok).length;
  const environments = runs.filter(({ scenarios }) => scenarios.length > 0).length;
  const where = environments > 1 ? ` of ${environments} environments` : "";
  const unplayable = left === 0 ? "" : `, ${left} not playable,`;
  const warnings = runs.flatMap(({ stacks }) => stacks.flatMap((up) => up.warnings)).length;
  const colour = ok === played.length ? pc.green : pc.red;
  return [
    pc.bold(colour(`${ok} of ${played.length} scenarios${where} as expected${unplayable} in ${seconds(ms)}.`)),
    ...(left === 0 || allowUnplayable
      ? []
      : ["Nothing shows that the rest works: make the changes named above, or accept it with --allow-unplayable."]),
    ...(quiet ? hiddenLines(warnings) : nextLines(runs)),
  ].join("\n");
}
