import { isNarrowArn } from "./narrowing";
import type { Resource } from "./rule";
import { isKnown, isLiteral } from "./values";

function isNarrow(value: unknown, isGood: (text: string) => boolean): boolean {
  return !isKnown(value) || (typeof value === "string" && isGood(value));
}

/**
 * Whether a function's permission names for whom its principal calls. The update checks what a preview doesn't know
 * yet.
 */
export function isNarrowSource({ sourceArn, sourceAccount, principalOrgId }: Resource["props"]): boolean {
  return isNarrow(sourceArn, isNarrowArn) || isNarrow(sourceAccount, isLiteral) || isNarrow(principalOrgId, isLiteral);
}
