import { count } from "../support/counted";
import type { StackOptions } from "../support/credentials";

/** What became of the stacks of a run, by their names. */
export interface Outcome {
  /** Changed, or as they should be already. */
  readonly up: readonly string[];
  /** Why each isn't up, as a sentence's end. */
  readonly failures: ReadonlyMap<string, string>;
  /** Those that weren't begun. */
  readonly left: readonly string[];
}

/** A word of a command as a shell takes it. */
function typed(word: string): string {
  return /^[\w./=@:,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Options that go on mattering when a run is continued. */
type Kept = Pick<StackOptions, "profile"> & { readonly replaceData?: readonly string[] };

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
  command: string,
): string | undefined {
  const names = [...failures.keys(), ...left];
  if (names.length === 0) {
    return undefined;
  }
  const failed = failures.size === 0 ? [] : [`${count(failures.size, "stack")} failed`];
  const open = left.length === 0 ? [] : [`not started: ${left.join(", ")}`];
  return [
    `${[...(wasEnded ? ["stopped, as you asked"] : []), ...failed, ...open].join("; ")}. What is done stays`,
    ...[...failures].map(([name, cause]) => `  ${name}  ${cause}`),
    `To continue: ${commandFor(names, options, command)}`,
  ].join("\n");
}
