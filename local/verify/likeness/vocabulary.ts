import { contains, networkOf, prefixOf } from "../../../common/cidr";

/** A text that stands for one LOB and nothing else: a name, an account, an id that AWS made up. */
export interface Token {
  readonly text: string;
  /** Index of the LOB. */
  readonly lob: number;
  /** What it is to the LOB, such as `account` or `id 7`: like LOBs have the same kinds. */
  readonly kind: string;
}

/** A range of addresses that a LOB has. */
export interface Range {
  readonly cidr: string;
  readonly lob: number;
  readonly kind: string;
}

/** A piece of a text that names a LOB. */
export interface Slot extends Token {}

/** A text as words of LOBs, and what is between them. */
export type Parts = readonly (string | Slot)[];

const word = /\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?(?![\d.])|[A-Za-z0-9]+/g;

function numberOf(address: string): number {
  return address.split(".").reduce((sum, byte) => sum * 256 + Number(byte), 0);
}

function addressOf(number: number): string {
  return [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join(".");
}

function split(cidr: string): readonly [address: string, end: string] {
  const [address = "", length] = cidr.split("/");
  return [address, length === undefined ? "" : `/${length}`];
}

/** A range or an address of a LOB's range by its place in it. */
function kindIn(range: Range, text: string): string {
  const [address, end] = split(text);
  return `${range.kind} of /${prefixOf(range.cidr)} + ${numberOf(address) - numberOf(split(range.cidr)[0])}${end}`;
}

/** The words by which LOBs are known, and finds them in texts. */
export class Vocabulary {
  /** Addresses and ranges in texts which belong to no LOB. */
  private readonly foreign = new Set<string>();
  private readonly byText = new Map<string, Token>();
  /** Lengths that tokens have which begin with a word, the longest first. */
  private readonly lengths = new Map<string, readonly number[]>();
  private readonly byKind = new Map<string, string>();
  private readonly known = new Map<string, Parts>();

  constructor(
    tokens: readonly Token[],
    readonly ranges: readonly Range[],
  ) {
    for (const token of tokens) {
      const [first = ""] = token.text.toLowerCase().match(word) ?? [];
      const lengths = new Set(this.lengths.get(first)).add(token.text.length);
      this.lengths.set(
        first,
        [...lengths].sort((one, other) => other - one),
      );
      this.byText.set(token.text.toLowerCase(), token);
      this.byKind.set(`${token.lob} ${token.kind}`, token.text);
    }
  }

  /** A text with the words of LOBs apart, the longest first. Letter case doesn't hide a word, but makes it another one. */
  parse(text: string): Parts {
    const known = this.known.get(text) ?? this.look(text);
    this.known.set(text, known);
    return known;
  }

  /** Addresses and ranges that were come by in texts, and belong to no LOB. */
  get otherRanges(): ReadonlySet<string> {
    return this.foreign;
  }

  /** The LOBs that a text names, in their order, each once. */
  mentions(text: string): readonly number[] {
    return [...new Set(this.parse(text).flatMap((part) => (typeof part === "string" ? [] : part.lob)))];
  }

  /**
   * The text with its LOBs replaced by others.
   *
   * @param lobs which LOB takes a LOB's place; LOBs that aren't in it stay.
   */
  rename(text: string, lobs: ReadonlyMap<number, number>): string {
    return this.parse(text)
      .map((part) => {
        const lob = typeof part === "string" ? undefined : lobs.get(part.lob);
        return typeof part === "string" ? part : lob === undefined ? part.text : this.wordFor(part, lob);
      })
      .join("");
  }

  private wordFor({ kind, text }: Slot, lob: number): string {
    const [, name = "", offset = "", end = ""] = /^(range \d+) of \/\d+ \+ (\d+)(.*)$/.exec(kind) ?? [];
    const range = this.ranges.find((one) => one.lob === lob && one.kind === name);
    return range === undefined
      ? (this.byKind.get(`${lob} ${kind}`) ?? text)
      : addressOf(numberOf(split(range.cidr)[0]) + Number(offset)) + end;
  }

  private look(text: string): Parts {
    const parts: (string | Slot)[] = [];
    let done = 0;
    const finder = new RegExp(word);
    for (let found = finder.exec(text); found !== null; found = finder.exec(text)) {
      const slot = this.slotAt(text, found.index, found[0]);
      if (slot !== undefined) {
        parts.push(text.slice(done, found.index), slot);
        done = found.index + slot.text.length;
        finder.lastIndex = done;
      }
    }
    return [...parts, text.slice(done)].filter((part) => part !== "");
  }

  private slotAt(text: string, index: number, found: string): Slot | undefined {
    if (found.includes(".")) {
      return this.address(found);
    }
    for (const length of this.lengths.get(found.toLowerCase()) ?? []) {
      const candidate = text.slice(index, index + length);
      const token = this.byText.get(candidate.toLowerCase());
      if (token !== undefined && !/[A-Za-z0-9]/.test(text[index + length] ?? "")) {
        const kind = candidate === token.text ? token.kind : `${token.kind} written ${candidate}`;
        return { text: candidate, lob: token.lob, kind };
      }
    }
    return undefined;
  }

  private address(text: string): Slot | undefined {
    const wanted = text.includes("/") ? text : `${text}/32`;
    if (networkOf(wanted) === undefined) {
      return undefined;
    }
    const range = this.ranges.find(({ cidr }) => contains(cidr, wanted));
    if (range === undefined) {
      this.foreign.add(wanted);
      return undefined;
    }
    return { text, lob: range.lob, kind: kindIn(range, text) };
  }
}
