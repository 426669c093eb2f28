import { expect } from "chai";
import { bundleFunction } from "../../../infra/compute/function-bundle";

/** Bytes; more would slow every cold start. */
const sizeLimit = 280_000;

describe("the bundle of invoke-endpoint", () => {
  const bundle = bundleFunction("invoke-endpoint");

  it("stays under its size limit", () => {
    expect(Buffer.byteLength(bundle)).to.be.below(sizeLimit);
  });

  it("leaves out the ways to credentials that Lambda doesn't use", () => {
    expect(bundle).not.to.match(/sso_start_url|credential_process/);
    expect(bundle).to.include("AWS_SESSION_TOKEN");
  });

  it("exports the handler that Lambda is configured with", () => {
    expect(bundle).to.match(/export\{\w+ as handler\}/);
  });

  it("reports a missing folder", () => {
    expect(() => bundleFunction("no-such-function")).to.throw(/Could not resolve .*no-such-function/);
  });
});
