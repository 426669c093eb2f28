import { UsersMistake } from "../../common/users-mistake";
import type { Terminal } from "./terminal";

/**
 * Asks the user to type a word.
 *
 * @param otherwise what stays as it is without it, as `nothing was deleted`.
 * @param nobody what it fails with when nobody is there to answer. Default: it names --yes.
 * @throws UsersMistake when another text is typed.
 */
export async function confirm(
  question: string,
  word: string,
  otherwise: string,
  terminal: Pick<Terminal, "ask">,
  nobody: Error = new UsersMistake(
    `there is no terminal to ask on, so ${otherwise}: run this in a terminal, or with --yes`,
  ),
): Promise<void> {
  const answer = await terminal.ask(question);
  if (answer === undefined) {
    throw nobody;
  }
  if (answer.trim() !== word) {
    throw new UsersMistake(`that isn't ${word}, so ${otherwise}`);
  }
}

/** Asks for a name before all that was shown is deleted. */
export function confirmDeletion(name: string, terminal: Pick<Terminal, "ask">): Promise<void> {
  return confirm(`Type ${name} to delete all of this: `, name, "nothing was deleted", terminal);
}
