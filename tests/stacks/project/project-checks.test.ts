import { expect } from "chai";
import { mistakesBetween } from "../../../stacks/project/project-checks";
import { childTexts, parentTexts, projectOf, sharedTexts } from "../../local/support/project";

const lobA = { ...childTexts, parentStack: "", sharedStack: "shared", vpcCidr: "10.100.0.0/16" };
const lobB = { ...lobA, account: "444444444444", vpcCidr: "10.101.0.0/16" };

type Texts = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Every mistake between stacks, each after the name of the stack that has it. */
function mistakesIn(stacks: Texts): string[] {
  const project = projectOf(stacks);
  return project.stacks.flatMap((stack) =>
    mistakesBetween(project, stack).map(({ property, reason }) => `${stack.name}: ${property} ${reason}`),
  );
}

function mistakes(stacks: Texts): string[] {
  return mistakesIn({ shared: sharedTexts, ...stacks });
}

describe("The stacks of a project, taken together", () => {
  it("are right where every LOB has a name, an account and a CIDR block of its own", () => {
    expect(mistakes({ "lob-a": lobA, "lob-b": lobB })).to.deep.equal([]);
  });

  it("are refused where two LOBs' CIDR blocks overlap, with both of them", () => {
    expect(mistakes({ "lob-a": lobA, "lob-b": { ...lobB, vpcCidr: "10.100.128.0/20" } })).to.deep.equal([
      'lob-a: vpcCidr is "10.100.0.0/16", which overlaps "10.100.128.0/20" of stack lob-b: the transit gateway would drop one of the two; take a free CIDR block',
      'lob-b: vpcCidr is "10.100.128.0/20", which overlaps "10.100.0.0/16" of stack lob-a: the transit gateway would drop one of the two; take a free CIDR block',
    ]);
  });

  it("are refused where two LOBs have one name or one account", () => {
    expect(mistakes({ "lob-a": lobA, "lob-b": { ...lobB, lob: "lob-a", account: lobA.account } })).to.deep.equal([
      'lob-a: lob is "lob-a", which stack lob-b has too: give each LOB its own name',
      'lob-a: account is "333333333333", which stack lob-b has too: both would have the role PresignedURLGenerator; give each LOB its own account, or each environment its own namePrefix',
      'lob-b: lob is "lob-a", which stack lob-a has too: give each LOB its own name',
      'lob-b: account is "333333333333", which stack lob-a has too: both would have the role PresignedURLGenerator; give each LOB its own account, or each environment its own namePrefix',
    ]);
  });

  it("may have the same CIDR blocks and names behind different hubs", () => {
    const lobs = '[{"name":"lob-a","account":"777777777777"}]';
    const other = { ...sharedTexts, account: "666666666666", lobs };
    const elsewhere = { ...lobA, lob: "lob-a", account: "777777777777", sharedStack: "other" };
    expect(mistakes({ other, "lob-a": lobA, "dev-lob": elsewhere })).to.deep.equal([]);
  });

  it("may be of one organization in each environment, and of none that config names with their accounts listed", () => {
    const organizationArn = "arn:aws:organizations::999999999999:organization/o-otherorg222";
    const other = { ...sharedTexts, account: "666666666666", organizationArn };
    const parent = { ...parentTexts, account: "888888888888", organizationArn, sharedStack: "other" };
    expect(mistakes({ other, parent, "lob-a": lobA })).to.deep.equal([]);
    const unnamed = { organizationArn: "" };
    expect(
      mistakes({
        other: { ...other, ...unnamed, modelAccounts: '["888888888888"]' },
        parent: { ...parent, ...unnamed },
      }),
    ).to.deep.equal([]);
  });

  it("are refused where LOBs of two environments are in one account, whose role PresignedURLGenerator has one name", () => {
    const other = { ...sharedTexts, account: "666666666666" };
    for (const sharedStack of ["other", "acme/network/shared"]) {
      expect(mistakes({ other, "lob-a": lobA, "dev-lob": { ...lobA, lob: "lob-a", sharedStack } })).to.deep.equal([
        'lob-a: account is "333333333333", which stack dev-lob has too: both would have the role PresignedURLGenerator; give each LOB its own account, or each environment its own namePrefix',
        'dev-lob: account is "333333333333", which stack lob-a has too: both would have the role PresignedURLGenerator; give each LOB its own account, or each environment its own namePrefix',
      ]);
    }
  });

  it("are refused where two parents are in one account, whose role SageMakerExternal has one name", () => {
    const oneParent =
      "both would have the role SageMakerExternal; give each parent its own account, or each environment its own namePrefix";
    expect(mistakes({ parent: parentTexts, "dev-parent": { ...parentTexts, endpoints: '["other"]' } })).to.deep.equal([
      `parent: account is "222222222222", which stack dev-parent has too: ${oneParent}`,
      `dev-parent: account is "222222222222", which stack parent has too: ${oneParent}`,
    ]);
    expect(mistakes({ parent: parentTexts, "dev-parent": { ...parentTexts, account: "666666666666" } })).to.deep.equal(
      [],
    );
  });

  it("may be in one account where they only call models, since their roles' names end in the stack's", () => {
    const caller = { ...childTexts, parentStack: "parent" };
    expect(mistakes({ parent: parentTexts, caller, "another-caller": caller })).to.deep.equal([]);
  });

  it("are refused where a parent or a child names a hub that the project doesn't have", () => {
    expect(mistakes({ "lob-a": { ...lobA, sharedStack: "hub" } })).to.deep.equal([
      'lob-a: sharedStack is "hub": no stack with role shared has this name; name shared',
    ]);
    expect(mistakesIn({ "lob-a": lobA })).to.deep.equal([
      'lob-a: sharedStack is "shared": this project has no stack with role shared; write Pulumi.shared.yaml with role: shared, or remove sharedStack',
    ]);
    expect(mistakes({ "lob-a": { ...lobA, sharedStack: "acme/project/shared" } })).to.deep.equal([]);
  });
});
