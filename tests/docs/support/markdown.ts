/** A row of a table by its columns' names, without marks. */
export type Row = Readonly<Record<string, string>>;

function cells(line: string): string[] {
  return line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll("`", ""));
}

/** The rows of the first table below a heading. */
export function tableUnder(text: string, heading: string): Row[] {
  const [, section = ""] = text.split(`\n## ${heading}\n`);
  const [header = "", , ...lines] = (section.split(/\n## /)[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("|"));
  const columns = cells(header);
  return lines.map((line) => {
    const values = cells(line);
    return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? ""]));
  });
}
