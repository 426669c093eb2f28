import { catalogue, deployCatalogue, type FigureId } from "./catalogue";

/** One figure, with what it is held against. */
export interface Figure {
  /** Stays the same from commit to commit. */
  readonly id: FigureId;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What to compare it with, in words; empty where there is nothing. */
  readonly anchor: string;
}

const all = { ...catalogue, ...deployCatalogue };

/** A figure of the catalogues, as it was measured. */
export function figure(id: FigureId, value: number, anchor: string): Figure {
  const [name, unit] = all[id];
  return { id, name, value, unit, anchor };
}
