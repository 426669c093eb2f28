import { UsersMistake } from "../../common/users-mistake";
import type { Options } from "./options";
import type { Deployment } from "./surroundings";

/**
 * Asks whether to go on.
 *
 * @throws UsersMistake when the answer isn't yes, or nobody is there to answer.
 */
export async function confirm(
  question: string,
  otherwise: string,
  { yes }: Pick<Options, "yes">,
  { around: { terminal } }: Pick<Deployment, "around">,
): Promise<void> {
  if (yes) {
    return;
  }
  const answer = await terminal.ask(`${question} Type yes: `);
  if (answer === undefined) {
    throw new UsersMistake(`nobody is there to be asked, so ${otherwise}: run this in a terminal, or with --yes`);
  }
  if (answer.trim() !== "yes") {
    throw new UsersMistake(`that isn't yes, so ${otherwise}`);
  }
}
