import { expect } from "chai";
import { Estate } from "../../../local/estate/estate";
import { samplePayloads } from "../../../local/scenarios/payload";
import { Stage } from "../../../local/scenarios/scenario";
import { failure } from "../support/failure";
import { childTexts, projectOf, sharedTexts } from "../support/project";

const model = new URL("http://127.0.0.1:9/");

/** One LOB, so that a second is made up in an estate apart; and no corporate CIDR block that has room for a desk. */
const withoutDesk = projectOf({
  shared: {
    ...sharedTexts,
    corporateCidrs: '["192.168.10.0/28"]',
    lobs: '[{"name":"lob-a","account":"333333333333"}]',
  },
  "lob-a": {
    ...childTexts,
    parentStack: "",
    sharedStack: "shared",
    vpcCidr: "10.100.0.0/16",
    userProfiles: '["ann"]',
  },
});

function servers(): number {
  return process.getActiveResourcesInfo().filter((resource) => resource === "TCPServerWrap").length;
}

describe("A stage of Studio that can't be opened", () => {
  it("gives the reason, leaves no server behind that keeps the process alive, and can be closed", async () => {
    const estate = await Estate.found(withoutDesk, model);
    try {
      const before = servers();
      const stage = new Stage(withoutDesk, estate, samplePayloads);
      const error = await failure(stage.studio());
      await stage.close();
      // A server that was closed counts until the next turn of the event loop.
      await new Promise((resolve) => setImmediate(resolve));

      expect(error.message).to.equal(
        "corporateCidrs of stack shared has no CIDR block of /24 or larger for the on-premises simulator, where the scenarios' users are: add one",
      );
      expect(servers()).to.equal(before);
    } finally {
      await estate.close();
    }
  });
});
