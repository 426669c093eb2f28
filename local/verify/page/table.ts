import { type ShownCell, shownRows } from "../cells";
import type { ReportTable } from "../document";
import { type Markup, markup } from "../markup";

/** What each verdict is shown by: a mark, since many readers don't see colours, and paper may have none. The text has it in words. */
export const marks = { allowed: "✓", refused: "✗", undeclared: "!" } as const;

/** Tables with more rows than this have a filter. */
const large = 10;

function cellOf({ cell, text }: ShownCell): Markup {
  if (typeof cell === "number") {
    return markup`<td class="number" data-number="${cell}">${text}</td>`;
  }
  if (typeof cell === "string") {
    return markup`<td>${text}</td>`;
  }
  const { verdict } = cell;
  return markup`<td class="${verdict}"><span class="mark" aria-hidden="true">${marks[verdict]}</span> ${text}</td>`;
}

/** A column that has only numbers has its heading above them, at the right. */
function classOf(column: string, cells: readonly (ShownCell | undefined)[], sentences: readonly string[]) {
  const isNumeric = cells.length > 0 && cells.every((shown) => typeof shown?.cell === "number");
  return isNumeric ? "number" : sentences.includes(column) ? "sentences" : undefined;
}

/** A table in a region of its own, which scrolls and takes the keyboard's focus. The page's script makes it sortable. */
export function tableHtml(table: ReportTable, id: string): Markup {
  const rows = shownRows(table);
  const headings = table.columns.map((column, index) => {
    const cells = rows.map((row) => row[index]);
    const name = classOf(column, cells, table.sentences ?? []);
    return markup`<th scope="col"${name && markup` class="${name}"`}>${column}</th>`;
  });
  const size = rows.length > large ? "large" : "small";
  return markup`<div class="table" data-size="${size}">
<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}">
<table>
<caption id="${id}">${table.caption}</caption>
<thead><tr>${headings}</tr></thead>
<tbody>
${rows.map((row) => markup`<tr>${row.map(cellOf)}</tr>\n`)}</tbody>
</table>
</div>
</div>
`;
}
