import type { Access } from "../access/access";
import { findingsOf } from "../findings";
import type { Found } from "../found";
import { isAsDeclared } from "../verification";

/** An access in JSON: places with the same verdict, for the same reason, together. */
interface JsonAccess {
  readonly who: string;
  readonly may: string;
  readonly from: string[];
  readonly allowed: boolean;
  readonly because?: string | undefined;
  readonly decidedBy: string;
}

function together(accesses: readonly (Access & { readonly because?: string | undefined })[]): JsonAccess[] {
  const groups = new Map<string, JsonAccess>();
  for (const { who, may, from, allowed, because, decidedBy } of accesses) {
    const key = JSON.stringify([who, may, allowed, decidedBy]);
    const known = groups.get(key);
    if (known === undefined) {
      groups.set(key, { who, may, from: [from], allowed, because, decidedBy });
    } else {
      known.from.push(from);
    }
  }
  return [...groups.values()];
}

/** Texts that are written down once, and named by their place from then on. */
class Texts {
  private readonly places = new Map<string, number>();

  placeOf(text: string): number {
    const place = this.places.get(text) ?? this.places.size;
    this.places.set(text, place);
    return place;
  }

  get all(): string[] {
    return [...this.places.keys()];
  }
}

/** What is refused, in short: there is a hundred times more of it than of what is allowed. */
interface JsonRefusals {
  readonly texts: readonly string[];
  /** Who, may, decided by, and every from, each as its place in the texts. */
  readonly rows: readonly (readonly number[])[];
}

function inShort(accesses: readonly Access[]): JsonRefusals {
  const texts = new Texts();
  const rows = together(accesses).map(({ who, may, decidedBy, from }) =>
    [who, may, decidedBy, ...from].map((text) => texts.placeOf(text)),
  );
  return { texts: texts.all, rows };
}

/**
 * `verify.json`: every question with its answer, every connection and looked-up name, what the organization's documents refuse, the cost, and what isn't as declared. A refusal
 * stands for all that differ in LOBs of one list of `alike` only.
 */
export function toJson({ verification, change, organization, cost }: Found): string {
  const { allowed, refused, alike, connections, lookups } = verification;
  return JSON.stringify({
    asDeclared: isAsDeclared(verification),
    findings: findingsOf(verification),
    change,
    access: together(allowed),
    refused: inShort(refused),
    alike,
    reachability: connections,
    names: lookups,
    organization,
    cost,
  });
}
