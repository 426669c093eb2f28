import { expect } from "chai";
import { bundleFunction } from "../../../infra/compute/function-bundle";

describe("the bundle of studio-authorizer", () => {
  it("stays under 60 kB, since every cold start reads it", () => {
    expect(Buffer.byteLength(bundleFunction("studio-authorizer"))).to.be.below(60_000);
  });
});
