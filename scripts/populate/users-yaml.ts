import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLMap } from "yaml";
import { Refusal } from "../../common/refusal";
import type { TextFile } from "../support/text-file";
import { columns, type LineMistake, type Row, type UsersFile, unknownColumn } from "./row";

const form = "each user is written - { user: …, lob: …, profile: … }";

/** A user's map, or what is wrong with it, pair by pair. */
function readUser(line: number, map: YAMLMap): Row | LineMistake[] {
  const values = new Map<string, string>();
  const mistakes: LineMistake[] = [];
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : "a list or map";
    const known = columns.find((column) => column === name);
    if (known === undefined) {
      mistakes.push({ line, column: undefined, reason: unknownColumn(name) });
    } else if (value !== null && !isScalar(value)) {
      mistakes.push({ line, column: known, reason: "is a list, a map or a reference: write one text" });
    } else if (value !== null && String(value.value) !== "") {
      values.set(known, String(value.value));
    }
  }
  return mistakes.length > 0
    ? mistakes
    : { line, user: values.get("user"), lob: values.get("lob"), profile: values.get("profile") };
}

function parseList({ name, text }: TextFile): { line: number; item: unknown }[] {
  const lineCounter = new LineCounter();
  // In this schema everything is text: a user's name may be 123, or null.
  const { contents, errors } = parseDocument(text, { schema: "failsafe", lineCounter, prettyErrors: false });
  if (errors.length > 0) {
    throw new Refusal(
      name,
      errors.map(({ pos, message }) => ({
        property: `line ${lineCounter.linePos(pos[0]).line}`,
        reason: `is not YAML: ${message}`,
      })),
    );
  }
  if (contents === null) {
    return [];
  }
  if (!isSeq<Node>(contents)) {
    throw new Refusal(name, [{ property: "the file", reason: `is not a list: ${form}` }]);
  }
  return contents.items.map((item) => ({ line: lineCounter.linePos(item.range?.[0] ?? 0).line, item }));
}

/** Reads a YAML list of users. Throws a Refusal if it isn't one. */
export function readYamlRows(file: TextFile): UsersFile {
  const rows: Row[] = [];
  const mistakes: LineMistake[] = [];
  for (const { line, item } of parseList(file)) {
    const read = isMap(item) ? readUser(line, item) : [{ line, column: undefined, reason: `is not a map: ${form}` }];
    if ("line" in read) {
      rows.push(read);
    } else {
      mistakes.push(...read);
    }
  }
  return { name: file.name, rows, mistakes };
}
