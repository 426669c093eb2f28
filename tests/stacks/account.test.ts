import { expect } from "chai";
import { accountProvider } from "../../stacks/account";
import { parseConfig } from "../../stacks/config";
import { evaluate, only } from "../support/evaluate";

describe("a stack's provider", () => {
  it("refuses credentials of any other account, and tags every resource", async () => {
    const config = parseConfig("lob-b", {
      role: "child",
      account: "444444444444",
      region: "eu-west-1",
      tags: '{"team":"ml"}',
      deployRole: "Operators",
    });
    const registered = await evaluate(() => {
      accountProvider(config);
    });
    // Nothing of how operators have their credentials is among them, since Pulumi keeps them in its state.
    expect(only(registered, "pulumi:providers:aws").inputs).to.deep.equal({
      allowedAccountIds: '["444444444444"]',
      region: "eu-west-1",
      // What the SDK for the provider sets by itself.
      ...{ skipCredentialsValidation: "false", skipRegionValidation: "true" },
      defaultTags: '{"tags":{"project":"sagemaker-multi-account","stack":"lob-b","role":"child","team":"ml"}}',
    });
  });
});
