import { firstFree, prefixOf } from "../../common/cidr";

/** Default prefix of a LOB's CIDR block, as in the shipped files. */
export const usualPrefix = 16;

/** The smallest CIDR block that a VPC's subnets fit in. */
const longestPrefix = 24;

/**
 * The first free CIDR block for a LOB's VPC in a supernet.
 *
 * @param wanted prefix of the CIDR block, 16 to 24; if none is that large, smaller ones are tried.
 * @returns undefined if not even a /24 is left.
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
