import { firstFree, prefixOf } from "../../common/cidr";

/** Prefix of a LOB's range where nobody asks for another, as in the shipped files. */
export const usualPrefix = 16;

/** The smallest range that a VPC's subnets are cut from. */
const longestPrefix = 24;

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
