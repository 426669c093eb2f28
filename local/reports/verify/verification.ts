import { type Access, accessKey } from "../access/access";
import { compare, type Differences } from "../access/compare";
import type { Declaration } from "../access/declared";
import type { VerifiedEstate } from "../access/verified-estate";
import type { Connection } from "../reachability/reachability";

/** An access that is allowed, and why it is declared; not at all where nobody declared it. */
export interface AllowedAccess extends Access {
  readonly because: string | undefined;
}

/** What everybody may do in an estate, held against what is declared. */
export interface Verification {
  readonly allowed: readonly AllowedAccess[];
  readonly refused: readonly Access[];
  readonly connections: readonly Connection[];
  readonly differences: Differences;
  /** What of the network isn't as it is meant, a sentence each. */
  readonly networkFindings: readonly string[];
}

/** What of a verification isn't as it is meant. */
export type Deviations = Pick<Verification, "differences" | "networkFindings">;

/** Asks an estate as it stands, and holds the answers against what is declared. */
export async function verify(estate: VerifiedEstate, declaration: Declaration): Promise<Verification> {
  const { accesses, connections, networkFindings } = await estate.ask();
  const declared = declaration.expanded(estate.bindings, estate.declaredPlaces);
  const reasons = new Map(declared.map((one) => [accessKey(one), one.because]));
  return {
    allowed: accesses
      .filter(({ allowed, isImplied }) => allowed && !isImplied)
      .map((access) => ({ ...access, because: reasons.get(accessKey(access)) })),
    refused: accesses.filter(({ allowed }) => !allowed),
    connections,
    differences: compare(accesses, declared),
    networkFindings,
  };
}

/** Whether everybody may do what is declared, and nothing else. */
export function isAccessAsDeclared({ undeclared, refused, unknown }: Differences): boolean {
  return undeclared.length === 0 && refused.length === 0 && unknown.length === 0;
}

/** Whether all is as it is meant: the access as declared, and the network. */
export function isAsDeclared({ differences, networkFindings }: Deviations): boolean {
  return isAccessAsDeclared(differences) && networkFindings.length === 0;
}
