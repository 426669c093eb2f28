import type { Change } from "../support/estate-changes";

/** A change that lets somebody do more, and all that it lets them do. */
export interface Widening {
  readonly what: string;
  readonly change: Change;
  /** Sentences of who may do what, from where; all of them, and no more. */
  readonly appears: readonly string[];
}
