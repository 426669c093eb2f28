import { type ShownCell, shownRows } from "../cells";
import type { ReportTable } from "../document";
import { type Markup, markup } from "../markup";

/** Each verdict has a mark and a word, since a colour alone says nothing to many readers, and on paper to nobody. */
const marks = { allowed: "✓", refused: "–", undeclared: "!" };

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
  const word = text.toLowerCase().includes(verdict) ? undefined : markup` <span class="word">${verdict}</span>`;
  return markup`<td class="${verdict}"><span class="mark" aria-hidden="true">${marks[verdict]}</span> ${text}${word}</td>`;
}

/** A column of numbers alone has its heading above them, at the right. */
function headingOf(column: string, cells: readonly (ShownCell | undefined)[]): Markup {
  const isNumeric = cells.length > 0 && cells.every((shown) => typeof shown?.cell === "number");
  return isNumeric ? markup`<th scope="col" class="number">${column}</th>` : markup`<th scope="col">${column}</th>`;
}

/** A table in a region of its own, which scrolls and takes the keyboard's focus. The page's script makes it sortable. */
export function tableHtml(table: ReportTable, id: string): Markup {
  const rows = shownRows(table);
  const columns = table.columns.map((column, index) =>
    headingOf(
      column,
      rows.map((row) => row[index]),
    ),
  );
  const size = rows.length > large ? "large" : "small";
  return markup`<div class="table" data-size="${size}">
<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}">
<table>
<caption id="${id}">${table.caption}</caption>
<thead><tr>${columns}</tr></thead>
<tbody>
${rows.map((row) => markup`<tr>${row.map(cellOf)}</tr>\n`)}</tbody>
</table>
</div>
</div>
`;
}
