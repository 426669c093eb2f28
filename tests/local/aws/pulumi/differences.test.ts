import { expect } from "chai";
import fc from "fast-check";
import { checkInputs, differences, outputsOf } from "../../../../local/aws/pulumi/inputs";
import { failure } from "../../support/failure";
import { lambdaTrust, parentAccount, policyText, region } from "../../support/local-aws";

const nothing = { changed: [], replaces: [], deleteBeforeReplace: false };
const place = { stack: "stack", account: parentAccount, region };

/** What differs when a program asks for other inputs, and AWS has what it asked for before. */
const changeOf = (token: string, before: object, after: object) =>
  differences(token, {}, { ...before }, { ...before, ...after });

const endpoint = {
  vpcId: "vpc-1",
  serviceName: "com.amazonaws.eu-west-1.sts",
  vpcEndpointType: "Interface",
  subnetIds: ["subnet-1", "subnet-2"],
  policy: policyText({ Effect: "Allow", Action: ["sts:AssumeRole"] }),
  tags: { Name: "sts" },
};
const endpointToken = "aws:ec2/vpcEndpoint:VpcEndpoint";

describe("What other inputs change of a resource", () => {
  const changes: readonly { what: string; token?: string; before?: object; after: object; is: object }[] = [
    { what: "nothing", after: {}, is: nothing },
    { what: "another order of a set", after: { subnetIds: ["subnet-2", "subnet-1"] }, is: nothing },
    {
      what: "a policy in other words",
      after: { policy: policyText({ Action: "sts:AssumeRole", Effect: "Allow" }) },
      is: nothing,
    },
    { what: "a default, written down", after: { privateDnsEnabled: false, routeTableIds: [] }, is: nothing },
    { what: "another policy", after: { policy: policyText() }, is: { ...nothing, changed: ["policy"] } },
    { what: "one of a set", after: { subnetIds: ["subnet-1"] }, is: { ...nothing, changed: ["subnetIds"] } },
    { what: "a tag", after: { tags: { Name: "sts", Team: "a" } }, is: { ...nothing, changed: ["tags"] } },
    { what: "no tags", after: { tags: undefined }, is: { ...nothing, changed: ["tags"] } },
    {
      what: "what AWS can't change, of a resource without a name",
      after: { serviceName: "com.amazonaws.eu-west-1.kms" },
      is: { changed: ["serviceName"], replaces: ["serviceName"], deleteBeforeReplace: false },
    },
    {
      what: "what AWS can't change, by its default",
      after: { vpcEndpointType: undefined },
      is: { changed: ["vpcEndpointType"], replaces: ["vpcEndpointType"], deleteBeforeReplace: false },
    },
    {
      what: "the name itself",
      token: "aws:iam/role:Role",
      before: { name: "a", assumeRolePolicy: lambdaTrust },
      after: { name: "b" },
      is: { changed: ["name"], replaces: ["name"], deleteBeforeReplace: false },
    },
    {
      what: "what AWS can't change, of a resource that keeps its name",
      token: "aws:iam/policy:Policy",
      before: { name: "a", policy: policyText() },
      after: { description: "b" },
      is: { changed: ["description"], replaces: ["description"], deleteBeforeReplace: true },
    },
    {
      what: "an attachment of a policy, which would be undone with the old one",
      token: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      before: { role: "a", policyArn: "arn:a" },
      after: { policyArn: "arn:b" },
      is: { changed: ["policyArn"], replaces: ["policyArn"], deleteBeforeReplace: true },
    },
    {
      what: "a member of a member",
      token: "aws:dynamodb/table:Table",
      before: { name: "a", pointInTimeRecovery: { enabled: true } },
      after: { pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 } },
      is: { ...nothing, changed: ["pointInTimeRecovery"] },
    },
  ];

  for (const { what, token = endpointToken, before = endpoint, after, is } of changes) {
    it(`is shown for ${what}`, () => {
      expect(changeOf(token, before, after)).to.deep.equal(is);
    });
  }

  it("takes AWS's word for what the program left to it, and shows what was changed by hand besides", () => {
    const read = (state: object) =>
      outputsOf({ urn: "urn", type: endpointToken, id: "vpce-1", ...place, state: { ...endpoint, ...state } });

    expect(differences(endpointToken, read({ securityGroupIds: ["sg-default"] }), endpoint, endpoint)).to.deep.equal(
      nothing,
    );
    expect(differences(endpointToken, read({ tags: {} }), endpoint, endpoint).changed).to.deep.equal(["tags"]);
    expect(differences(endpointToken, read({ privateDnsEnabled: true }), endpoint, endpoint).changed).to.deep.equal([
      "privateDnsEnabled",
    ]);
  });

  it("takes AWS's word for a part of an item that the program left to it", () => {
    const token = "aws:route53/resolverEndpoint:ResolverEndpoint";
    const asked = { direction: "OUTBOUND", ipAddresses: [{ subnetId: "a" }, { subnetId: "a", ip: "10.0.0.9" }] };
    const has = (...ips: readonly string[]) => ({ ...asked, ipAddresses: ips.map((ip) => ({ subnetId: "a", ip })) });

    expect(differences(token, has("10.0.0.9", "10.0.0.4"), asked, asked)).to.deep.equal(nothing);
    expect(differences(token, has("10.0.0.5", "10.0.0.4"), asked, asked).changed).to.deep.equal(["ipAddresses"]);
  });

  it("is nothing after AWS gave a set back in its own order, and shows every item more or less", () => {
    const ids = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(ids, ([first, ...others]) => {
        const subnetIds = [first, ...others];
        const asked = { ...endpoint, subnetIds };
        const state = outputsOf({ urn: "urn", type: endpointToken, id: "vpce-1", ...place, state: asked });

        expect(state.subnetIds).to.have.members(subnetIds).and.not.to.deep.equal(subnetIds);
        expect(differences(endpointToken, state, asked, asked)).to.deep.equal(nothing);
        expect(differences(endpointToken, state, asked, { ...asked, subnetIds: others }).changed).to.deep.equal([
          "subnetIds",
        ]);
      }),
    );
  });

  it("is asked only of known types and inputs", async () => {
    const request = { urn: "urn", name: "a", ...place, type: "aws:sqs/queue:Queue", inputs: {} };
    const check = async (changed: object) => checkInputs({ ...request, ...changed });

    expect((await failure(check({}))).message).to.equal(
      'aws:sqs/queue:Queue "a" in stack stack is a type that the local AWS doesn\'t know: add it to its service in local/aws',
    );
    expect(() => differences("aws:sqs/queue:Queue", {}, {}, {})).to.throw("aws:sqs/queue:Queue is a type that");
    const role = { type: "aws:iam/role:Role", inputs: { name: "a", assumeRolePolicy: lambdaTrust, boundary: "b" } };
    expect((await failure(check(role))).message).to.include("inputs that the local AWS doesn't understand: boundary");
  });
});
