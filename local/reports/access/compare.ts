import { type Access, accessKey } from "./access";
import type { Declared } from "./declared";

/** How what is allowed differs from what is declared. */
export interface Differences {
  /** Allowed, and not declared. */
  readonly undeclared: readonly Access[];
  /** Declared, and not allowed. */
  readonly refused: readonly (Declared & Pick<Access, "decidedBy">)[];
  /** Declared of somebody or something that the estate doesn't have. */
  readonly unknown: readonly Declared[];
}

/** Holds what is allowed against what is declared. */
export function compare(accesses: readonly Access[], declared: readonly Declared[]): Differences {
  const asked = new Map(accesses.map((access) => [accessKey(access), access]));
  const meant = new Set(declared.map(accessKey));
  const found = declared.map((one) => ({ one, access: asked.get(accessKey(one)) }));
  return {
    undeclared: accesses.filter((access) => access.allowed && !access.isImplied && !meant.has(accessKey(access))),
    refused: found.flatMap(({ one, access }) =>
      access === undefined || access.allowed ? [] : [{ ...one, decidedBy: access.decidedBy }],
    ),
    unknown: found.flatMap(({ one, access }) => (access === undefined ? [one] : [])),
  };
}
