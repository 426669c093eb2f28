import { createHash } from "node:crypto";

/** A value whose objects have sorted keys, so that a different order of keys is no change. */
function ordered(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(ordered);
  }
  if (typeof value === "object" && value !== null) {
    const entries = Object.entries(value).map(([key, entry]) => [key, ordered(entry)] as const);
    return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)));
  }
  return value;
}

/** The SHA-256 of a plain value, hexadecimal: the same for the same value, another for any other. */
export function definitionHash(definition: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(ordered(definition)) ?? "")
    .digest("hex");
}
