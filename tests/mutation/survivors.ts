import * as v from "valibot";
import type { Survivor } from "./report";

/** A survivor as it is listed: found again by its texts, since lines move. */
export type Listed = Omit<Survivor, "lineNumber">;

const sentence = v.pipe(v.string(), v.minLength(20));
const schema = v.array(
  v.strictObject({
    reason: sentence,
    mutants: v.pipe(
      v.array(v.strictObject({ file: v.string(), line: v.string(), original: v.string(), replacement: v.string() })),
      v.minLength(1),
    ),
  }),
);

/**
 * Reads the list of survivors: groups with the reason why nothing kills them.
 *
 * @throws Error when it has another form, or a group has no reason.
 */
export function readSurvivors(text: string): Listed[] {
  return v.parse(schema, JSON.parse(text)).flatMap(({ mutants }) => mutants);
}

function same(one: Listed, other: Listed): boolean {
  return (
    one.file === other.file &&
    one.line === other.line &&
    one.original === other.original &&
    one.replacement === other.replacement
  );
}

/** What of `all` has no counterpart in `others`; each counterpart serves once. */
function without<Mutant extends Listed>(all: readonly Mutant[], others: readonly Listed[]): Mutant[] {
  const left = [...others];
  return all.filter((mutant) => {
    const found = left.findIndex((other) => same(mutant, other));
    if (found >= 0) {
      left.splice(found, 1);
    }
    return found < 0;
  });
}

/** Survivors that aren't listed, and listed ones that something kills by now, or that are gone. */
export function compare(
  survivors: readonly Survivor[],
  listed: readonly Listed[],
): { readonly unlisted: Survivor[]; readonly stale: Listed[] } {
  return { unlisted: without(survivors, listed), stale: without(listed, survivors) };
}
