import { createHash, randomBytes } from "node:crypto";

/** The ids of the resource that is being made. */
let ofResource: (() => Buffer) | undefined;

/**
 * Makes a resource, whose ids then follow from what it is: an estate that is brought up again has the ids that it had, so
 * that what was worked out of them still holds. What is made up after the work waited for something is left to chance.
 *
 * @param seed what tells this making of this resource from every other one in its world.
 */
export function withIdsOf<T>(seed: string, make: () => T): T {
  let count = 0;
  ofResource = () => {
    count += 1;
    return createHash("sha256").update(`${seed} ${count}`).digest();
  };
  try {
    return make();
  } finally {
    ofResource = undefined;
  }
}

/** What ids are made of, 32 bytes, other ones each time: those of the resource that is being made, else by chance. */
function nextBytes(): Buffer {
  return ofResource?.() ?? randomBytes(32);
}

/** An id as AWS makes most of them up: a prefix and 17 hexadecimal digits. */
export function inventId(prefix: string): string {
  return prefix + nextBytes().toString("hex").slice(0, 17);
}

/** A text of some of an alphabet's characters, at most 32 of them. */
export function inventText(length: number, alphabet: string): string {
  return Array.from(nextBytes().subarray(0, length), (byte) => alphabet.charAt(byte % alphabet.length)).join("");
}

/** A UUID. */
export function inventUuid(): string {
  const hex = nextBytes().toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
