import { type Label, written } from "./subject";
import type { Parts, Vocabulary } from "./vocabulary";

/** Longer texts are code or documents, which nothing matches with a pattern. */
const longest = 2000;

function isPattern(text: string): boolean {
  return /[*?]/.test(text) && text.length <= longest;
}

/** What a pattern takes in; a policy's variable can stand for anything here. */
function matcher(pattern: string): RegExp {
  const escaped = pattern
    .replaceAll(/\$\{[^}]*\}/g, "*")
    .replaceAll(/[.+^$(){}|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${escaped}$`, "is");
}

function pieces(text: string): string[] {
  return text.split(/[:/]/);
}

/** A variable beside a wildcard, which can take in whose name only begins alike. */
function hasOpenVariable(text: string): boolean {
  return pieces(text.replaceAll(/\$\{[^}]*\}/g, "$")).some((piece) => piece.includes("$") && /[*?]/.test(piece));
}

interface Pattern {
  readonly text: string;
  readonly parts: Parts;
  readonly takesIn: RegExp;
  readonly lobs: readonly number[];
}

interface Plain {
  readonly text: string;
  readonly parts: Parts;
  readonly lobs: readonly number[];
}

/** Whether patterns treat LOBs alike: a wildcard can single one out by a piece of its name. */
export class Patterns {
  private readonly patterns: readonly Pattern[];
  private readonly plain: readonly Plain[];
  /** Whether some pattern can't be judged, so that no two LOBs may be taken for alike. */
  readonly areOpen: boolean;

  constructor(
    private readonly vocabulary: Vocabulary,
    texts: ReadonlySet<string>,
  ) {
    const all = [...texts].filter((text) => text.length <= longest);
    this.areOpen =
      all.some((text) => hasOpenVariable(text)) || all.some((text) => /^Numeric(?:Less|Greater)Than/i.test(text));
    const whole = all.filter(isPattern);
    const split = whole.flatMap(pieces).filter((piece) => isPattern(piece) && !/^[*?]+$/.test(piece));
    this.patterns = [...new Set([...whole, ...split])].map((text) => ({
      ...this.named(text),
      takesIn: matcher(text),
    }));
    const plain = all.filter((text) => !isPattern(text));
    this.plain = [...new Set([...plain, ...plain.flatMap(pieces)])].map((text) => this.named(text));
  }

  /** Which patterns take in which of a LOB's words, with the LOB's own name left out. */
  ofLob(lob: number): string {
    const label: Label = (other) => (other === lob ? "own" : `LOB ${other}`);
    const own = this.plain.filter(({ lobs }) => lobs.includes(lob));
    const asked = this.patterns.filter(({ lobs }) => lobs.length === 0 || lobs.includes(lob));
    return asked
      .flatMap(({ parts, takesIn }) => {
        const taken = own.filter(({ text }) => takesIn.test(text)).map(({ parts: found }) => written(found, label));
        return taken.length === 0 ? [] : `${written(parts, label)}\n${[...new Set(taken)].sort().join("\n")}`;
      })
      .sort()
      .join("\n\n");
  }

  /** LOBs whose own patterns take in somebody else's words, or whose words such patterns take in. */
  entangled(lobs: number): Set<number> {
    const found = new Set<number>();
    for (let lob = 0; lob < lobs; lob++) {
      const others = this.plain.filter((one) => !one.lobs.includes(lob));
      const text = others
        .map((one) => one.text)
        .join("\n")
        .toLowerCase();
      const suspects = this.patterns
        .filter((pattern) => pattern.lobs.includes(lob))
        .filter(({ parts }) =>
          parts.every((part) => typeof part === "string" || part.lob !== lob || text.includes(part.text.toLowerCase())),
        );
      for (const { takesIn } of suspects) {
        for (const other of others.filter((one) => takesIn.test(one.text))) {
          found.add(lob);
          for (const one of other.lobs) {
            found.add(one);
          }
        }
      }
    }
    return found;
  }

  private named(text: string): Plain {
    return { text, parts: this.vocabulary.parse(text), lobs: this.vocabulary.mentions(text) };
  }
}
