import { expect } from "chai";
import { httpStatusOf, wasClockCorrected } from "../../../functions/lib/sdk-error";

function failed($metadata: unknown): Error {
  return Object.assign(new Error("no"), { $metadata });
}

describe("functions/lib/sdk-error", () => {
  it("gives the status that AWS answered", () => {
    expect(httpStatusOf(failed({ httpStatusCode: 503 }))).to.equal(503);
  });

  it("tells a call after which the SDK set its clock", () => {
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
});
