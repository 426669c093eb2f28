import { readFileSync } from "node:fs";
import * as path from "node:path";
import { Refusal } from "../../common/refusal";

/** A file that was read, with its name in messages. */
export interface TextFile {
  readonly name: string;
  readonly text: string;
}

/** Decodes what was read; a byte order mark at the beginning is dropped. Throws a Refusal if it isn't UTF-8. */
export function decode(name: string, bytes: Uint8Array): TextFile {
  try {
    return { name, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    throw new Refusal(name, [{ property: "the file", reason: "is not UTF-8: save it as UTF-8" }]);
  }
}

/** Reads a file. Throws a Refusal if it can't be read, or isn't UTF-8. */
export function readTextFile(file: string): TextFile {
  const name = path.basename(file);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    throw new Refusal(name, [
      { property: `"${file}"`, reason: "can't be read: correct the path, and check that the file exists" },
    ]);
  }
  return decode(name, bytes);
}
