/** Stands where a preview doesn't know a value yet. Rules pass over it; the update knows it. */
export const notYetKnown = Symbol("not known before the update");

export function isKnown(value: unknown): boolean {
  return value !== notYetKnown;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value that may be one or several, as a list; none where there is nothing. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

/** The texts among a value that may be one or several. */
export function textsOf(value: unknown): readonly string[] {
  return listOf(value).filter((each) => typeof each === "string");
}

/** What is at a path; {@link notYetKnown} where a step of it is, undefined where there is nothing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner === notYetKnown ? notYetKnown : isRecord(inner) ? inner[key] : undefined),
    value,
  );
}

/** Whether anything within a value isn't known yet. */
export function hasUnknown(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(hasUnknown);
  }
  return isRecord(value) ? Object.values(value).some(hasUnknown) : value === notYetKnown;
}

/** Whether a text has a wildcard of IAM's. */
export function hasWildcard(text: string): boolean {
  return /[*?]/.test(text);
}

/** Whether a text is the same at every request: it has no wildcard, and no policy variable, which could be the caller's own. */
export function isLiteral(text: string): boolean {
  return text !== "" && !hasWildcard(text) && !text.includes("${");
}

/** Whether a text stands for everything. */
export function isEverything(text: string): boolean {
  return /^[*?]+$/.test(text);
}
