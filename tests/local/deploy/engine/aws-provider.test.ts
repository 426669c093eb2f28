import { expect } from "chai";
import { AwsProvider, type Values } from "../../../../local/deploy/engine/aws-provider";
import { unknownValue } from "../../../../local/deploy/engine/wire-values";
import { failure } from "../../support/failure";
import { eachTestOnItsOwnAws, lambdaTrust, parentAccount, policyText } from "../../support/local-aws";

const urnOf = (type: string, name: string) => `urn:pulumi:parent::project::custom:Component$${type}::${name}`;
const vpcUrn = urnOf("aws:ec2/vpc:Vpc", "vpc");
const roleUrn = urnOf("aws:iam/role:Role", "role");
const policyUrn = urnOf("aws:iam/policy:Policy", "policy");

/** A provider's settings, as the engine sends them. */
const settings = (changed: object = {}): Values => ({
  region: "eu-west-1",
  allowedAccountIds: JSON.stringify([parentAccount]),
  defaultTags: JSON.stringify({ tags: { project: "p", stack: "parent" } }),
  ...changed,
});

describe("The engine's provider on the local AWS", () => {
  const aws = eachTestOnItsOwnAws();

  function configured(): AwsProvider {
    const provider = new AwsProvider(aws(), "parent");
    provider.configure(settings());
    return provider;
  }

  it("adds the stack's tags under a resource's own, only where a type has tags", () => {
    const provider = configured();

    expect(provider.check(vpcUrn, { cidrBlock: "10.0.0.0/16", tags: { stack: "own", Name: "vpc" } })).to.deep.equal({
      cidrBlock: "10.0.0.0/16",
      tags: { project: "p", stack: "own", Name: "vpc" },
    });
    const attachment = { role: "a", policyArn: "arn:a" };
    const urn = urnOf("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attachment");
    expect(provider.check(urn, attachment)).to.deep.equal(attachment);
  });

  it("refuses inputs that the local AWS doesn't know, unless a preview can't know them all yet", async () => {
    const provider = configured();
    const wrong = { cidrBlock: "10.0.0.0/16", ipv6Native: true };

    expect(() => provider.check(vpcUrn, { ...wrong, cidrBlock: unknownValue })).not.to.throw();
    expect(provider.failure).to.equal(undefined);
    const error = await failure((async () => provider.check(vpcUrn, wrong))());
    expect(error.message).to.include("inputs that the local AWS doesn't understand: ipv6Native");
    expect(provider.failure).to.equal(error);
  });

  it("is one account's and one region's", () => {
    const provider = configured();

    expect(() => provider.configure(settings())).not.to.throw();
    const message =
      "stack parent has providers for two accounts or regions, but a stack is for one: give it one provider";
    expect(() => provider.configure(settings({ region: "us-east-1" }))).to.throw(message);
    expect(() => provider.configure(settings({ allowedAccountIds: '["333333333333"]' }))).to.throw(message);
  });

  it("answers with what AWS has, and not with what it was given", async () => {
    const provider = configured();
    const inputs = { name: "a", assumeRolePolicy: lambdaTrust, maxSessionDuration: null };

    const { id, outputs } = await provider.create(roleUrn, inputs);

    expect(id).to.equal("a");
    expect(outputs).to.include({ arn: `arn:aws:iam::${parentAccount}:role/a`, maxSessionDuration: 3600 });
    expect(outputs.assumeRolePolicy).not.to.equal(lambdaTrust);
    expect(provider.diff(roleUrn, outputs, inputs, inputs, []).changed).to.deep.equal([]);
  });

  it("reads what was changed by hand, so that the next up puts it back", async () => {
    const provider = configured();
    const inputs = { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true };
    const { id } = await provider.create(vpcUrn, inputs);
    expect(provider.read(vpcUrn, id, inputs)?.inputs).to.deep.equal(inputs);

    const byHand = new AwsProvider(aws(), "parent");
    byHand.configure(settings());
    await byHand.update(vpcUrn, id, { cidrBlock: "10.0.0.0/16", enableDnsHostnames: false });

    const read = provider.read(vpcUrn, id, inputs);
    expect(read?.outputs).to.include({ enableDnsHostnames: false });
    expect(read?.inputs).to.deep.equal({ ...inputs, enableDnsHostnames: false });
    const back = provider.diff(vpcUrn, read?.outputs ?? {}, read?.inputs ?? {}, inputs, []);
    expect(back).to.deep.equal({ changed: ["enableDnsHostnames"], replaces: [], deleteBeforeReplace: false });
  });

  it("deletes, and reads nothing then", async () => {
    const provider = configured();
    const { id } = await provider.create(vpcUrn, { cidrBlock: "10.0.0.0/16" });

    await provider.delete(vpcUrn, id);

    expect(provider.read(vpcUrn, id, {})).to.equal(undefined);
    expect(aws().world.ofStack("parent")).to.deep.equal([]);
  });

  it("leaves out what the program ignores, also where it would replace", () => {
    const provider = configured();
    const before = { name: "table", billingMode: "PAY_PER_REQUEST", hashKey: "a", rangeKey: "b", attributes: [] };
    const after = { ...before, hashKey: "c", rangeKey: "d" };
    const diff = (...ignored: string[]) =>
      provider.diff(urnOf("aws:dynamodb/table:Table", "table"), before, before, after, ignored);

    const both = ["hashKey", "rangeKey"];
    expect(diff()).to.deep.equal({ changed: both, replaces: both, deleteBeforeReplace: true });
    expect(diff("hashKey")).to.deep.equal({ changed: ["rangeKey"], replaces: ["rangeKey"], deleteBeforeReplace: true });
    expect(diff(...both)).to.deep.equal({ changed: [], replaces: [], deleteBeforeReplace: false });
  });

  it("keeps the first refusal, in a sentence that names the resource", async () => {
    const provider = configured();
    const inputs = { name: "a", policy: policyText({ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }) };
    await provider.create(policyUrn, inputs);

    const first = await failure(provider.create(urnOf("aws:iam/policy:Policy", "twin"), inputs));
    await failure(provider.create(roleUrn, { name: "a", assumeRolePolicy: "{}" }));

    expect(provider.failure).to.equal(first);
    expect(first.message).to.equal(
      'the local AWS refused aws:iam/policy:Policy "twin" of stack parent, as AWS would: EntityAlreadyExists: A policy called a already exists.',
    );
  });
});
