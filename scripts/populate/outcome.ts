/** What a run did, by users' names. */
export interface Outcome {
  readonly created: string[];
  readonly moved: string[];
  readonly changed: string[];
  readonly removed: string[];
  readonly unchanged: readonly string[];
  /** Users that the file doesn't name, which stay as they are. */
  readonly left: readonly string[];
  /** Random passwords of new users, to be changed at the first sign-in. Secret: shown once, and never logged. */
  readonly generated: Map<string, string>;
}
