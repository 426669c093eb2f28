/** An error as AWS answers it: a code for programs, a message for people, an HTTP status. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
    /** Further members of the answer, such as a model's own status. */
    readonly members: Readonly<Record<string, string | number>> = {},
  ) {
    super(message);
  }
}
