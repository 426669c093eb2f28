import { UsersMistake } from "../../common/users-mistake";
import { countMistakes, type Mistake } from "../../common/validation";

/** A mistake in a file of the project. */
export interface FileMistake extends Mistake {
  /** The file's name, without its folder. */
  readonly file: string;
  /** The line, from 1; undefined for what the file lacks. */
  readonly line: number | undefined;
}

/** What a file lacks comes last: a line above may be the cause, such as a key with a slip. */
function byPlace(a: FileMistake, b: FileMistake): number {
  if (a.file !== b.file) {
    return a.file < b.file ? -1 : 1;
  }
  return (a.line ?? Number.MAX_SAFE_INTEGER) - (b.line ?? Number.MAX_SAFE_INTEGER);
}

/**
 * Every mistake in the project's files, reported together, each with its file and line: `Pulumi.child.yaml:3: account
 * is …`.
 */
export class ProjectRefusal extends UsersMistake {
  readonly mistakes: readonly FileMistake[];

  constructor(mistakes: readonly FileMistake[]) {
    const sorted = [...mistakes].sort(byPlace);
    const lines = sorted.map(
      ({ file, line, property, reason }) => `  ${file}${line === undefined ? "" : `:${line}`}: ${property} ${reason}`,
    );
    super([`${countMistakes(mistakes)} in the project's files, nothing was changed`, ...lines].join("\n"));
    this.mistakes = sorted;
  }
}
