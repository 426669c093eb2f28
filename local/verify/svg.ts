import { type Content, type Markup, markup } from "./markup";

/** A drawing's frame. */
export interface Frame {
  /** Begins the drawing's ids, so that they are unique in a page. */
  readonly id: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly description: string;
}

/**
 * Colours of drawings. In the page they are its own, light or dark; a standalone drawing has the second ones, which
 * are light.
 */
export const colours = {
  paper: "var(--paper, #ffffff)",
  ink: "var(--ink, #1b2330)",
  muted: "var(--muted, #4d5a6b)",
  line: "var(--line, #c3cbd6)",
  edge: "var(--edge, #5b6b80)",
  accent: "var(--accent, #0a58a8)",
  second: "var(--second, #9a4a00)",
  account: "var(--account, #eef3fa)",
  network: "var(--network, #ffffff)",
  item: "var(--item, #f7f9fc)",
} as const;

/** One `svg` element, named and described for those who can't see it. */
export function svgElement({ id, width, height, title, description }: Frame, content: Content): Markup {
  return markup`<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="${id}-title ${id}-description" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<title id="${id}-title">${title}</title>
<desc id="${id}-description">${description}</desc>
${content}</svg>
`;
}
