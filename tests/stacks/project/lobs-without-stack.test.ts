import { expect } from "chai";
import { lobsWithoutStack } from "../../../stacks/project/lobs-without-stack";
import { isShared } from "../../../stacks/project/roles";
import { childTexts, projectOf, sharedTexts } from "../../local/support/project";

const lob = { ...childTexts, parentStack: "", sharedStack: "shared", lob: "lob-a", vpcCidr: "10.100.0.0/16" };

const sentence =
  "lobs of Pulumi.shared.yaml names lob-b, which has no stack file here: write it, npm run onboard -- lob-b --account 444444444444, or take lob-b out, npm run offboard -- lob-b";

describe("A LOB in the hub's list without a stack file", () => {
  // The child of another hub has the LOB's name, and isn't its stack.
  const project = projectOf({
    shared: sharedTexts,
    "dev-shared": sharedTexts,
    child: lob,
    "dev-b": { ...lob, sharedStack: "dev-shared", lob: "lob-b", account: "444444444444", vpcCidr: "10.101.0.0/16" },
  });

  it("is named with what to do, for each hub by itself", () => {
    const [shared, dev] = project.stacks.filter(isShared);
    expect(shared && lobsWithoutStack(project, shared)).to.deep.equal([sentence]);
    expect(dev && lobsWithoutStack(project, dev)).to.deep.equal([
      "lobs of Pulumi.dev-shared.yaml names lob-a, which has no stack file here: write it, npm run onboard -- lob-a --account 333333333333, or take lob-a out, npm run offboard -- lob-a",
    ]);
  });

  it("names what to set in a stack that lost its hub", () => {
    const own = projectOf({
      shared: { ...sharedTexts, lobs: '[{"name":"lob-a","account":"333333333333"}]' },
      child: childTexts,
    });
    expect(own.stacks.filter(isShared).flatMap((hub) => lobsWithoutStack(own, hub))).to.deep.equal([
      "lobs of Pulumi.shared.yaml names lob-a, and stack child has this account: set sharedStack there",
    ]);
  });
});
