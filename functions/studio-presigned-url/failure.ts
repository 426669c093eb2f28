import type { Failure } from "../lib/error-answer";
import { connectionFailure, httpStatusOf, isThrottling } from "../lib/sdk-error";
import { Refused } from "./refused";

const slow = new Set(["TimeoutError", "AbortError"]);

/** Translates an error for the caller. AWS's own messages name accounts and roles, so they are only logged. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Refused) {
    return error.failure;
  }
  if (connectionFailure(error) !== undefined) {
    return {
      statusCode: 503,
      code: "Unreachable",
      message: "a service that Studio needs could not be reached: try again in a minute",
    };
  }
  if (error instanceof Error && slow.has(error.name)) {
    return { statusCode: 504, code: "Timeout", message: "Studio did not answer in time: try again in a minute" };
  }
  if (isThrottling(error)) {
    return {
      statusCode: 429,
      code: "Throttled",
      message: "too many people open Studio at once: try again in a minute",
    };
  }
  const status = httpStatusOf(error);
  if (status !== undefined && status >= 500) {
    return { statusCode: 503, code: "ServiceUnavailable", message: "Studio is not available: try again in a minute" };
  }
  if (status !== undefined) {
    return {
      statusCode: 502,
      code: "CallRejected",
      message: "your access to Studio is not set up correctly: give your administrators the request id",
    };
  }
  return {
    statusCode: 500,
    code: "InternalError",
    message: "Studio could not be opened: give your administrators the request id",
  };
}
