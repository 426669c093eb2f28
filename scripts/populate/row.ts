import { didYouMean } from "../../common/did-you-mean";
import type { Mistake } from "../../common/validation";

/** A user as in a line of a file, before any check. */
export interface Row {
  /** The line that the row is on, the first being 1. */
  readonly line: number;
  readonly user: string | undefined;
  readonly lob: string | undefined;
  /** Name of the user's Studio profile; undefined means the user's name. */
  readonly profile: string | undefined;
}

/** What is wrong on a line of a file. */
export interface LineMistake {
  readonly line: number;
  /** The column, or undefined when it is the whole line. */
  readonly column: string | undefined;
  readonly reason: string;
}

/** The users that a file lists. */
export interface UsersFile {
  /** Its name in messages. */
  readonly name: string;
  readonly rows: readonly Row[];
  /** Lines that aren't rows, to be reported with the rows' mistakes. */
  readonly mistakes: readonly LineMistake[];
}

/** The columns, of which `profile` may be missing. */
export const columns = ["user", "lob", "profile"] as const;

/** The mistake of an unknown column. */
export function unknownColumn(name: string): string {
  return /passw/i.test(name)
    ? `has "${name}", which doesn't belong in this file: give passwords with --passwords-from`
    : `has "${name}", which is not one of ${columns.join(", ")}: ${didYouMean(name, columns) ?? "remove it"}`;
}

/** Formats mistakes in the file's order: `line 3: user is …`. */
export function byLine(mistakes: readonly LineMistake[]): Mistake[] {
  return [...mistakes]
    .sort((a, b) => a.line - b.line)
    .map(({ line, column, reason }) => ({
      property: column === undefined ? `line ${line}` : `line ${line}: ${column}`,
      reason,
    }));
}
