import { expect } from "chai";
import { bundleFunction } from "../../../infra/compute/function-bundle";

describe("the bundle of studio-presigned-url", () => {
  it("stays under 310 kB, since every cold start reads it", () => {
    expect(Buffer.byteLength(bundleFunction("studio-presigned-url"))).to.be.below(310_000);
  });
});
