import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import type { ReportFigure } from "../document";
import { type Markup, markup } from "../markup";
import { colours, svgElement } from "../svg";
import { costFor, type Way } from "./comparison";
import { type HubCost, mostLobs } from "./cost-report";
import type { Prices } from "./prices";

const width = 880;
const height = 420;
const plot = { left: 70, right: 640, top: 24, bottom: 364 };

/** Least distance between the names of two curves, in pixels. */
const nameGap = 20;

interface Curve {
  readonly name: string;
  readonly way: Way;
  readonly colour: string;
  readonly dashes?: string;
}

/** Heights of the curves' names: beside their ends, pushed up where two would touch. */
function nameHeights(ends: readonly number[]): number[] {
  const heights = [...ends];
  const fromBelow = ends.map((_, index) => index).sort((a, b) => (ends[b] ?? 0) - (ends[a] ?? 0));
  let last = Number.POSITIVE_INFINITY;
  for (const index of fromBelow) {
    last = Math.min(ends[index] ?? 0, last - nameGap);
    heights[index] = last;
  }
  return heights;
}

function describe({ own, central, beside }: HubCost["comparison"], marked: number | undefined, currency: string) {
  const money = (amount: number) => amount.toFixed(2);
  return [
    `Two lines over 1 to ${mostLobs} LOBs: endpoints of each LOB's own rise from ${money(own.perLob)} to ${money(costFor(own, mostLobs))} ${currency} a month,`,
    `central ones from ${money(costFor(central, 1))} to ${money(costFor(central, mostLobs))}.`,
    marked === undefined ? "They don't cross." : `From ${marked} LOBs central ones cost less.`,
    `A third, dashed line at ${money(beside.fixed)} is central ones where transit gateway and resolver exist anyway.`,
  ].join(" ");
}

function breakEvenMark(lobs: number, x: number, y: number): Markup {
  const isAtRight = x > (plot.left + plot.right) / 2;
  return markup`<path d="M${x} ${plot.top}V${plot.bottom}" stroke="${colours.ink}" stroke-dasharray="2 4"/>
<circle cx="${x}" cy="${y}" r="5" fill="${colours.paper}" stroke="${colours.ink}" stroke-width="2"/>
<text x="${x + (isAtRight ? -8 : 8)}" y="${plot.top + 12}" text-anchor="${isAtRight ? "end" : "start"}" font-weight="600" fill="${colours.ink}">central costs less from ${lobs} LOBs</text>
`;
}

/** Draws what endpoints for LOBs cost over 1 to 100 LOBs in either form, with the break-even marked. */
export function costPlot({ hub, comparison }: HubCost, { currency }: Prices): ReportFigure {
  const { own, central, beside, breakEven } = comparison;
  const curves: readonly Curve[] = [
    { name: "each LOB its own", way: own, colour: colours.second },
    { name: "central", way: central, colour: colours.accent },
    { name: "central, beside what is there", way: beside, colour: colours.accent, dashes: "6 4" },
  ];
  const most = Math.max(...curves.map(({ way }) => costFor(way, mostLobs)));
  const x = scaleLinear([1, mostLobs], [plot.left, plot.right]);
  const y = scaleLinear([0, most], [plot.bottom, plot.top]).nice();

  const rows = y.ticks(6).map(
    (amount) => markup`<path d="M${plot.left} ${y(amount)}H${plot.right}" stroke="${colours.line}"/>
<text x="${plot.left - 8}" y="${y(amount)}" text-anchor="end" dominant-baseline="middle" fill="${colours.muted}">${amount.toLocaleString("en-US")}</text>
`,
  );
  const columns = [1, ...x.ticks(5).filter((lobs) => lobs > 1)].map(
    (lobs) =>
      markup`<text x="${x(lobs)}" y="${plot.bottom + 20}" text-anchor="middle" fill="${colours.muted}">${lobs}</text>\n`,
  );
  const heights = nameHeights(curves.map(({ way }) => y(costFor(way, mostLobs))));
  const drawn = curves.map(({ name, way, colour, dashes = "none" }, index) => {
    const path = line<number>(x, (lobs) => y(costFor(way, lobs)));
    return markup`<path d="${path([1, mostLobs]) ?? ""}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dashes}"/>
<text x="${plot.right + 8}" y="${heights[index]}" dominant-baseline="middle" fill="${colour}">${name}</text>
`;
  });

  const marked = breakEven.central === undefined || breakEven.central > mostLobs ? undefined : breakEven.central;
  const mark = marked === undefined ? undefined : breakEvenMark(marked, x(marked), y(costFor(central, marked)));
  const title = `What LOBs' endpoints cost, ${currency} a month by number of LOBs: ${hub}`;
  const description = describe(comparison, marked, currency);
  const content = markup`<g font-family="system-ui, 'Liberation Sans', sans-serif" font-size="13">
${rows}${columns}<text x="${(plot.left + plot.right) / 2}" y="${plot.bottom + 44}" text-anchor="middle" fill="${colours.ink}">LOBs</text>
${drawn}${mark}</g>
`;
  const svg = svgElement({ id: `cost-${hub}`, width, height, title, description }, content).toString();
  return { caption: title, description, svg };
}
