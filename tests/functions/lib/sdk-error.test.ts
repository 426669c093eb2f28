import { expect } from "chai";
import {
  connectionFailure,
  errorFacts,
  httpStatusOf,
  isThrottling,
  wasClockCorrected,
} from "../../../functions/lib/sdk-error";

function failed($metadata: unknown): Error {
  return Object.assign(new Error("no"), { $metadata });
}

describe("functions/lib/sdk-error", () => {
  it("gives the status that AWS answered", () => {
    expect(httpStatusOf(failed({ httpStatusCode: 503 }))).to.equal(503);
  });

  it("recognises a call after which the SDK set its clock", () => {
    expect(wasClockCorrected(failed({ clockSkewCorrected: true }))).to.equal(true);
  });

  for (const [title, error] of [
    ["a call that wasn't answered", failed({ attempts: 1 })],
    ["an error with empty metadata", failed(null)],
    ["an error with text for metadata", failed("503")],
    ["an error that isn't the SDK's", new Error("no")],
    ["something that is no error", { $metadata: { httpStatusCode: 503, clockSkewCorrected: true } }],
    ["nothing", undefined],
  ] as const) {
    it(`finds neither in ${title}`, () => {
      expect([httpStatusOf(error), wasClockCorrected(error)]).to.deep.equal([undefined, false]);
    });
  }

  for (const code of ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]) {
    it(`takes ${code} for a failed connection`, () => {
      expect(connectionFailure(Object.assign(new Error("no"), { code }))).to.equal(code);
    });
  }

  it("takes a connection that wasn't made in time for a failed one, which the SDK calls a time-out", () => {
    const late = new Error("Socket did not establish a connection within 1500 ms");
    expect(connectionFailure(late)).to.equal("no connection in time");
  });

  it("takes no slow answer for a failed connection", () => {
    const slow = Object.assign(new Error("no answer"), { code: "ETIMEDOUT" });
    const others = [slow, new Error("no"), { code: "EPIPE" }, undefined];
    expect(others.filter((error) => connectionFailure(error) !== undefined)).to.deep.equal([]);
  });

  for (const name of [
    "Throttling",
    "ThrottlingException",
    "ThrottledException",
    "TooManyRequestsException",
    "RequestLimitExceeded",
    "ProvisionedThroughputExceededException",
  ]) {
    it(`takes ${name} for throttling, whatever its status`, () => {
      expect(isThrottling(Object.assign(failed({ httpStatusCode: 400 }), { name }))).to.equal(true);
    });
  }

  it("takes 429 for throttling, and a quota that is used up for none", () => {
    const quota = Object.assign(failed({ httpStatusCode: 400 }), { name: "ResourceLimitExceeded" });
    expect([failed({ httpStatusCode: 429 }), quota, "Throttling"].map(isThrottling)).to.deep.equal([
      true,
      false,
      false,
    ]);
  });

  it("gives the log an error's name and message, but no message that quotes an answer", () => {
    expect(errorFacts(Object.assign(new Error("no"), { name: "AccessDenied" }))).to.deep.equal({
      errorName: "AccessDenied",
      errorMessage: "no",
    });
    expect(errorFacts(new SyntaxError("Unexpected token in secret"))).to.deep.equal({ errorName: "SyntaxError" });
    expect(errorFacts("text")).to.deep.equal({});
  });
});
