import { RunError } from "@pulumi/pulumi";
import { expect } from "chai";
import { Refusal } from "../../common/refusal";

describe("A refusal", () => {
  it("is what Pulumi's engine shows without a stack trace, though Pulumi's SDK isn't loaded for it", () => {
    const refusal = new Refusal("stack parent", [
      { property: "account", reason: 'is "1": an account id has 12 digits' },
    ]);

    expect(RunError.isInstance(refusal)).to.equal(true);
    expect(refusal.message).to.equal(
      'stack parent: 1 mistake, nothing was changed\n  account is "1": an account id has 12 digits',
    );
  });

  it("has no stack, over whose frames of Pulumi's own Node.js would loop until memory runs out", () => {
    expect(new Refusal("stack parent", []).stack).to.equal("");
  });
});
