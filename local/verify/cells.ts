import type { Cell, ReportTable } from "./document";

/** A cell as it is shown. */
export interface ShownCell {
  readonly cell: Cell;
  readonly text: string;
}

/** Decimals of a column's numbers: two, as of money, unless all are whole. */
function decimals({ rows }: ReportTable, column: number): 0 | 2 {
  return rows.every((row) => typeof row[column] !== "number" || Number.isInteger(row[column])) ? 0 : 2;
}

/** Numbers have a comma for thousands. */
function textOf(cell: Cell, digits: number): string {
  if (typeof cell === "number") {
    return cell.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
  }
  return typeof cell === "string" ? cell : cell.text;
}

/** The rows of a table with each cell's text. */
export function shownRows(table: ReportTable): readonly (readonly ShownCell[])[] {
  const digits = table.columns.map((_, column) => decimals(table, column));
  return table.rows.map((row) => row.map((cell, column) => ({ cell, text: textOf(cell, digits[column] ?? 0) })));
}
