import { expect } from "chai";
import fc from "fast-check";
import { failureOf } from "../../../functions/studio-presigned-url/failure";

function sdkError(name: string, httpStatusCode?: number, message = "inside"): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

const cases: readonly { title: string; error: unknown; statusCode: number; code: string }[] = [
  { title: "a call that was aborted", error: sdkError("AbortError"), statusCode: 504, code: "Timeout" },
  { title: "a socket that was silent", error: sdkError("TimeoutError"), statusCode: 504, code: "Timeout" },
  {
    title: "a connection that didn't come about in time",
    error: sdkError("TimeoutError", undefined, "did not establish a connection to the server within 1500 ms"),
    statusCode: 503,
    code: "Unreachable",
  },
  {
    title: "a name that doesn't resolve",
    error: Object.assign(sdkError("Error"), { code: "ENOTFOUND" }),
    statusCode: 503,
    code: "Unreachable",
  },
  { title: "429", error: sdkError("Whatever", 429), statusCode: 429, code: "Throttled" },
  { title: "RequestLimitExceeded", error: sdkError("RequestLimitExceeded", 400), statusCode: 429, code: "Throttled" },
  { title: "a service that is down", error: sdkError("Whatever", 503), statusCode: 503, code: "ServiceUnavailable" },
  { title: "a denial", error: sdkError("AccessDeniedException", 400), statusCode: 502, code: "CallRejected" },
  { title: "a mistake of ours", error: new TypeError("x is undefined"), statusCode: 500, code: "InternalError" },
  { title: "something thrown that is no error", error: "text", statusCode: 500, code: "InternalError" },
];

describe("functions/studio-presigned-url/failure", () => {
  for (const { title, error, statusCode, code } of cases) {
    it(`answers ${title} with ${statusCode} ${code}`, () => {
      expect(failureOf(error)).to.include({ statusCode, code });
    });
  }

  it("never passes on an error's message", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 12 }),
        fc.string(),
        fc.option(fc.integer({ min: 400, max: 599 })),
        (message, name, status) => {
          expect(failureOf(sdkError(name, status ?? undefined, message)).message).not.to.include(message);
        },
      ),
    );
  });
});
