// Adds to the page's tables what HTML doesn't have: sorting by a column, a download, and a filter where there are many rows.
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
 * A field of a CSV file, in quotes (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe before it
 * (OWASP, "CSV Injection"); numbers stay numbers.
 * @param {Element} cell
 */
function csvField(cell) {
  const number = cell.getAttribute("data-number");
  // A verdict's mark stands before the text.
  const text = cell.querySelector(".mark") === null ? cell.textContent : cell.lastChild?.textContent;
  const safe = number ?? (text ?? "").trim().replace(/^[=+\-@＝＋－＠]/, "'$&");
  return `"${safe.replaceAll('"', '""')}"`;
}

/**
 * A button that downloads the rows which are shown, in their order. The file begins with the mark by which Excel knows UTF-8.
 * @param {HTMLTableElement} table
 */
function downloadButton(table) {
  const caption = table.caption?.textContent ?? "";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Download CSV";
  button.setAttribute("aria-label", `Download CSV of ${caption}`);
  button.addEventListener("click", () => {
    const lines = [...table.rows].filter((row) => !row.hidden).map((row) => [...row.cells].map(csvField).join(","));
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([`\uFEFF${lines.join("\r\n")}\r\n`], { type: "text/csv" }));
    link.download = `${caption
      .split(/[:,]/, 1)[0]
      ?.toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")}.csv`;
    link.click();
    URL.revokeObjectURL(link.href);
  });
  return button;
}

/**
 * A field that leaves the rows of a table which hold all of its words, and how many these are.
 * @param {HTMLTableElement} table
 */
function filterOf(table) {
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
  return [label, count];
}

for (const frame of document.querySelectorAll(".table")) {
  const table = frame.querySelector("table");
  if (table !== null) {
    makeSortable(table);
    const tools = document.createElement("div");
    tools.className = "tools";
    tools.append(...(frame.getAttribute("data-size") === "large" ? filterOf(table) : []), downloadButton(table));
    frame.prepend(tools);
  }
}
