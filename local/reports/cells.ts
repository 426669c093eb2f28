import type { Cell, ReportTable } from "./document";

/** A cell as it is shown. */
export interface ShownCell {
  readonly cell: Cell;
  readonly text: string;
}

/** Decimals that a number needs, two at most. */
function decimalsOf(value: number): number {
  return (
    value
      .toFixed(2)
      .replace(/\.?0+$/, "")
      .split(".")[1]?.length ?? 0
  );
}

/** The numbers of one column have as many decimals as the one that needs most, and a comma for thousands. */
function decimals({ rows }: ReportTable, column: number): number {
  const numbers = rows.map((row) => row[column]).filter((cell) => typeof cell === "number");
  return Math.max(0, ...numbers.map(decimalsOf));
}

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
