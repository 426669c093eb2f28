import type { Differences } from "../access/compare";
import { accessFile } from "../access/declared";
import { accessSentence, grouped } from "../access/grouped";

/** What isn't as declared, a sentence each: the access, and what decides it. Empty where all is. */
export function findingsOf({ undeclared, refused, unknown }: Differences): string[] {
  return [
    ...grouped(undeclared).map((group) => `not declared: ${accessSentence(group)} (${group.first.decidedBy})`),
    ...grouped(refused).map(
      (group) => `declared by ${group.first.line}, and refused: ${accessSentence(group)} (${group.first.decidedBy})`,
    ),
    ...grouped(unknown).map(
      (group) => `declared by ${group.first.line}, of what this estate doesn't have: ${accessSentence(group)}`,
    ),
  ];
}

/** What to do about findings. */
export const remedy = `Put right what changed, or declare it in ${accessFile} where it is meant.`;
