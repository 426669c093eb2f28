import type { Parts, Vocabulary } from "./vocabulary";

/** Something that could make LOBs unlike: a resource, an account, somebody who acts, something that is done. */
export interface Subject {
  /** What kind of thing it is; the order of things of one group is part of it. */
  readonly group: string;
  readonly value: unknown;
  /** Index of the LOB in whose account or stack it is, if any. */
  readonly lob: number | undefined;
}

/** A value whose texts are taken apart. */
export type Node =
  | { readonly parts: Parts }
  | { readonly items: readonly Node[]; readonly isSet: boolean }
  | { readonly members: readonly (readonly [name: Parts, value: Node])[] };

/** A subject, taken apart. */
export interface Dissected {
  readonly group: string;
  readonly node: Node;
  /** Every LOB that it names. */
  readonly mentions: ReadonlySet<number>;
}

/** Creation times have no effect on anybody's access. */
const moments = new Set(["created"]);

function parsed(text: string): unknown {
  if (!/^[{[]/.test(text)) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A text as people wrote it: AWS takes scripts in Base64, whose first characters `#!/` give these. */
function plain(text: string): string {
  return text.startsWith("IyEv") ? Buffer.from(text, "base64").toString() : text;
}

/** Takes values apart, and keeps every text that it comes by. */
export class Dissector {
  /** Every text, whole, as it stands in some value. */
  readonly texts = new Set<string>();

  constructor(private readonly vocabulary: Vocabulary) {}

  dissect({ group, value, lob }: Subject): Dissected {
    const mentions = new Set<number>(lob === undefined ? [] : [lob]);
    return { group, node: this.node(value, false, mentions), mentions };
  }

  /** IAM reads every list of a policy as a set; other lists have an order. */
  private node(value: unknown, isPolicy: boolean, mentions: Set<number>): Node {
    if (typeof value === "string") {
      const inner = parsed(value);
      return inner === undefined ? { parts: this.parts(plain(value), mentions) } : this.node(inner, isPolicy, mentions);
    }
    if (Array.isArray(value)) {
      return { items: value.map((item) => this.node(item, isPolicy, mentions)), isSet: isPolicy };
    }
    if (typeof value === "object" && value !== null) {
      const isInside = isPolicy || "Statement" in value;
      const members = Object.entries(value).filter(([name, member]) => member !== undefined && !moments.has(name));
      return {
        members: members.map(
          ([name, member]) => [this.parts(name, mentions), this.node(member, isInside, mentions)] as const,
        ),
      };
    }
    return { parts: [`‹${typeof value}› ${String(value)}`] };
  }

  private parts(text: string, mentions: Set<number>): Parts {
    this.texts.add(text);
    const parts = this.vocabulary.parse(text);
    for (const part of parts) {
      if (typeof part !== "string") {
        mentions.add(part.lob);
      }
    }
    return parts;
  }
}

/** What LOBs are called where something is written down. */
export type Label = (lob: number) => string;

/** A text with its LOBs as labels. */
export function written(parts: Parts, label: Label): string {
  return parts.map((part) => (typeof part === "string" ? part : `‹${label(part.lob)} ${part.kind}›`)).join("");
}

/** A value as one text, with its LOBs as labels. */
export function rendered(node: Node, label: Label): string {
  if ("parts" in node) {
    return JSON.stringify(written(node.parts, label));
  }
  if ("items" in node) {
    const items = node.items.map((item) => rendered(item, label));
    return `[${(node.isSet ? items.sort() : items).join(",")}]`;
  }
  const members = node.members.map(
    ([name, value]) => `${JSON.stringify(written(name, label))}:${rendered(value, label)}`,
  );
  return `{${members.sort().join(",")}}`;
}
