/** How a cell of a report's table is meant, so that it can be told apart without reading. */
export type Verdict = "allowed" | "refused" | "undeclared";

/** A cell: its text, and how it is meant where that matters. Numbers are sorted as numbers. */
export type Cell = string | number | { readonly text: string; readonly verdict: Verdict };

/** A table of a report. */
export interface ReportTable {
  readonly caption: string;
  readonly columns: readonly string[];
  /** Columns that hold sentences: they share half of the width or more, whatever the others hold. */
  readonly sentences?: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A drawing of a report. */
export interface ReportFigure {
  readonly caption: string;
  /** What the drawing shows, in a sentence or two, for those who can't see it. */
  readonly description: string;
  /** One `svg` element that needs nothing from outside. */
  readonly svg: string;
  /** Whether texts of the class `id` are in it, which are shown on demand. */
  readonly hasIds?: true;
}

/** A part of a report that has a heading of its own. */
export interface ReportSection {
  /** Address of the section within the page, such as `access`. */
  readonly id: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly figures: readonly ReportFigure[];
  readonly tables: readonly ReportTable[];
}

/** A report's content, apart from its format. */
export interface ReportDocument {
  readonly title: string;
  /** What has to be known first, a sentence each: whether all is as declared, and what isn't. */
  readonly summary: readonly string[];
  /** Whether all is as declared. */
  readonly isAsDeclared: boolean;
  readonly sections: readonly ReportSection[];
}
