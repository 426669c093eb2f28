import { expect } from "chai";
import { domain } from "../../local/aws/sagemaker/kinds";
import type { Estate } from "../../local/estate/estate";
import { makeStack } from "../../stacks/project/stack";
import { shippedProject } from "../local/support/project";
import { standing } from "./support/studio-estate";

// The local AWS refuses every change of a VPC-only domain that stands, as AWS is reported to refuse the provider's.
describe("A LOB's Studio domain, once it stands", () => {
  let estate: Estate;
  before(async () => {
    estate = await standing(shippedProject);
  });
  after(() => estate.close());

  const account = "333333333333";
  const domainNow = () => estate.aws.world.list(domain, account);

  for (const { what, texts } of [
    { what: "another idle time", texts: { idleTimeoutMinutes: "240" } },
    { what: "a further profile", texts: { userProfiles: '["user-lob-a","ann"]' } },
    { what: "no profile", texts: { userProfiles: "[]" } },
    { what: "another homeFileSystem", texts: { homeFileSystem: "Delete" } },
  ]) {
    it(`stays as it is with ${what}`, async () => {
      const before = domainNow();
      const { texts: shipped = {} } = shippedProject.stacks.find(({ name }) => name === "child") ?? {};
      for (const config of [{ ...shipped, ...texts }, shipped]) {
        await estate.up(makeStack("child", config));
        expect(domainNow()).to.deep.equal(before);
      }
      expect(before).to.have.length(1);
    });
  }
});
