import { type Access, accessKey } from "./access/access";
import { compare, type Differences } from "./access/compare";
import type { Declaration } from "./access/declared";
import type { VerifiedEstate } from "./access/verified-estate";
import type { NameLookup } from "./reachability/lookups";
import type { Connection } from "./reachability/reachability";

/** An access that is allowed, and why it is declared; not at all where nobody declared it. */
export interface AllowedAccess extends Access {
  readonly because: string | undefined;
}

/** What everybody may do in an estate, compared with what is declared. */
export interface Verification {
  readonly allowed: readonly AllowedAccess[];
  /** As it was asked: one stands for all that differ in like LOBs only. */
  readonly refused: readonly Access[];
  /** How much is refused, by name. */
  readonly refusals: number;
  /** Names of the stacks of LOBs that are alike, a list for each class of several. */
  readonly alike: readonly (readonly string[])[];
  readonly connections: readonly Connection[];
  readonly lookups: readonly NameLookup[];
  readonly differences: Differences;
  /** What else isn't as intended, a sentence each. */
  readonly findings: readonly string[];
}

/** What isn't as intended in a verification. */
export type Deviations = Pick<Verification, "differences" | "findings">;

/** Asks about an estate in its present state, and compares the answers with what is declared. */
export async function verify(estate: VerifiedEstate, declaration: Declaration): Promise<Verification> {
  const { answers, connections, lookups, findings, alike } = await estate.ask();
  const declared = declaration.expanded(estate.bindings, estate.declaredPlaces);
  const reasons = new Map(declared.map((one) => [accessKey(one), one.because]));
  return {
    allowed: answers.allowed
      .filter(({ isImplied }) => !isImplied)
      .map((access) => ({ ...access, because: reasons.get(accessKey(access)) })),
    refused: answers.refused,
    refusals: answers.refusals,
    alike,
    connections,
    lookups,
    differences: compare(answers, declared),
    findings,
  };
}

/** Whether everybody may do what is declared, and nothing else. */
export function isAccessAsDeclared({ undeclared, refused, unknown }: Differences): boolean {
  return undeclared.length === 0 && refused.length === 0 && unknown.length === 0;
}

/** Whether all is as intended: the access as declared, and the network. */
export function isAsDeclared({ differences, findings }: Deviations): boolean {
  return isAccessAsDeclared(differences) && findings.length === 0;
}
