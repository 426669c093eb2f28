import { catalogue, type FigureId } from "./catalogue";

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

/** A figure of the catalogue, as it was measured. */
export function figure(id: FigureId, value: number, anchor: string): Figure {
  const [name, unit] = catalogue[id];
  return { id, name, value, unit, anchor };
}
