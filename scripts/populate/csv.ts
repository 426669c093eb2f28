import { CsvError, parse } from "csv-parse/sync";
import * as v from "valibot";
import { Refusal } from "../../common/refusal";
import type { TextFile } from "../support/text-file";

/** A line of a CSV file that isn't empty. */
export interface CsvLine {
  /** The line that it ends on, the first being 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const parsed = v.array(v.object({ record: v.array(v.string()), info: v.object({ lines: v.number() }) }));

/**
 * Reads a CSV file's lines, with commas between values.
 *
 * @param trim whether spaces around values are dropped.
 * @throws Refusal naming the line where quotes are wrong; never its text, which may be a password.
 */
export function readCsv({ name, text }: TextFile, trim: boolean): CsvLine[] {
  try {
    const records: unknown = parse(text, { info: true, relax_column_count: true, skip_empty_lines: true, trim });
    return v.parse(parsed, records).map(({ record, info }) => ({ line: info.lines, cells: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) {
      throw error;
    }
    const reason =
      "has a quote that is not closed, or in the middle of a value: put quotes around the whole value and double those within";
    throw new Refusal(name, [{ property: `line ${String(error.lines)}`, reason }]);
  }
}
