/** Length of a range's prefix, such as 16 of `10.0.0.0/16`. */
export function prefixLength(cidr: string): number {
  return Number(cidr.split("/")[1]);
}

function baseOf(cidr: string): string {
  return cidr.split("/")[0] ?? "";
}

/** Addresses as numbers, which are asked for again and again. */
const numbers = new Map<string, number>();

function numberOf(address: string): number {
  const known = numbers.get(address) ?? address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
  numbers.set(address, known);
  return known;
}

/** Whether an IPv4 address lies in a range. */
export function contains(cidr: string, address: string): boolean {
  const size = 2 ** (32 - prefixLength(cidr));
  return Math.floor(numberOf(baseOf(cidr)) / size) === Math.floor(numberOf(address) / size);
}

/** Whether a range lies in another, or is the same. */
export function isWithin(inner: string, outer: string): boolean {
  return prefixLength(inner) >= prefixLength(outer) && contains(outer, baseOf(inner));
}

/** Whether two ranges have an address in common. */
export function overlap(one: string, other: string): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

function next(address: string): string {
  const number = numberOf(address) + 1;
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join(".");
}

/** Addresses at the start of a subnet that AWS keeps, besides its last. Source: VPC User Guide, "Subnet CIDR blocks". */
const keptByAws = 4;

/** The addresses of a subnet that can be given out, lowest first. */
export function* hostAddresses(cidr: string): Generator<string> {
  let address = baseOf(cidr);
  for (let skipped = 0; skipped < keptByAws; skipped++) {
    address = next(address);
  }
  for (let following = next(address); contains(cidr, following); following = next(following)) {
    yield address;
    address = following;
  }
}
