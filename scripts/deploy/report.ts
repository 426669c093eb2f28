import type { Mistake } from "../../common/validation";
import type { Stack } from "../../stacks/project/stack";
import { count, shortList } from "../teardown/report";
import { type Changes, isNothing, kinds } from "./changes";
import type { Options } from "./options";

/** A stack with what its preview tells; undefined for one that is planned after what it reads. */
export interface Planned {
  readonly stack: Stack;
  readonly plan?: Changes | undefined;
  /** Names of what it is planned after. */
  readonly after?: readonly string[];
}

/** What is wrong with a stack. */
export interface StackMistake extends Mistake {
  readonly stack: string;
}

/** What became of the stacks of a run, by their names. */
export interface Outcome {
  /** Changed, or as they should be already. */
  readonly up: readonly string[];
  /** Why each isn't up, as a sentence's end. */
  readonly failures: ReadonlyMap<string, string>;
  /** Those that weren't begun. */
  readonly left: readonly string[];
}

/** `5 s`, `2 min 5 s`. */
export function duration(seconds: number): string {
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

function cellsOf({ stack, plan, after = [] }: Planned): string[] {
  const head = [stack.name, stack.config.account];
  if (plan === undefined) {
    return [...head, `planned after ${after.join(", ")}`];
  }
  if (isNothing(plan)) {
    return [...head, "nothing to do"];
  }
  if (plan.changes.length === 0) {
    return [...head, "other outputs, nothing else"];
  }
  const counts = kinds.map((kind) => plan.changes.filter((change) => change.kind === kind).length);
  return [...head, ...counts.map((number, index) => String(number).padStart(kinds[index]?.length ?? 0))];
}

/** What is replaced or deleted, and what the policy pack warns of. */
function detailsOf({ stack, plan }: Planned): string[] {
  const named = (["replace", "delete"] as const).flatMap((kind) => {
    const of = plan?.changes.filter((change) => change.kind === kind).map(({ type, name }) => `${type} ${name}`) ?? [];
    return of.length === 0 ? [] : [`${kind}: ${shortList(of)}`];
  });
  const findings = plan?.findings.map((finding) => `policy pack warns: ${finding}`) ?? [];
  return [...named, ...findings].map((line) => `  ${stack.name}  ${line}`);
}

/** A line for each resource that isn't as files say, with the properties that differ. */
function differencesOf({ stack, plan }: Planned): string[] {
  return (plan?.changes ?? []).map(({ kind, type, name, properties }) => {
    const what = properties.length === 0 ? "" : ` (${properties.join(", ")})`;
    return `  ${stack.name}  ${kind}: ${type} ${name}${what}`;
  });
}

/**
 * The summary of previews: stack, account and counts, then what is replaced, deleted or warned of.
 *
 * @param whole whether all resources that differ are listed, in place of the replaced and deleted ones.
 */
export function planLines(planned: readonly Planned[], whole = false): string[] {
  const rows = [["stack", "account", ...kinds], ...planned.map(cellsOf)];
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => `  ${row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join("  ")}`);
  return [...lines.map((line) => line.trimEnd()), ...planned.flatMap(whole ? differencesOf : detailsOf)];
}

/** A word of a command as a shell takes it. */
function typed(word: string): string {
  return /^[\w./=@:,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Options that go on mattering when a run is continued. */
type Kept = Pick<Options, "profile" | "replaceData">;

/** The command that goes on with these stacks, with the options that go on mattering. */
function commandFor(names: readonly string[], { profile = [], replaceData = [] }: Kept, command: string): string {
  const kept = replaceData.filter((name) => names.includes(name));
  const options = [
    ...["--stack", ...names],
    ...(profile.length === 0 ? [] : ["--profile", ...profile]),
    ...(kept.length === 0 ? [] : ["--replace-data", ...kept]),
  ];
  return `${command} -- ${options.map(typed).join(" ")}`;
}

/** What is left to do after a run that didn't do all, and how to go on; undefined when all is done. */
export function endText(
  { failures, left }: Pick<Outcome, "failures" | "left">,
  options: Kept,
  wasEnded: boolean,
  command = "npm run deploy",
): string | undefined {
  const names = [...failures.keys(), ...left];
  if (names.length === 0) {
    return undefined;
  }
  const failed = failures.size === 0 ? [] : [`${count(failures.size, "stack")} failed`];
  const open = left.length === 0 ? [] : [`not begun: ${left.join(", ")}`];
  return [
    `${[...(wasEnded ? ["stopped, as you asked"] : []), ...failed, ...open].join("; ")}. What is done stays`,
    ...[...failures].map(([name, cause]) => `  ${name}  ${cause}`),
    `Go on: ${commandFor(names, options, command)}`,
  ].join("\n");
}
