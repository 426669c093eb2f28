import { isNarrowArn } from "./narrowing";
import type { Resource } from "./rule";
import { isKnown, isLiteral } from "./values";

function isNarrow(value: unknown, isGood: (text: string) => boolean): boolean {
  return !isKnown(value) || (typeof value === "string" && isGood(value));
}

/**
 * Whether a function's permission says for whom its principal calls. What a preview doesn't know yet is judged by the
 * update.
 */
export function isNarrowSource({ sourceArn, sourceAccount, principalOrgId }: Resource["props"]): boolean {
  return isNarrow(sourceArn, isNarrowArn) || isNarrow(sourceAccount, isLiteral) || isNarrow(principalOrgId, isLiteral);
}
