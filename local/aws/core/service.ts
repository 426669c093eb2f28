import type { VpcEndpoint } from "../ec2/kinds";
import type { AwsError } from "./aws-error";
import { type Caller, unsigned } from "./sigv4";
import type { Resource } from "./world";

/** A request as AWS gets it, addressed to one of AWS's own host names. */
export interface AwsRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** Each header's values one by one, by its name in `headers`, where a header may have come more than once. */
  readonly headerLists?: Readonly<Partial<Record<string, readonly string[]>>>;
  readonly body: Uint8Array;
}

/** The VPC endpoint that a call came through. */
export interface Via {
  readonly endpoint: Resource<VpcEndpoint>;
  /** The caller's address inside the network. */
  readonly sourceAddress: string;
}

/** How a request came in. */
export interface Arrival {
  /** Who signed; undefined where nobody did, and the caller is anonymous. */
  readonly caller: Caller | undefined;
  /** Undefined on AWS's public side. */
  readonly via: Via | undefined;
}

/** An answer over HTTP. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
  /** Takes the body's place in an answer that is sent as it comes; it is read only as far as there is room for it. */
  readonly stream?: ReadableStream<Uint8Array>;
}

/** A service of AWS: what it answers to its callers, in its own protocol. */
export interface Service {
  /** Whether a host name is the service's, such as `sts.eu-west-1.amazonaws.com`. */
  serves(host: string): boolean;
  /**
   * Answers a request that arrived, and whose signature, if it has one, was found good.
   *
   * @throws AwsError what AWS refuses; any other error is a mistake of the local AWS.
   */
  answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer>;
  /** Puts an error into the service's protocol. Default: AWS's JSON, version 1.1. */
  answerError?(error: AwsError, requestId: string): HttpAnswer;
}

/** The caller of an operation that accepts only signed requests. */
export function signedBy({ caller }: Arrival): Caller {
  return caller ?? unsigned();
}
