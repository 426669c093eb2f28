import { type Markup, markup } from "../markup";
import { colours, type Frame, svgElement } from "../svg";
import { type Line, partsOf } from "./boxes";
import { type Layout, type PlacedBox, type PlacedRelation, sizes } from "./layout";

const fills = { account: colours.account, network: colours.network, group: "none", block: colours.item };

function textOf(line: Line): Markup {
  const [name, id] = partsOf(line);
  return markup`${name}${id === undefined ? undefined : markup`<tspan class="id" font-weight="400"> ${id}</tspan>`}`;
}

function textAt(x: number, y: number, line: Line): Markup {
  return markup`<text x="${x}" y="${y}" xml:space="preserve">${textOf(line)}</text>\n`;
}

function boxMarkup({ box, x, y, width, height }: PlacedBox): Markup {
  const dashes = box.kind === "group" ? "4 4" : "none";
  const left = x + sizes.pad;
  const lines = box.lines.map((line, index) => textAt(left, y + sizes.head + 12 + index * sizes.line, line));
  return markup`<g data-kind="${box.kind}" data-id="${box.id}">
<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="5" fill="${fills[box.kind]}" stroke="${colours.line}" stroke-dasharray="${dashes}"/>
<text x="${left}" y="${y + 16}" font-size="${sizes.title}" font-weight="700" xml:space="preserve">${textOf(box.title)}</text>
${lines}</g>
`;
}

function lineMarkup({ relation: { kind }, points }: PlacedRelation, id: string): Markup {
  const path = points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("");
  return kind === "trust"
    ? markup`<path d="${path}" fill="none" stroke="${colours.second}" stroke-width="1.5" stroke-dasharray="6 4" marker-end="url(#${id}-arrow)"/>\n`
    : markup`<path d="${path}" fill="none" stroke="${colours.accent}" stroke-width="2"/>\n`;
}

function wordsMarkup({ relation: { kind, words }, words: { x, y, width, height } }: PlacedRelation): Markup {
  const colour = kind === "trust" ? colours.second : colours.accent;
  const lines = words.map(
    (word, index) =>
      markup`<text x="${x + width / 2}" y="${y + 11 + index * sizes.line}" text-anchor="middle" fill="${colour}">${word}</text>\n`,
  );
  return markup`<g data-kind="${kind}">
<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colours.paper}"/>
${lines}</g>
`;
}

/** Draws a layout: lines first, then frames, then the words of lines. */
export function draw({ width, height, boxes, relations }: Layout, frame: Omit<Frame, "width" | "height">): Markup {
  return svgElement(
    { ...frame, width, height },
    markup`<defs><marker id="${frame.id}-arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" markerHeight="8" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="${colours.second}"/></marker></defs>
<g font-family="ui-monospace, 'Liberation Mono', 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="${sizes.text}" fill="${colours.ink}">
${boxes.map(boxMarkup)}${relations.map((relation) => lineMarkup(relation, frame.id))}${relations.map(wordsMarkup)}</g>
`,
  );
}
