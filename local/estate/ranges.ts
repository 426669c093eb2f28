import { overlap, prefixLength } from "../aws/network/cidr";

function addressOf(number: number): string {
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
}

function numberOf(address: string): number {
  return address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** The first range of a prefix length in an outer one that overlaps none of those taken; undefined when it is full. */
export function firstFree(outer: string, prefix: number, taken: readonly string[]): string | undefined {
  const start = numberOf(outer.split("/")[0] ?? "");
  const size = 2 ** (32 - prefix);
  for (let index = 0; index < 2 ** (prefix - prefixLength(outer)); index++) {
    const candidate = `${addressOf(start + index * size)}/${prefix}`;
    if (!taken.some((other) => overlap(candidate, other))) {
      return candidate;
    }
  }
  return undefined;
}
