import type { Access } from "../access/access";
import { findingsOf } from "./findings";
import type { Found } from "./found";
import { isAsDeclared } from "./verification";

/** An access in JSON: places with the same verdict, for the same reason, together. */
interface JsonAccess {
  readonly who: string;
  readonly may: string;
  readonly from: readonly string[];
  readonly allowed: boolean;
  readonly because?: string | undefined;
  readonly decidedBy: string;
}

function together(accesses: readonly (Access & { readonly because?: string | undefined })[]): JsonAccess[] {
  const groups = new Map<string, JsonAccess>();
  for (const { who, may, from, allowed, because, decidedBy } of accesses) {
    const key = JSON.stringify([who, may, allowed, decidedBy]);
    const known = groups.get(key);
    groups.set(key, { who, may, from: [...(known?.from ?? []), from], allowed, because, decidedBy });
  }
  return [...groups.values()];
}

/** `verify.json`: every question with its answer, every connection, the cost, and what isn't as declared. */
export function toJson({ verification, change, cost }: Found): string {
  const { allowed, refused, connections } = verification;
  return JSON.stringify({
    asDeclared: isAsDeclared(verification),
    findings: findingsOf(verification),
    change,
    access: together([...allowed, ...refused]),
    reachability: connections,
    cost,
  });
}
