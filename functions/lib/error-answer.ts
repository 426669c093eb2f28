/** A failure, in the form that every function answers with. */
export interface Failure {
  readonly statusCode: number;
  /** A code for programs, such as `AccessDenied`. */
  readonly code: string;
  /** A sentence for people: what was wrong and what to do. Contains no secret. */
  readonly message: string;
  /** Further facts for programs, such as a model's own status. */
  readonly details?: Readonly<Record<string, string | number>>;
}

/** An answer as API Gateway and direct callers take it. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded?: boolean;
}

/** Most characters of a message: a model's own message can have megabytes, more than Lambda returns. */
const longestMessage = 8192;

/** Answers a failure as `{ "error": { "code", "message", "requestId" } }`. */
export function errorAnswer({ statusCode, code, message, details }: Failure, requestId: string): Answer {
  return {
    statusCode,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ error: { code, message: message.slice(0, longestMessage), ...details, requestId } }),
  };
}
