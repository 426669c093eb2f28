import { isDeepStrictEqual } from "node:util";
import { isMap, isScalar, type ParsedNode, parse, parseDocument, type YAMLMap } from "yaml";
import { isRecord } from "../../common/is-record";
import { Refusal } from "../../common/refusal";
import { decode } from "../../stacks/config-keys";
import type { Item } from "./list-item";
import { longerList, newList } from "./longer-list";
import { lineEndOf, splice } from "./splice";

/** The config that a file's text holds; none where it isn't YAML, which is the project's reader's to refuse. */
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

/** The pair of a map with this key, with where it stands in the text. */
function pairOf(map: ParsedNode | null | undefined, name: string) {
  return isMap(map) ? map.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
}

function changesOf(text: string, config: YAMLMap.Parsed, name: string, item: Item) {
  const pair = pairOf(config, name);
  return pair === undefined ? newList(text, config, name, item) : longerList(text, config, pair, item);
}

/** The file of a stack: its name, and its text, which is YAML. */
export class StackFile {
  private readonly config: Readonly<Record<string, unknown>>;

  constructor(
    readonly stack: string,
    /** The file's own name, `Pulumi.<stack>.yaml` or `.yml`. */
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

  /** What the file writes before keys of the project: its name and a colon, or nothing. */
  get namespace(): string {
    return "account" in this.config ? "" : `${this.project}:`;
  }

  /** The role that the file gives its stack: what it sets, or else the stack's name. */
  get role(): unknown {
    return this.config[this.fullName("role")] || this.stack;
  }

  /** Whether the file itself sets a key of the project. */
  sets(key: string): boolean {
    return this.fullName(key) in this.config;
  }

  /** The items of a list; none where the file doesn't set it. */
  list(key: string): readonly unknown[] {
    return listOf(this.config[this.fullName(key)]);
  }

  /**
   * The file with one more item at the end of a list, written like the others; everything else stays as it is, character
   * by character.
   *
   * @throws Refusal where the list is written in a way that can't be added to, such as an alias.
   */
  with(key: string, item: Item): StackFile {
    const name = this.fullName(key);
    const config = pairOf(parseDocument(this.text).contents, "config")?.value;
    const changes = isMap(config) ? changesOf(this.text, config, name, item) : [];
    const after = new StackFile(this.stack, this.name, splice(this.text, changes), this.project);
    if (
      !isDeepStrictEqual(
        { ...after.config, [name]: after.list(key) },
        { ...this.config, [name]: [...this.list(key), item] },
      )
    ) {
      const reason = `is written in a way that can't be added to: add ${JSON.stringify(item)} by hand, and run this again`;
      throw new Refusal(this.name, [{ property: name, reason }]);
    }
    return after;
  }

  /** A key as the file writes it, or would. */
  private fullName(key: string): string {
    return key in this.config ? key : `${this.namespace}${key}`;
  }
}
