/** An IPv4 address as a number, and the bits of its network part. */
interface Cidr {
  readonly address: number;
  readonly prefix: number;
}

// No leading zeros: some programs read them as octal.
const form = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\/(0|[1-9]\d?)$/;

function parse(text: string): Cidr | undefined {
  const [prefix, ...octets] = (form.exec(text) ?? []).slice(1).map(Number).reverse();
  if (prefix === undefined || prefix > 32 || octets.some((octet) => octet > 255)) {
    return undefined;
  }
  return { address: octets.reduceRight((sum, octet) => sum * 256 + octet, 0), prefix };
}

/** CIDR blocks by their text, since the local AWS asks for the same ones many times. */
const ranges = new Map<string, Cidr>();

function parsed(text: string): Cidr {
  const cidr = ranges.get(text) ?? parse(text);
  if (cidr === undefined) {
    throw new Error(`"${text}" is not an IPv4 CIDR block; check it with a schema first`);
  }
  ranges.set(text, cidr);
  return cidr;
}

function size(prefix: number): number {
  return 2 ** (32 - prefix);
}

function first({ address, prefix }: Cidr): number {
  return address - (address % size(prefix));
}

function addressText(address: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(address / 2 ** bits) % 256).join(".");
}

/**
 * The CIDR block that a text means: `10.0.0.0/16` for `10.0.0.1/16`, and for itself.
 *
 * @returns undefined when the text is no IPv4 address with a prefix.
 */
export function networkOf(text: string): string | undefined {
  const cidr = parse(text);
  return cidr && `${addressText(first(cidr))}/${cidr.prefix}`;
}

/** The number after the slash. */
export function prefixOf(cidr: string): number {
  return parsed(cidr).prefix;
}

/** Whether every address of `inner`, a CIDR block or one address, is in `outer`. */
export function contains(outer: string, inner: string): boolean {
  const [large, small] = [parsed(outer), parsed(inner.includes("/") ? inner : `${inner}/32`)];
  return small.prefix >= large.prefix && first({ ...small, prefix: large.prefix }) === first(large);
}

/** Whether two CIDR blocks have an address in common. Ranges never cross: one then holds the other. */
export function overlaps(one: string, other: string): boolean {
  return contains(one, other) || contains(other, one);
}

/** An address of a CIDR block, counted from its first one, which is 0. */
export function addressAt(cidr: string, offset: number): string {
  const range = parsed(cidr);
  if (offset < 0 || offset >= size(range.prefix)) {
    throw new RangeError(`${cidr} has no address ${offset}`);
  }
  return addressText(first(range) + offset);
}

/**
 * One of the blocks of a prefix that a CIDR block is made of, counted from the first, which is 0; a negative index counts
 * from the end, -1 being the last.
 *
 * @throws RangeError when the CIDR block has no such block.
 */
export function blockAt(cidr: string, prefix: number, index: number): string {
  const range = parsed(cidr);
  const count = size(range.prefix) / size(prefix);
  const place = index < 0 ? count + index : index;
  if (place < 0 || place >= count || count < 1) {
    throw new RangeError(`${cidr} has no block ${index} of /${prefix}`);
  }
  return `${addressText(first(range) + place * size(prefix))}/${prefix}`;
}

/** The first block of a prefix in a CIDR block that has no address in common with those taken; undefined when it is full. */
export function firstFree(range: string, prefix: number, taken: readonly string[]): string | undefined {
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
