/** One figure, with what it is held against. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What to compare it with, in words; empty where there is nothing. */
  readonly anchor: string;
}
