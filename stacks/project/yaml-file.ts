import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as v from "valibot";
import { isMap, isScalar, isSeq, LineCounter, type Node, type Pair, type ParsedNode, parseDocument } from "yaml";
import { isRecord } from "../../common/is-record";
import type { Mistake } from "../../common/validation";
import { ProjectRefusal } from "./project-refusal";

/** A map of YAML; a list isn't one. */
export const map = v.custom<Record<string, unknown>>((value) => isRecord(value) && !Array.isArray(value));

/** A config value as Pulumi's engine passes it to a program; an empty one is not set. */
export function toText(value: unknown): string {
  return typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
}

/** A text of YAML with the places of what is in it. */
export interface YamlText {
  readonly content: unknown;
  /** The line on which a property stands, such as `config.lobs[1].name`, or as much of it as is there. */
  lineOf(property: string): number | undefined;
}

/** Why a text isn't YAML, and on which line. */
interface NoYaml {
  readonly wrong: Mistake;
  readonly line: number | undefined;
}

/** A line with no space after the key's colon, which YAML reads as one text. */
function withoutSpace(text: string): NoYaml | undefined {
  const lines = text.split("\n");
  const index = lines.findIndex((line) => /^\s*(- )?[a-z][\w-]*:\S/i.test(line) && !/:(\s|$)/.test(line));
  // A namespace, such as the project's name, has a hyphen or is Pulumi's own; a key has none, and its value may have colons.
  const [, key = ""] = /^\s*(?:- )?(?:(?:\w+-[\w-]+|aws|pulumi):)?([\w-]+):\S/.exec(lines[index] ?? "") ?? [];
  const wrong = { property: "a space", reason: `is missing after ${key}:` };
  return index < 0 ? undefined : { wrong, line: index + 1 };
}

function noYaml(why: string): Mistake {
  return { property: "the file", reason: `is not valid YAML: ${why}` };
}

/** The parser's message, with what to do if the message doesn't tell. */
function remedy(message: string): string {
  return /^Implicit keys/.test(message) ? `${message}; is a colon or an indent missing?` : message;
}

type Entry = Pair<ParsedNode, ParsedNode | null>;

function keyOf({ key }: Entry): string {
  return isScalar(key) ? String(key.value) : "";
}

/** Where a property's first step leads to: an item of a list or a pair of a map, and what is left of the property. */
function step(
  node: Node,
  property: string,
): { readonly at: Node; readonly to: Node | null; readonly rest: string } | undefined {
  const [item = "", index] = /^\[(\d+)\]/.exec(property) ?? [];
  if (isSeq<Node>(node) && index !== undefined) {
    const found = node.items[Number(index)];
    return found === undefined ? undefined : { at: found, to: found, rest: property.slice(item.length) };
  }
  if (!isMap<ParsedNode, ParsedNode | null>(node)) {
    return undefined;
  }
  const name = property.replace(/^\./, "");
  // A key may have dots in it.
  const pair = node.items.find((one) => name.startsWith(keyOf(one)) && /^([.[]|$)/.test(name.slice(keyOf(one).length)));
  return pair === undefined ? undefined : { at: pair.key, to: pair.value, rest: name.slice(keyOf(pair).length) };
}

/** The last node on the way to a property that is there. */
function nodeAt(from: Node, property: string): Node | undefined {
  const next = step(from, property);
  if (next === undefined) {
    return undefined;
  }
  return (next.rest === "" || next.to === null ? undefined : nodeAt(next.to, next.rest)) ?? next.at;
}

/** Texts that were read last: commands read the project's files several times, and Pulumi.yaml is long. */
const known = new Map<string, YamlText | NoYaml>();

/** Reads a text of YAML; one without anything in it is a map without keys. */
function readYaml(text: string): YamlText | NoYaml {
  const read = known.get(text) ?? parseYaml(text);
  if (known.size > 32) {
    known.clear();
  }
  known.set(text, read);
  return read;
}

function parseYaml(text: string): YamlText | NoYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [wrong] = document.errors;
  if (wrong !== undefined) {
    const { line } = lines.linePos(wrong.pos[0]);
    const [, twice] = /^\S*?([\w-]+)["']?:(?:\s|$)/.exec(text.slice(wrong.pos[0])) ?? [];
    if (wrong.code === "DUPLICATE_KEY" && twice !== undefined) {
      return { wrong: { property: twice, reason: "occurs twice: remove one" }, line };
    }
    return withoutSpace(text) ?? { wrong: noYaml(remedy(wrong.message)), line };
  }
  try {
    return {
      content: document.toJS() ?? {},
      lineOf(property) {
        const range = document.contents === null ? undefined : nodeAt(document.contents, property)?.range;
        return range === undefined || range === null ? undefined : lines.linePos(range[0]).line;
      },
    };
  } catch (error) {
    // An alias without its anchor.
    return { wrong: noYaml(error instanceof Error ? error.message : String(error)), line: undefined };
  }
}

/** A file of YAML that has its form. */
export interface ReadFile<Content> {
  /** The file's name, without its folder. */
  readonly name: string;
  readonly yaml: YamlText;
  readonly content: Content;
}

/**
 * Reads a file of the project.
 *
 * @param what what a file of this form has.
 * @throws ProjectRefusal when it can't be read, isn't YAML, or isn't of its form.
 */
export function readFile<S extends v.GenericSchema>(file: string, form: S, what: string): ReadFile<v.InferOutput<S>> {
  const name = path.basename(file);
  const refuse = (line: number | undefined, reason: string, property = "the file") =>
    new ProjectRefusal([{ file: name, line, property, reason }]);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw refuse(undefined, "can't be read: run this in the project's folder, and check that the file exists");
  }
  const yaml = readYaml(text);
  if ("wrong" in yaml) {
    throw refuse(yaml.line, yaml.wrong.reason, yaml.wrong.property);
  }
  const parsed = v.safeParse(form, yaml.content);
  if (!parsed.success) {
    const lacking = withoutSpace(text);
    throw lacking === undefined
      ? refuse(yaml.lineOf("config"), `must have ${what}`)
      : refuse(lacking.line, lacking.wrong.reason, lacking.wrong.property);
  }
  return { name, yaml, content: parsed.output };
}
