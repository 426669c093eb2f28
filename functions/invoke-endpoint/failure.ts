import { ModelError } from "@aws-sdk/client-sagemaker-runtime";
import type { Failure } from "../lib/error-answer";
import { httpStatusOf } from "../lib/sdk-error";

const statusByName: Readonly<Record<string, Omit<Failure, "message">>> = {
  AccessDenied: { statusCode: 403, code: "AccessDenied" },
  AccessDeniedException: { statusCode: 403, code: "AccessDenied" },
  ModelNotReadyException: { statusCode: 429, code: "ModelNotReady" },
  TimeoutError: { statusCode: 504, code: "Timeout" },
  AbortError: { statusCode: 504, code: "Timeout" },
};

const timeoutMessage =
  "the endpoint did not answer in time: SageMaker gives a model 60 seconds; send less at once, or use an asynchronous endpoint";

const internalError: Failure = {
  statusCode: 500,
  code: "InternalError",
  message: "the function failed; its log names the request",
};

const validationErrors = new Set(["ValidationError", "ValidationErrorException", "ValidationException"]);

/** Network errors, by Node.js's codes; ETIMEDOUT isn't one of them, since a slow answer has it as well. */
const networkCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/** Why a connection could not be made, or broke; the SDK calls some of these a time-out. */
function connectionFailure(error: Error): string | undefined {
  if ("code" in error && typeof error.code === "string" && networkCodes.has(error.code)) {
    return error.code;
  }
  return error.message.includes("did not establish a connection") ? "no connection in time" : undefined;
}

function validationFailure(message: string): Failure {
  return /\bnot found\b/i.test(message)
    ? { statusCode: 404, code: "EndpointNotFound", message }
    : { statusCode: 400, code: "ValidationError", message };
}

/**
 * Says what an error of the SDK means to the caller. AWS's own messages are passed on, since they say who was refused
 * what; an error that isn't AWS's is answered without its text.
 *
 * Source: SageMaker Runtime API, InvokeEndpoint, errors; STS API, AssumeRole, errors.
 */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) {
    return internalError;
  }
  if (error instanceof ModelError) {
    const status = error.OriginalStatusCode;
    return {
      statusCode: 424,
      code: "ModelError",
      message: error.message,
      ...(status !== undefined && { details: { originalStatusCode: status } }),
    };
  }
  const unreachable = connectionFailure(error);
  if (unreachable !== undefined) {
    return {
      statusCode: 503,
      code: "Unreachable",
      message: `AWS could not be reached (${unreachable}): try again; in a VPC, check endpoints, routes and security groups`,
    };
  }
  const known = statusByName[error.name];
  if (known !== undefined) {
    return { ...known, message: known.statusCode === 504 ? timeoutMessage : error.message };
  }
  const status = httpStatusOf(error);
  if (validationErrors.has(error.name)) {
    return validationFailure(error.message);
  }
  if (status === 429 || /throttl|TooManyRequests|RequestLimitExceeded/i.test(error.name)) {
    return {
      statusCode: 429,
      code: "Throttled",
      message: "AWS throttled the call, also after retries: call less often, or raise the quota",
    };
  }
  if (status !== undefined && status >= 500) {
    return { statusCode: 503, code: "ServiceUnavailable", message: `AWS answered ${status} ${error.name}: try again` };
  }
  if (status !== undefined) {
    return {
      statusCode: 502,
      code: "CallRejected",
      message: `AWS rejected the function's call with ${status} ${error.name}; its log names the request`,
    };
  }
  return internalError;
}
