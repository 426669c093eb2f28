import { ModelError } from "@aws-sdk/client-sagemaker-runtime";
import { expect } from "chai";
import * as fc from "fast-check";
import { failureOf } from "../../../functions/invoke-endpoint/failure";
import { AssumeRoleTimeout } from "../../../functions/lib/assumed-role";
import type { Failure } from "../../../functions/lib/error-answer";

/** An error as the SDK throws it. */
function awsError(name: string, status: number | undefined, message = "AWS's words"): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status, attempts: 1 } });
}

function modelError(OriginalStatusCode?: number): ModelError {
  return new ModelError({
    $metadata: { httpStatusCode: 424 },
    message: "Received server error from primary",
    ...(OriginalStatusCode !== undefined && { OriginalStatusCode }),
  });
}

const timeout: Failure = {
  statusCode: 504,
  code: "Timeout",
  message:
    "the endpoint did not answer in time: SageMaker gives a model 60 seconds; send less per request, or use an asynchronous endpoint",
};
const throttled: Failure = {
  statusCode: 429,
  code: "Throttled",
  message: "AWS throttled the call, also after retries: call less often, or raise the quota",
};
const internal: Failure = {
  statusCode: 500,
  code: "InternalError",
  message: "the function failed; its log names the request",
};

function unavailable(message: string): Failure {
  return { statusCode: 503, code: "ServiceUnavailable", message };
}

function rejected(message: string): Failure {
  return { statusCode: 502, code: "CallRejected", message };
}

function unreachable(code: string): Failure {
  return {
    statusCode: 503,
    code: "Unreachable",
    message: `AWS could not be reached (${code}): try again; in a VPC, check endpoints, routes and security groups`,
  };
}

const denied = { statusCode: 403, code: "AccessDenied", message: "AWS's words" };
const invalid = { statusCode: 400, code: "ValidationError", message: "AWS's words" };
const missing = "Endpoint iris of account 111111111111 not found.";

const cases: readonly (readonly [string, unknown, Failure])[] = [
  ["a refusal of STS", awsError("AccessDenied", 403), denied],
  ["a refusal of SageMaker", awsError("AccessDeniedException", 403), denied],
  ["STS's bad request", awsError("ValidationError", 400), invalid],
  ["a bad request, as the SDK names it", awsError("ValidationErrorException", 400), invalid],
  ["a bad request, as services name it now", awsError("ValidationException", 400), invalid],
  [
    "a missing endpoint",
    awsError("ValidationError", 400, missing),
    { statusCode: 404, code: "EndpointNotFound", message: missing },
  ],
  [
    "a model's error with its status",
    modelError(507),
    {
      statusCode: 424,
      code: "ModelError",
      message: "Received server error from primary",
      details: { originalStatusCode: 507 },
    },
  ],
  [
    "a model's error without a status",
    modelError(),
    { statusCode: 424, code: "ModelError", message: "Received server error from primary" },
  ],
  [
    "a model that isn't ready",
    awsError("ModelNotReadyException", 429),
    { statusCode: 429, code: "ModelNotReady", message: "AWS's words" },
  ],
  ["throttling by status", awsError("Busy", 429), throttled],
  ["STS's throttling", awsError("Throttling", 400), throttled],
  ["throttling by name", awsError("ThrottlingException", 400), throttled],
  ["too many requests by name", awsError("TooManyRequestsException", 400), throttled],
  ["a request limit by name", awsError("RequestLimitExceeded", 400), throttled],
  ["SageMaker's failure", awsError("InternalFailure", 500), unavailable("AWS answered 500 InternalFailure: try again")],
  [
    "an unavailable service",
    awsError("ServiceUnavailable", 503),
    unavailable("AWS answered 503 ServiceUnavailable: try again"),
  ],
  [
    "a dependency's failure",
    awsError("InternalDependencyException", 530),
    unavailable("AWS answered 530 InternalDependencyException: try again"),
  ],
  [
    "a session that AWS has ended",
    awsError("ExpiredTokenException", 403),
    rejected("AWS rejected the function's call with 403 ExpiredTokenException; its log names the request"),
  ],
  [
    "a signature that AWS doesn't take",
    awsError("SignatureDoesNotMatch", 403),
    rejected("AWS rejected the function's call with 403 SignatureDoesNotMatch; its log names the request"),
  ],
  [
    "a code that every object inherits",
    awsError("constructor", 400),
    rejected("AWS rejected the function's call with 400 constructor; its log names the request"),
  ],
  [
    "an address to which no connection comes about, as in a VPC without the endpoint",
    Object.assign(new Error("the request socket did not establish a connection with the server in time"), {
      name: "TimeoutError",
    }),
    unreachable("no connection in time"),
  ],
  ["a time-out of the answer", awsError("TimeoutError", undefined), timeout],
  [
    "a time-out of AssumeRole",
    new AssumeRoleTimeout("STS did not answer in time"),
    {
      statusCode: 504,
      code: "Timeout",
      message: "AWS STS did not answer in time, so the model was not called: try again",
    },
  ],
  ["the end of the function's time", Object.assign(new Error("Request aborted"), { name: "AbortError" }), timeout],
  ["a name that isn't known", Object.assign(new Error("no"), { code: "ENOTFOUND" }), unreachable("ENOTFOUND")],
  ["a refused connection", Object.assign(new Error("no"), { code: "ECONNREFUSED" }), unreachable("ECONNREFUSED")],
  [
    "a broken connection after which the SDK gave up",
    Object.assign(new Error("no"), { code: "ECONNRESET", $metadata: { attempts: 1 } }),
    unreachable("ECONNRESET"),
  ],
  ["an error that isn't AWS's", new TypeError("undefined is not a function"), internal],
  ["an error with a code of its own", Object.assign(new Error("no"), { code: "invalid state" }), internal],
  ["an error with a code that is no text", Object.assign(new Error("no"), { code: 7 }), internal],
  ["an error with broken metadata", Object.assign(new Error("no"), { $metadata: null }), internal],
  ["something that is no error", "AccessDenied", internal],
  ["nothing", undefined, internal],
];

describe("functions/invoke-endpoint/failure", () => {
  for (const [title, error, failure] of cases) {
    it(`answers ${failure.statusCode} ${failure.code} to ${title}`, () => {
      expect(failureOf(error)).to.deep.equal(failure);
    });
  }

  it("passes on no text of an error that isn't AWS's", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(failureOf(new Error(text))).to.deep.equal(internal);
      }),
    );
  });

  it("has an answer to whatever is thrown", () => {
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        expect(failureOf(thrown)).to.deep.equal(internal);
      }),
    );
  });
});
