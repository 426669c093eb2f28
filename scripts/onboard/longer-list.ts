import { isScalar, isSeq, type Pair, type ParsedNode, type YAMLMap, type YAMLSeq } from "yaml";
import { decode } from "../../stacks/config-keys";
import { blockItem, flowItem, type Item } from "./list-item";
import { indentAt, linesBelow, type Splice } from "./splice";
import { type Quotes, quotesOf, scalarText } from "./yaml-text";

/** The map named config of a stack's file. */
export type ConfigMap = YAMLMap.Parsed;

/** A key of it with its value. */
export type ConfigPair = Pair<ParsedNode, ParsedNode | null>;

function dashLines(indent: string, gap: string, item: Item, model: unknown, text: string): string[] {
  const [first = "", ...further] = blockItem(item, model, text);
  return [`${indent}-${gap}${first}`, ...further.map((line) => `${indent} ${" ".repeat(gap.length)}${line}`)];
}

/** A list with dashes gets more lines below its last item. */
function belowLast(text: string, list: YAMLSeq.Parsed, item: Item): Splice[] {
  const last = list.items.at(-1);
  if (last === undefined) {
    return [];
  }
  const [start] = list.range;
  const gap = /^-( +)\S/.exec(text.slice(start))?.[1] ?? " ";
  return [linesBelow(text, last.range[1], dashLines(indentAt(text, start), gap, item, last, text))];
}

/** A list in brackets gets one more item after its last one, on its own line if the last one has its own. */
function behindLast(text: string, list: YAMLSeq.Parsed, item: Item): Splice[] {
  const last = list.items.at(-1);
  if (last === undefined) {
    return [];
  }
  const [start, end] = last.range;
  const added = flowItem(item, last, text);
  const hasComma = /^\s*,/.test(text.slice(end));
  const comma = { at: end, remove: 0, insert: "," };
  const indent = indentAt(text, start);
  const hasOwnLine = text.slice(0, start).endsWith(`\n${indent}`) && /^\s*,?[^\S\n]*(#.*)?\r?\n/.test(text.slice(end));
  if (hasOwnLine) {
    return [...(hasComma ? [] : [comma]), linesBelow(text, end, [`${indent}${added}${hasComma ? "," : ""}`])];
  }
  return [{ ...comma, insert: `, ${added}` }];
}

/** An empty list gets its first item, on a line with a dash if possible. */
function first(text: string, config: ConfigMap, { range }: ParsedNode, key: ParsedNode, item: Item): Splice[] {
  const [start, end] = range;
  if (config.flow === true) {
    return [
      { at: start, remove: end - start, insert: `${start === end ? " " : ""}[${flowItem(item, undefined, text)}]` },
    ];
  }
  const spaces = start === end ? 0 : start - text.slice(0, start).trimEnd().length;
  const lines = dashLines(`${indentAt(text, key.range[0])}  `, " ", item, undefined, text);
  return [{ at: start - spaces, remove: end - start + spaces, insert: "" }, linesBelow(text, end, lines)];
}

/** A list that is a text of JSON, as `pulumi config set` without `--path` leaves it. */
function asJson({ range }: ParsedNode, items: readonly unknown[], quotes: Quotes, item: Item): Splice[] {
  const insert = scalarText(JSON.stringify([...items, item]), quotes);
  return [{ at: range[0], remove: range[1] - range[0], insert }];
}

/** The changes of the text that add an item to a pair's list; none if the list is written in another way. */
export function longerList(text: string, config: ConfigMap, pair: ConfigPair, item: Item): Splice[] {
  const { key, value } = pair;
  if (isSeq(value) && value.items.length > 0) {
    return value.flow === true ? behindLast(text, value, item) : belowLast(text, value, item);
  }
  if (isSeq(value) || (isScalar(value) && value.value === null)) {
    return first(text, config, value, key, item);
  }
  const items = isScalar(value) && typeof value.value === "string" ? decode("lobs", value.value) : undefined;
  return value !== null && Array.isArray(items) ? asJson(value, items, quotesOf(value), item) : [];
}

/** The changes of the text that add a list of one item below the last key of the config. */
export function newList(text: string, config: ConfigMap, key: string, item: Item): Splice[] {
  const last = config.items.at(-1);
  if (last === undefined || config.flow === true) {
    return [];
  }
  const indent = indentAt(text, last.key.range[0]);
  return [
    linesBelow(text, config.range[1], [`${indent}${key}:`, ...dashLines(`${indent}  `, " ", item, undefined, text)]),
  ];
}
