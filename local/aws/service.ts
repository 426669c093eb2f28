import type { AwsError } from "./aws-error";
import type { Caller, SignedRequest } from "./sigv4";

/** An answer over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** A service of AWS: what it answers to its callers, in its own protocol. */
export interface Service {
  /** The name that requests are signed for. */
  readonly signingName: string;
  /**
   * Answers a request of a caller whose signature was found good.
   *
   * @throws AwsError what AWS refuses; any other error is a mistake of the local AWS.
   */
  answer(request: SignedRequest, caller: Caller): Promise<HttpAnswer>;
  /** Puts an error into the service's protocol. */
  answerError(error: AwsError, requestId: string): HttpAnswer;
}
