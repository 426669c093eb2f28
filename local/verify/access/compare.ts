import { type Access, accessKey } from "./access";
import type { Answers } from "./answers";
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

/** Compares what is allowed with what is declared. */
export function compare(answers: Answers, declared: readonly Declared[]): Differences {
  const meant = new Set(declared.map(accessKey));
  const demanded = declared.filter(({ isAcross }) => !isAcross);
  const found = demanded.map((one) => ({ one, access: answers.find(one) }));
  return {
    undeclared: answers.allowed.filter((access) => !access.isImplied && !meant.has(accessKey(access))),
    refused: found.flatMap(({ one, access }) =>
      access === undefined || access.allowed ? [] : [{ ...one, decidedBy: access.decidedBy }],
    ),
    unknown: found.flatMap(({ one, access }) => (access === undefined ? [one] : [])),
  };
}
