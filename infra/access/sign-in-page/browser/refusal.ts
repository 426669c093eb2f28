/** Something that was refused, in words for people. */
export class Refusal extends Error {
  constructor(
    /** A code for programs, such as `NotAuthorizedException` or `Throttled`. */
    readonly code: string,
    message: string,
    /** Of the access API, if it gave one. */
    readonly requestId?: string,
  ) {
    super(message);
  }
}
