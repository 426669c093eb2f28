// Adds to the page's tables what HTML alone doesn't have: sorting by a column, and a filter where there are many rows.
// The page reads without it. It is inlined, and known to the page's policy by its hash.
"use strict";

/**
 * A row's cell of a column, as it is compared: numbers by size and before texts, texts by their words.
 * @param {Element} row
 * @param {number} column
 */
function valueIn(row, column) {
  const cell = row.children[column];
  const number = cell?.getAttribute("data-number");
  return { number: number == null ? Number.POSITIVE_INFINITY : Number(number), text: cell?.textContent?.trim() ?? "" };
}

const words = new Intl.Collator("en", { numeric: true });

/**
 * Sorts the rows by a column; rows that are equal there keep their order.
 * @param {HTMLTableSectionElement} body
 * @param {number} column
 * @param {1 | -1} direction
 */
function sort(body, column, direction) {
  const rows = [...body.rows].map((row) => ({ row, value: valueIn(row, column) }));
  rows.sort(({ value: one }, { value: other }) => {
    const difference = one.number === other.number ? words.compare(one.text, other.text) : one.number - other.number;
    return direction * difference;
  });
  body.append(...rows.map(({ row }) => row));
}

/**
 * Puts a button into each heading, which sorts by its column, upwards first.
 * @param {HTMLTableElement} table
 */
function makeSortable(table) {
  const [body] = table.tBodies;
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
  for (const [column, heading] of headings.entries()) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const isUpwards = heading.getAttribute("aria-sort") !== "ascending";
      for (const other of headings) {
        other.removeAttribute("aria-sort");
      }
      heading.setAttribute("aria-sort", isUpwards ? "ascending" : "descending");
      if (body !== undefined) {
        sort(body, column, isUpwards ? 1 : -1);
      }
    });
  }
}

/**
 * Puts a field before a table that leaves the rows which hold all of its words.
 * @param {Element} frame
 * @param {HTMLTableElement} table
 */
function makeFilterable(frame, table) {
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  const field = document.createElement("input");
  field.type = "search";
  const label = document.createElement("label");
  label.append(`Filter ${table.caption?.textContent ?? ""} `, field);
  const count = document.createElement("output");
  const show = () => {
    const wanted = field.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const text = row.textContent?.toLowerCase() ?? "";
      row.hidden = !wanted.every((word) => text.includes(word));
    }
    count.value = `${rows.filter((row) => !row.hidden).length} of ${rows.length} rows`;
  };
  field.addEventListener("input", show);
  show();
  const line = document.createElement("div");
  line.className = "filter";
  line.append(label, count);
  frame.prepend(line);
}

for (const frame of document.querySelectorAll(".table")) {
  const table = frame.querySelector("table");
  if (table !== null) {
    makeSortable(table);
    if (frame.getAttribute("data-size") === "large") {
      makeFilterable(frame, table);
    }
  }
}
