import * as v from "valibot";

/** One thing that is wrong with what the user gave. */
export interface Mistake {
  /** Where: a config key or argument, with its index or field, such as `children[1]`. */
  readonly property: string;
  /** What was given, what is allowed and what to do, to be read after the property: `is "x": …`. */
  readonly reason: string;
}

const longestShown = 60;

/** Shows a given value in a message as the user would have written it, shortened. */
export function show(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > longestShown ? `${text.slice(0, longestShown)}… (${text.length} characters)` : text;
}

/** Formats a mistake: `is <given>: <allowed>`, or `is not set: <allowed>` if nothing was given. */
export function reason(given: unknown, allowed: string): string {
  return given === undefined || given === null || given === ""
    ? `is not set: ${allowed}`
    : `is ${show(given)}: ${allowed}`;
}

/** Makes a valibot message out of what is allowed. */
export function allowed(what: string): (issue: v.BaseIssue<unknown>) => string {
  return (issue) => reason(issue.input, what);
}

/** Where a mistake is: an argument, or an item of it. */
export function pathTo(args: object, key: string, index?: number): [v.IssuePathItem, ...v.IssuePathItem[]] {
  const argument: v.ObjectPathItem = { type: "object", origin: "value", input: { ...args }, key, value: undefined };
  return index === undefined
    ? [argument]
    : [argument, { type: "array", origin: "value", input: [], key: index, value: undefined }];
}

function propertyOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? []).reduce((path, { key }) => {
    if (typeof key === "number") {
      return `${path}[${key}]`;
    }
    return path === "" ? String(key) : `${path}.${String(key)}`;
  }, "");
}

/** A value that passed its schema, or every mistake in it. */
export type Checked<T> = { readonly value: T } | { readonly mistakes: readonly Mistake[] };

/**
 * Checks a value against a schema and gathers all mistakes, one for each property, in the schema's order.
 * Never throws.
 */
export function check<S extends v.GenericSchema>(schema: S, value: unknown): Checked<v.InferOutput<S>> {
  const result = v.safeParse(schema, value);
  if (result.success) {
    return { value: result.output };
  }
  return {
    mistakes: onePerProperty(result.issues.map((issue) => ({ property: propertyOf(issue), reason: issue.message }))),
  };
}

/** What is wrong with what was checked, if anything. */
export function mistakesIn(checked: Checked<unknown>): readonly Mistake[] {
  return "mistakes" in checked ? checked.mistakes : [];
}

/** Keeps the first mistake of each property, in the order given. */
export function onePerProperty(mistakes: readonly Mistake[]): Mistake[] {
  const first = new Map<string, Mistake>();
  for (const mistake of mistakes) {
    first.set(mistake.property, first.get(mistake.property) ?? mistake);
  }
  return [...first.values()];
}

/** Counts mistakes for a message: `2 mistakes`. */
export function countMistakes({ length }: readonly Mistake[]): string {
  return length === 1 ? "1 mistake" : `${length} mistakes`;
}

/** Writes mistakes as lines, each a sentence: `  account is "2222": an account id has 12 digits, …`. */
export function listMistakes(mistakes: readonly Mistake[]): string {
  return mistakes.map(({ property, reason: why }) => `  ${property} ${why}`).join("\n");
}
