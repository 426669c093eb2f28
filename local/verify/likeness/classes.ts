import { overlaps } from "../../../common/cidr";
import { Patterns } from "./patterns";
import { type Dissected, Dissector, type Label, rendered, type Subject } from "./subject";
import type { Range, Vocabulary } from "./vocabulary";

/** Ranges for documentation, which stand for public addresses on the local AWS. Source: RFC 5737. */
const publicRanges = ["192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24"];

/** LOBs whose ranges mean more than a place of their own: they overlap with another LOB's, or with public ones. */
function crowded(ranges: readonly Range[]): Set<number> {
  const found = ranges.filter(
    (range) =>
      publicRanges.some((other) => overlaps(other, range.cidr)) ||
      ranges.some((other) => other !== range && overlaps(other.cidr, range.cidr)),
  );
  return new Set(found.map(({ lob }) => lob));
}

/** Tells which LOBs are alike in everything but their names. */
export class Classes {
  private readonly byGroup: readonly (readonly Dissected[])[];
  private readonly signatures: readonly string[];
  private readonly written = new Map<number, Map<Dissected, string>>();

  /** @param count how many LOBs there are. */
  constructor(
    vocabulary: Vocabulary,
    private readonly count: number,
    subjects: readonly Subject[],
  ) {
    const { ranges } = vocabulary;
    const dissector = new Dissector(vocabulary);
    const groups = new Map<string, Dissected[]>();
    for (const subject of subjects) {
      const all = groups.get(subject.group) ?? [];
      all.push(dissector.dissect(subject));
      groups.set(subject.group, all);
    }
    this.byGroup = [...groups.values()];
    const patterns = new Patterns(vocabulary, dissector.texts);
    const loners = new Set([...crowded(ranges), ...patterns.entangled(count)]);
    this.signatures = Array.from({ length: count }, (_, lob) => {
      if (patterns.areOpen || loners.has(lob)) {
        return `LOB ${lob}`;
      }
      const own = ranges.filter((range) => range.lob === lob);
      const around = [...vocabulary.otherRanges].filter((other) => own.some(({ cidr }) => overlaps(cidr, other)));
      return JSON.stringify([own.length, around.sort(), patterns.ofLob(lob)]);
    });
  }

  /** The LOBs of each class, in their order. */
  find(): number[][] {
    const classes: number[][] = [];
    for (let lob = 0; lob < this.count; lob++) {
      const known = classes.find(([first = lob]) => this.areAlike(first, lob));
      if (known === undefined) {
        classes.push([lob]);
      } else {
        known.push(lob);
      }
    }
    return classes;
  }

  /** Whether everything is as before once two LOBs have changed places. */
  private areAlike(one: number, other: number): boolean {
    return (
      this.signatures[one] === this.signatures[other] &&
      this.byGroup.every((group) => {
        const [first, second] = [this.seen(group, one, other), this.seen(group, other, one)];
        return first.length === second.length && first.every((text, index) => text === second[index]);
      })
    );
  }

  /** A group's content about a LOB, in its order and beside nobody's; the other LOB has a label of its own. */
  private seen(group: readonly Dissected[], lob: number, besides: number): string[] {
    return group.flatMap((one, index) => {
      const { mentions, node } = one;
      if (mentions.size === 0) {
        return String(index);
      }
      if (mentions.has(lob) && mentions.has(besides)) {
        const label: Label = (found) => (found === lob ? "own" : found === besides ? "other" : `LOB ${found}`);
        return rendered(node, label);
      }
      return mentions.has(lob) ? this.writtenOf(one, lob) : [];
    });
  }

  private writtenOf(one: Dissected, lob: number): string {
    const known = this.written.get(lob) ?? new Map<Dissected, string>();
    const label: Label = (found) => (found === lob ? "own" : `LOB ${found}`);
    const text = known.get(one) ?? rendered(one.node, label);
    this.written.set(lob, known.set(one, text));
    return text;
  }
}
