/** Placeholder for a value that a preview doesn't know yet. Rules ignore it; the update knows the value. */
export const notYetKnown = Symbol("not known before the update");

export function isKnown(value: unknown): boolean {
  return value !== notYetKnown;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value that may be one or several, as a list; empty if there is none. */
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

/** The value at a path; {@link notYetKnown} if a step of it is, undefined if there is none. */
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

/**
 * Whether a text is the same at every request: it has no wildcard, and no policy variable, whose value the caller may
 * choose.
 */
export function isLiteral(text: string): boolean {
  return text !== "" && !hasWildcard(text) && !text.includes("${");
}

/** Whether a text stands for everything. */
export function isEverything(text: string): boolean {
  return /^[*?]+$/.test(text);
}
