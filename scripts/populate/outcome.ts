/** What a run did, by users' names. */
export interface Outcome {
  readonly created: string[];
  readonly moved: string[];
  readonly changed: string[];
  readonly removed: string[];
  readonly unchanged: readonly string[];
  /** Users that the file doesn't name and that keep what they have. */
  readonly left: readonly string[];
  /** Random passwords of new users, to be changed at the first sign-in. Secret: to be shown once, and logged nowhere. */
  readonly generated: Map<string, string>;
}
