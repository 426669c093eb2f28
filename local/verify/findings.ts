import { accessFile } from "./access/declared";
import { accessSentence, grouped } from "./access/grouped";
import { type Deviations, isAccessAsDeclared } from "./verification";

/** What isn't as intended, one sentence for each: first the network, then access with its decision. Empty if all is as intended. */
export function findingsOf({ differences, findings }: Deviations): string[] {
  const { undeclared, refused, unknown } = differences;
  return [
    ...findings,
    ...grouped(undeclared).map((group) => `not declared: ${accessSentence(group)} (${group.first.decidedBy})`),
    ...grouped(refused).map(
      (group) => `declared by ${group.first.line}, but refused: ${accessSentence(group)} (${group.first.decidedBy})`,
    ),
    ...grouped(unknown).map(
      (group) => `declared by ${group.first.line}, but this estate doesn't have it: ${accessSentence(group)}`,
    ),
  ];
}

/** What to do about access that isn't as declared; other findings include it. */
export function remedies({ differences }: Deviations): string[] {
  return isAccessAsDeclared(differences) ? [] : [`Undo the change, or declare it in ${accessFile} if it is intended.`];
}
