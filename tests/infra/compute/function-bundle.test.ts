import { expect } from "chai";
import { bundleFunction } from "../../../infra/compute/function-bundle";

/** Bytes; more would slow every cold start, which reads them. */
const limits = { "invoke-endpoint": 280_000, "studio-authorizer": 60_000, "studio-presigned-url": 310_000 };

describe("the bundle of a function", () => {
  for (const [name, limit] of Object.entries(limits)) {
    it(`stays under its size limit: ${name}`, () => {
      expect(Buffer.byteLength(bundleFunction(name))).to.be.below(limit);
    });
  }

  it("leaves out the ways to credentials that Lambda doesn't use", () => {
    const bundle = bundleFunction("invoke-endpoint");
    expect(bundle).not.to.match(/sso_start_url|credential_process/);
    expect(bundle).to.include("AWS_SESSION_TOKEN");
  });

  it("exports the handler that Lambda is configured with", () => {
    expect(bundleFunction("invoke-endpoint")).to.match(/export\{\w+ as handler\}/);
  });

  it("reports a missing folder", () => {
    expect(() => bundleFunction("no-such-function")).to.throw(/Could not resolve .*no-such-function/);
  });
});
