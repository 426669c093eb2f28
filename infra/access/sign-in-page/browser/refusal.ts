/** Something that was refused, in words for people. */
export class Refusal extends Error {
  constructor(
    /** A word for programs, such as `NotAuthorizedException` or `Throttled`. */
    readonly code: string,
    message: string,
    /** Of the access API, where it told one. */
    readonly requestId?: string,
  ) {
    super(message);
  }
}
