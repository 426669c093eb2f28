import { ModelError } from "@aws-sdk/client-sagemaker-runtime";
import { AssumeRoleTimeout } from "../lib/assumed-role";
import type { Failure } from "../lib/error-answer";
import { connectionFailure, errorFacts, httpStatusOf, isThrottling } from "../lib/sdk-error";

const statusByName = new Map<string, Omit<Failure, "message">>([
  ["AccessDenied", { statusCode: 403, code: "AccessDenied" }],
  ["AccessDeniedException", { statusCode: 403, code: "AccessDenied" }],
  ["ModelNotReadyException", { statusCode: 429, code: "ModelNotReady" }],
  ["TimeoutError", { statusCode: 504, code: "Timeout" }],
  ["AbortError", { statusCode: 504, code: "Timeout" }],
]);

const timeoutMessage =
  "the endpoint did not answer in time: SageMaker gives a model 60 seconds; send less per request, or use an asynchronous endpoint";

const assumeRoleTimeout: Failure = {
  statusCode: 504,
  code: "Timeout",
  message: "AWS STS did not answer in time, so the model was not called: try again",
};

const internalError: Failure = {
  statusCode: 500,
  code: "InternalError",
  message: "the function failed; its log names the request",
};

const validationErrors = new Set(["ValidationError", "ValidationErrorException", "ValidationException"]);

function validationFailure(message: string): Failure {
  return /\bnot found\b/i.test(message)
    ? { statusCode: 404, code: "EndpointNotFound", message }
    : { statusCode: 400, code: "ValidationError", message };
}

/**
 * Translates an error of the SDK for the caller. AWS's own messages are passed on, since they name who was refused
 * what; the text of any other error is not.
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
  if (error instanceof AssumeRoleTimeout) {
    return assumeRoleTimeout;
  }
  const unreachable = connectionFailure(error);
  if (unreachable !== undefined) {
    return {
      statusCode: 503,
      code: "Unreachable",
      message: `AWS could not be reached (${unreachable}): try again; in a VPC, check endpoints, routes and security groups`,
    };
  }
  const known = statusByName.get(error.name);
  if (known !== undefined) {
    return { ...known, message: known.statusCode === 504 ? timeoutMessage : error.message };
  }
  if (validationErrors.has(error.name)) {
    return validationFailure(error.message);
  }
  if (isThrottling(error)) {
    return {
      statusCode: 429,
      code: "Throttled",
      message: "AWS throttled the call, also after retries: call less often, or raise the quota",
    };
  }
  const status = httpStatusOf(error);
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

/**
 * What the log may contain of an error. A model's own message can contain parts of the request's body, so it stays out.
 */
export function loggable(error: unknown): Record<string, string> {
  return error instanceof Error && httpStatusOf(error) === 424 ? { errorName: error.name } : errorFacts(error);
}
