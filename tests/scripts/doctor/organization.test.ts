import { expect } from "chai";
import type { ShareAssociation } from "../../../scripts/doctor/network-facts";
import { judgeSharing, type Sharing } from "../../../scripts/doctor/organization";
import { isShared } from "../../../stacks/project/roles";
import { shippedProject } from "../../local/support/project";

describe("scripts/doctor/organization", () => {
  const [hub] = shippedProject.stacks.filter(isShared);
  const membership = { id: "o-exampleorg1", hasAllFeatures: true };
  const organization = "arn:aws:organizations::111111111111:organization/o-exampleorg1";
  const association = (status: string, entity = organization): ShareAssociation => ({
    entity,
    status,
    message: undefined,
  });
  const ask = "in the management account, aws ram enable-sharing-with-aws-organization";
  const instead = "or set sharing: invitation in Pulumi.shared.yaml";

  function judge(sharing: Partial<Sharing>, principals?: readonly ShareAssociation[]) {
    if (hub === undefined) {
      throw new Error("the shipped project has a hub");
    }
    return judgeSharing(hub, { membership, isEnabled: undefined, ...sharing }, principals);
  }

  it("finds an account of no organization, of another one, and one without all features", () => {
    expect(judge({ membership: undefined })).to.deep.equal({
      problems: [`account 111122223333 is in no organization: let it join one, ${instead}`],
    });
    expect(judge({ membership: { ...membership, id: "o-another0001" } })).to.deep.equal({
      problems: [
        "account 111122223333 is in organization o-another0001, and organizationArn names o-exampleorg1: correct one of the two",
      ],
    });
    expect(judge({ membership: { ...membership, hasAllFeatures: false } })).to.deep.equal({
      problems: [
        `organization o-exampleorg1 has only consolidated billing, and sharing needs all features: enable them, ${instead}`,
      ],
    });
  });

  it("uses the management account's setting, if it can see it", () => {
    expect(judge({ isEnabled: true })).to.deep.equal({ problems: [] });
    expect(judge({ isEnabled: false }, [association("ASSOCIATED")])).to.deep.equal({
      problems: [`sharing with organization o-exampleorg1 is off: ${ask}, ${instead}`],
    });
  });

  it("otherwise decides by the hub's share, and reports if it can't", () => {
    for (const entity of [organization, "333333333333"]) {
      expect(judge({}, [association("ASSOCIATED", entity)])).to.deep.equal({ problems: [] });
      expect(judge({}, [association("FAILED", entity)])).to.deep.equal({
        problems: [`the hub's share with ${entity} FAILED: ${ask}, and bring stack shared up again`],
      });
    }
    const skipped =
      "only the management account can tell before the hub is shared: there, aws organizations list-aws-service-access-for-organization must list ram.amazonaws.com";
    expect(judge({})).to.deep.equal({ skipped });
    expect(judge({}, [association("ASSOCIATING", "333333333333")])).to.deep.equal({ skipped });
  });
});
