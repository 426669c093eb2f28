import { isScalar, isSeq, type YAMLSeq } from "yaml";
import { decode } from "../../stacks/config-keys";
import type { ConfigPair } from "./longer-list";
import type { Splice } from "./splice";
import { quotesOf, scalarText } from "./yaml-text";

/** The whole lines from one place to another, with their ends. */
function wholeLines(text: string, from: number, to: number): Splice {
  const at = text.lastIndexOf("\n", from - 1) + 1;
  const end = text[to - 1] === "\n" ? to : text.indexOf("\n", to) + 1;
  return { at, remove: (end === 0 ? text.length : end) - at, insert: "" };
}

/** An item with its dash, and the comment on its line. Comments on lines of their own stay. */
function withDash(text: string, list: YAMLSeq.Parsed, index: number): Splice[] {
  const range = list.items[index]?.range;
  return range === undefined ? [] : [wholeLines(text, text.lastIndexOf("-", range[0] - 1), range[1])];
}

/** An item in brackets, with the comma that is no longer needed; with its line, if it has its own. */
function withComma(text: string, list: YAMLSeq.Parsed, index: number): Splice[] {
  const [before, item, after] = [-1, 0, 1].map((step) => list.items[index + step]?.range);
  if (item === undefined) {
    return [];
  }
  const [start, end] = item;
  const hasOwnLine = /\n\s*$/.test(text.slice(0, start)) && /^\s*,?[^\S\n]*(#.*)?\r?\n/.test(text.slice(end));
  if (hasOwnLine) {
    const hasComma = /^\s*,/.test(text.slice(end));
    const comma = /^\s*,/.exec(text.slice(before?.[1]))?.[0].length ?? 0;
    const isLonely = before !== undefined && after === undefined && !hasComma;
    return [...(isLonely ? [{ at: before[1], remove: comma, insert: "" }] : []), wholeLines(text, start, end)];
  }
  const from = after === undefined && before !== undefined ? before[1] : start;
  return [{ at: from, remove: (after?.[0] ?? end) - from, insert: "" }];
}

/** The changes of the text that remove an item from a pair's list; none if the list is written in another way. */
export function shorterList(text: string, { value }: ConfigPair, index: number): Splice[] {
  if (isSeq(value)) {
    return value.flow === true ? withComma(text, value, index) : withDash(text, value, index);
  }
  const items = isScalar(value) && typeof value.value === "string" ? decode("lobs", value.value) : undefined;
  if (value === null || !Array.isArray(items)) {
    return [];
  }
  const insert = scalarText(JSON.stringify(items.toSpliced(index, 1)), quotesOf(value));
  return [{ at: value.range[0], remove: value.range[1] - value.range[0], insert }];
}
