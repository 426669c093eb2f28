import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, type ParsedNode, parse, parseDocument } from "yaml";
import { isRecord } from "../../common/is-record";
import { Refusal } from "../../common/refusal";
import { decode } from "../../stacks/config-keys";
import type { Item } from "./list-item";
import { type ConfigMap, longerList, newList } from "./longer-list";
import { shorterList } from "./shorter-list";
import { lineEndOf, type Splice, splice } from "./splice";

/** The config in a file's text; none if it isn't YAML, which reading the project refuses. */
function configOf(text: string): Readonly<Record<string, unknown>> {
  let content: unknown;
  try {
    content = parse(text);
  } catch {
    return {};
  }
  return isRecord(content) && isRecord(content.config) ? content.config : {};
}

function listOf(value: unknown): readonly unknown[] {
  const list = typeof value === "string" ? decode("lobs", value) : value;
  return Array.isArray(list) ? list : [];
}

/** The pair of a map with this key, and its place in the text. */
function pairOf(map: ParsedNode | null | undefined, name: string) {
  return isMap(map) ? map.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
}

/** Changes a list in the text of a file, by its config key. */
type ListChange = (config: ConfigMap, pair: ReturnType<typeof pairOf>, name: string) => Splice[];

/** The file of a stack: its name, and its text, which is YAML. */
export class StackFile {
  private readonly config: Readonly<Record<string, unknown>>;

  constructor(
    readonly stack: string,
    /** The file's own name, `Pulumi.<stack>.yaml`. */
    readonly name: string,
    readonly text: string,
    /** The project's name, which is the namespace of its config keys. */
    private readonly project: string,
  ) {
    this.config = configOf(text);
  }

  /** What the file's lines end in. */
  get lineEnd(): string {
    return lineEndOf(this.text);
  }

  /** The file's prefix of the project's keys: the project's name and a colon, or nothing. */
  get namespace(): string {
    return "account" in this.config ? "" : `${this.project}:`;
  }

  /** The stack's role in the file: the one that it sets, or else the stack's name. */
  get role(): unknown {
    return this.config[this.fullName("role")] || this.stack;
  }

  /** Whether the file itself sets a key of the project. */
  sets(key: string): boolean {
    return this.fullName(key) in this.config;
  }

  /** The items of a list; none if the file doesn't set it. */
  list(key: string): readonly unknown[] {
    return listOf(this.config[this.fullName(key)]);
  }

  /**
   * The file with one more item at the end of a list, written like the others; everything else stays as it is, character
   * by character.
   *
   * @throws Refusal if the list is written in a way that can't be added to, such as an alias.
   */
  with(key: string, item: Item): StackFile {
    const add: ListChange = (config, pair, name) =>
      pair === undefined ? newList(this.text, config, name, item) : longerList(this.text, config, pair, item);
    return this.changed(key, [...this.list(key), item], add, `added to: add ${JSON.stringify(item)}`);
  }

  /**
   * The file without some items of a list; everything else stays as it is, character by character, except a comment on
   * an item's own line.
   *
   * @throws Refusal if the list is written in a way that nothing can be removed from, such as an alias.
   */
  without(key: string, isGone: (item: unknown) => boolean): StackFile {
    const items = this.list(key);
    const index = items.findIndex(isGone);
    if (index === -1) {
      return this;
    }
    const take: ListChange = (_config, pair) => (pair === undefined ? [] : shorterList(this.text, pair, index));
    const byHand = `taken from: remove ${JSON.stringify(items[index])}`;
    return this.changed(key, items.toSpliced(index, 1), take, byHand).without(key, isGone);
  }

  /**
   * The file with a list changed to these items, and nothing else; throws a Refusal if the change does anything else.
   */
  private changed(key: string, items: readonly unknown[], change: ListChange, byHand: string): StackFile {
    const name = this.fullName(key);
    const config = pairOf(parseDocument(this.text).contents, "config")?.value;
    const changes = isMap(config) ? change(config, pairOf(config, name), name) : [];
    const after = new StackFile(this.stack, this.name, splice(this.text, changes), this.project);
    if (!isDeepStrictEqual({ ...after.config, [name]: after.list(key) }, { ...this.config, [name]: items })) {
      const reason = `is written in a way that can't be ${byHand} by hand, and run this again`;
      throw new Refusal(this.name, [{ property: name, reason }]);
    }
    return after;
  }

  /** A key as the file writes it, or would write it. */
  private fullName(key: string): string {
    return key in this.config ? key : `${this.namespace}${key}`;
  }
}
