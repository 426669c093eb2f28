import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { HubResolver } from "../../../infra/network/hub-resolver";
import { evaluate } from "../../support/evaluate";

describe("HubResolver", () => {
  it("gives the inbound endpoint's fixed addresses back before a new one takes them", async () => {
    const replacedAfter: string[] = [];
    await evaluate(() => {
      pulumi.runtime.registerStackTransformation(({ name, opts }) => {
        if ("deleteBeforeReplace" in opts && opts.deleteBeforeReplace === true) {
          replacedAfter.push(name);
        }
        return undefined;
      });
      new HubResolver("resolver", {
        names: { inbound: "in", outbound: "out" },
        subnets: [
          { id: "subnet-0123456789abcdef0", cidr: "10.0.0.0/19" },
          { id: "subnet-0123456789abcdef1", cidr: "10.0.32.0/19" },
        ],
        inboundGroupId: "sg-0123456789abcdef0",
        outboundGroupId: "sg-0123456789abcdef1",
      });
    });
    expect(replacedAfter).to.deep.equal(["resolver-inbound"]);
  });
});
