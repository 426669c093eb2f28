import { InternalStreamFailure, ModelStreamError } from "@aws-sdk/client-sagemaker-runtime";
import { failureOf, loggable } from "../invoke-endpoint/failure";
import type { Failure } from "../lib/error-answer";
import { httpStatusOf } from "../lib/sdk-error";

/** A stream ended for a reason of the function's own. */
export class StreamEnded extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** The model sent nothing for a number of milliseconds. */
export function silentModel(milliseconds: number): StreamEnded {
  return new StreamEnded({
    statusCode: 504,
    code: "Timeout",
    message: `the model sent nothing for ${milliseconds / 1000} seconds: make it send something while it works, or ask for less`,
  });
}

/** The time of the function is over. */
export function timeUp(): StreamEnded {
  return new StreamEnded({
    statusCode: 504,
    code: "Timeout",
    message: "the answer was not complete in time: SageMaker gives a stream 8 minutes; ask for less, or read it faster",
  });
}

/** The answer has more bytes than Lambda streams. */
export function tooLarge(limit: number): StreamEnded {
  return new StreamEnded({
    statusCode: 502,
    code: "ModelResponseTooLarge",
    message: `the model answered more than ${limit} bytes, and Lambda streams no more: make the model return less, or use an asynchronous endpoint`,
  });
}

/** AWS's word for a model that took longer than SageMaker allows. Source: SageMaker Runtime API, ModelStreamError. */
const timeExceeded = "ModelInvocationTimeExceeded";

const brokenModel: Failure = {
  statusCode: 424,
  code: "ModelError",
  message: "the model broke off before its answer was complete: its log is in the parent's account",
};

const brokenSageMaker: Failure = {
  statusCode: 503,
  code: "ServiceUnavailable",
  message: "SageMaker broke off before the answer was complete: try again",
};

/** AWS's documents name no error for it; a refusal of the call that speaks of streams can be nothing else. */
function isAboutStreaming({ code, message }: Failure): boolean {
  return code === "ValidationError" && /stream/i.test(message);
}

/** Whether an error came in a stream, whose call was accepted, and may quote it. The SDK reads the first event with the call. */
function isOfStream(error: unknown): boolean {
  return error instanceof ModelStreamError || error instanceof InternalStreamFailure || httpStatusOf(error) === 200;
}

/**
 * Translates an error of a stream for the caller, before its first byte or after it. What comes in the middle of a
 * stream may quote the model, so none of it is passed on.
 *
 * Source: SageMaker Runtime API, InvokeEndpointWithResponseStream, errors, and ResponseStream.
 */
export function streamFailureOf(error: unknown): Failure {
  if (error instanceof StreamEnded) {
    return error.failure;
  }
  if (error instanceof ModelStreamError) {
    return error.ErrorCode === timeExceeded ? timeUp().failure : brokenModel;
  }
  if (isOfStream(error)) {
    return brokenSageMaker;
  }
  const failure = failureOf(error);
  return isAboutStreaming(failure)
    ? {
        ...failure,
        code: "StreamingNotSupported",
        message: `the endpoint doesn't stream, so call invoke-endpoint; AWS answered: ${failure.message}`,
      }
    : failure;
}

/** The same for an error after the call: whatever isn't known comes from the stream. */
export function breakOf(error: unknown): Failure {
  const failure = streamFailureOf(error);
  return failure.code === "InternalError" ? brokenSageMaker : failure;
}

/** What the log may contain of an error: of one in a stream only its name. */
export function streamFacts(error: unknown): Record<string, string> {
  return isOfStream(error) ? nameOf(error) : loggable(error);
}

/** An error's name. */
export function nameOf(error: unknown): Record<string, string> {
  return error instanceof Error ? { errorName: error.name } : {};
}

/**
 * Ends an answer that has begun: thrown by the handler, Lambda's runtime sends it after the last byte as the error of the
 * invocation, apart from the bytes, and logs it. So it has the failure's words and no part of the answer.
 *
 * Source: aws-lambda-nodejs-runtime-interface-client, `failResponseStream`; Lambda API, InvokeWithResponseStream.
 */
export class BrokenAnswer extends Error {
  override readonly name: string;

  constructor({ code, message }: Failure) {
    super(message);
    this.name = code;
    this.stack = `${code}: ${message}`;
  }
}
