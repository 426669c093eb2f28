import { blockAt, contains, overlaps, prefixOf } from "../../infra/network/cidr";

/** Prefix of a LOB's range where nobody asks for another, as in the shipped files. */
export const usualPrefix = 16;

/** The smallest range that a VPC's subnets are cut from. */
const longestPrefix = 24;

/** The first block of a prefix in a range that has no address in common with those taken. */
function firstFree(range: string, prefix: number, taken: readonly string[]): string | undefined {
  const inside = taken.filter((other) => overlaps(range, other));
  if (inside.length === 0) {
    return blockAt(range, prefix, 0);
  }
  if (prefixOf(range) === prefix || inside.some((other) => contains(other, range))) {
    return undefined;
  }
  const half = prefixOf(range) + 1;
  return firstFree(blockAt(range, half, 0), prefix, inside) ?? firstFree(blockAt(range, half, 1), prefix, inside);
}

/**
 * The first range for a LOB's VPC that lies in a supernet and overlaps none of those taken.
 *
 * @param wanted prefix of the range, 16 to 24; where there is none as large, the next smaller ones are tried.
 * @returns undefined where not even a /24 is left.
 */
export function freeRange(supernet: string, wanted: number, taken: readonly string[]): string | undefined {
  for (let prefix = Math.max(wanted, prefixOf(supernet)); prefix <= longestPrefix; prefix++) {
    const free = firstFree(supernet, prefix, taken);
    if (free !== undefined) {
      return free;
    }
  }
  return undefined;
}
