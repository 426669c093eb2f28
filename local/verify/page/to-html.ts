import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { raw } from "hono/html";
import type { ReportDocument, ReportFigure, ReportSection } from "../document";
import { type Markup, markup } from "../markup";
import { marks, tableHtml } from "./table";

function partOf(file: string): string {
  return readFileSync(path.join(__dirname, file), "utf8");
}

const style = partOf("page.css");
const script = partOf("page.js");

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

/** The page's own style and script, by their hashes, and nothing else: no address, no form, no handler in an attribute. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${hashOf(style)}`,
  `script-src ${hashOf(script)}`,
  "img-src data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

function figureHtml({ caption, svg, hasIds }: ReportFigure, id: string): Markup {
  const toggle = markup`<label class="ids"><input type="checkbox"> Show ids</label>\n`;
  return markup`<figure>
<figcaption id="${id}">${caption}</figcaption>
${hasIds === true ? toggle : undefined}<div class="scroll drawing" role="region" tabindex="0" aria-labelledby="${id}">${raw(svg)}</div>
</figure>
`;
}

function sectionHtml({ id, heading, paragraphs, figures, tables }: ReportSection): Markup {
  return markup`<section id="${id}" aria-labelledby="${id}-heading">
<h2 id="${id}-heading">${heading}</h2>
${paragraphs.map((paragraph) => markup`<p>${paragraph}</p>\n`)}
${figures.map((figure, index) => figureHtml(figure, `${id}-figure-${index + 1}`))}
${tables.map((table, index) => tableHtml(table, `${id}-table-${index + 1}`))}
</section>
`;
}

function summaryHtml({ isAsDeclared, summary }: ReportDocument): Markup {
  const verdict = isAsDeclared
    ? markup`<p class="verdict allowed"><span class="mark" aria-hidden="true">${marks.allowed}</span> As declared</p>`
    : markup`<p class="verdict undeclared"><span class="mark" aria-hidden="true">${marks.undeclared}</span> Not as declared</p>`;
  return markup`<section id="summary" aria-labelledby="summary-heading">
<h2 id="summary-heading">Summary</h2>
${verdict}
<ul>
${summary.map((sentence) => markup`<li>${sentence}</li>\n`)}</ul>
<p class="legend">In tables: ${marks.allowed} allowed, ${marks.refused} refused, ${marks.undeclared} allowed but not declared.</p>
</section>
`;
}

/**
 * One page that needs nothing from outside and reads without its script, which adds sorting and filters to tables.
 * Texts are escaped; a figure's `svg` is taken as it is, and must escape its own. A `style` element or attribute in it would
 * not apply: colours come by presentation attributes, such as `fill="var(--ink)"`, from the names that `page.css` defines.
 */
export function toHtml(document: ReportDocument): string {
  const { title, sections } = document;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${raw(style)}</style>
</head>
<body>
<a class="skip" href="#main">To the report</a>
<header><h1>${title}</h1></header>
<nav aria-label="Sections">
<ul>
<li><a href="#summary">Summary</a></li>
${sections.map(({ id, heading }) => markup`<li><a href="#${id}">${heading}</a></li>\n`)}</ul>
</nav>
<main id="main" tabindex="-1">
${summaryHtml(document)}
${sections.map(sectionHtml)}
</main>
<script>${raw(script)}</script>
</body>
</html>
`.toString();
}
