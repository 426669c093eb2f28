import { expect } from "chai";
import { check, mistakesIn } from "../../../common/validation";
import { CrossAccountInvokeRole } from "../../../infra/access/cross-account-invoke-role";
import type { CrossAccountInvokeRoleArgs } from "../../../infra/access/cross-account-invoke-role-arguments";
import { invokeRoleArguments } from "../../../infra/access/cross-account-invoke-role-arguments";
import { evaluate, only } from "../../support/evaluate";
import { messageOf, refused } from "../../support/refused";

const args = {
  account: "222222222222",
  region: "eu-west-1",
  children: ["333333333333"],
  endpoints: ["iris"],
} satisfies CrossAccountInvokeRoleArgs;

function accounts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(300_000_000_000 + index));
}

function register(overrides: Partial<CrossAccountInvokeRoleArgs> = {}, preview = false) {
  return evaluate(() => {
    new CrossAccountInvokeRole("invoke", { ...args, ...overrides });
  }, preview);
}

function refusal(overrides: Partial<CrossAccountInvokeRoleArgs>): Promise<string> {
  return messageOf(() => register(overrides));
}

function trustOf(resources: Awaited<ReturnType<typeof register>>): unknown {
  return JSON.parse(String(only(resources, "aws:iam/role:Role").inputs.assumeRolePolicy));
}

describe("CrossAccountInvokeRole", () => {
  it("registers the role and its policy, attached, and nothing else", async () => {
    const resources = await register();
    expect(resources.map(({ type, name }) => `${type} ${name}`)).to.have.members([
      "sagemaker-multi-account:access:CrossAccountInvokeRole invoke",
      "aws:iam/role:Role invoke-role",
      "aws:iam/policy:Policy invoke-policy",
      "aws:iam/rolePolicyAttachment:RolePolicyAttachment invoke-attachment",
    ]);
    expect(only(resources, "invoke-role").inputs).to.include({
      name: "SageMakerExternal",
      description: "Assumed by roles SageMakerInvoker-* of child accounts to invoke SageMaker endpoints",
      maxSessionDuration: 3600,
    });
    expect(only(resources, "invoke-policy").inputs).to.include({
      name: "SageMakerExternalInvokeEndpoint",
      description: "Invoke the SageMaker endpoints that this account shares with its children",
    });
    expect(only(resources, "invoke-attachment").inputs).to.deep.equal({
      role: "SageMakerExternal",
      policyArn: "arn:mock:invoke-policy",
    });
  });

  it("requires the parent's account id as ExternalId by default", async () => {
    expect(trustOf(await register())).to.have.nested.property(
      "Statement[0].Condition.StringEquals.sts:ExternalId",
      "222222222222",
    );
    expect(trustOf(await register({ externalId: "team-7" }))).to.have.nested.property(
      "Statement[0].Condition.StringEquals.sts:ExternalId",
      "team-7",
    );
  });

  it("accepts a previous ExternalId too if configured, also the default one", async () => {
    const change = { externalId: "team-7", previousExternalId: "222222222222" };
    expect(trustOf(await register(change))).to.have.deep.nested.property(
      "Statement[0].Condition.StringEquals.sts:ExternalId",
      ["team-7", "222222222222"],
    );
  });

  const inPaths = (...paths: string[]) => ({ "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": paths } });
  const organizations: readonly { title: string; overrides: Partial<CrossAccountInvokeRoleArgs>; condition: object }[] =
    [
      {
        title: "an organization",
        overrides: { organizationId: "o-exampleorg1" },
        condition: {},
      },
      {
        title: "paths of any organization",
        overrides: { organizationPaths: ["o-exampleorg1/r-ab12/*", "o-otherorg22/r-cd34/*"] },
        condition: inPaths("o-exampleorg1/r-ab12/*", "o-otherorg22/r-cd34/*"),
      },
      {
        title: "an organization's own paths",
        overrides: { organizationId: "o-exampleorg1", organizationPaths: ["o-exampleorg1/r-ab12/*"] },
        condition: inPaths("o-exampleorg1/r-ab12/*"),
      },
    ];
  for (const { title, overrides, condition } of organizations) {
    it(`trusts ${title} with children: organization`, async () => {
      const id = overrides.organizationId;
      expect(trustOf(await register({ ...overrides, children: "organization" }))).to.deep.nested.include({
        "Statement[0].Principal": { AWS: "*" },
        "Statement[0].Condition": {
          StringEquals: { "sts:ExternalId": "222222222222", ...(id !== undefined && { "aws:PrincipalOrgID": id }) },
          ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/SageMakerInvoker-*" },
          ...condition,
        },
      });
    });
  }

  /** Names of endpoints whose policy has 6144 characters, and a number more. */
  function endpointsOf(more: number): string[] {
    const longest = Array.from({ length: 51 }, (_, index) => `e${index + 10}`.padEnd(63, "x"));
    return [...longest, "x".repeat(43 + more)];
  }

  it("takes endpoints up to the last character that a managed policy holds, and not one more", async () => {
    const policy = String(only(await register({ endpoints: endpointsOf(0) }), "invoke-policy").inputs.policy);
    expect(policy).to.have.length(6144);
    expect(await refusal({ endpoints: endpointsOf(1) })).to.include(
      "endpoints needs a policy of 6145 characters, and IAM takes at most 6144: name fewer, or write all",
    );
  });

  for (const { given, said } of [
    { given: { children: undefined }, said: /^children is not set: / },
    {
      given: { organizationPaths: "o-exampleorg1/r-ab12/*" },
      said: /^organizationPaths is "o-exampleorg1\/r-ab12\/\*": list organization paths, such as \["o-exampleorg1\/r-ab12\/\*"\]$/,
    },
  ]) {
    it(`reports what is wrong with ${JSON.stringify(given)}, which a config can hold, and looks no further`, () => {
      const found = mistakesIn(check(invokeRoleArguments, { ...args, ...given }));
      expect(found.map(({ property, reason }) => `${property} ${reason}`).join("\n")).to.match(said);
    });
  }

  it("previews before anything exists", async () => {
    expect(await register({}, true)).to.have.length(4);
  });

  it("writes a long list in the compact form, and no other account in", async () => {
    const children = accounts(60);
    expect(trustOf(await register({ children }))).to.have.deep.nested.property(
      "Statement[0].Condition.StringEquals.aws:PrincipalAccount",
      children,
    );
  });

  it("takes 200 children where the quota was raised", async () => {
    expect(trustOf(await register({ children: accounts(200), trustPolicyLimit: 4096 }))).to.have.deep.nested.property(
      "Statement[0].Condition.StringEquals.aws:PrincipalAccount",
      accounts(200),
    );
  });

  const refusals: readonly {
    title: string;
    overrides: Partial<CrossAccountInvokeRoleArgs>;
    lines: readonly string[];
  }[] = [
    {
      title: "200 children under the usual quota, with the length and the ways out",
      overrides: { children: accounts(200) },
      lines: [
        "children needs a trust policy of 3289 characters for 200 accounts in its shortest form, and the limit is 2048: have the quota raised (up to 8192) and set trustPolicyLimit, shorten the lists, or write organization and narrow it by organizationPaths",
      ],
    },
    {
      title: "the word organization without an organization",
      overrides: { children: "organization" },
      lines: [
        'children is "organization": there is no organization to trust; set organizationArn or organizationPaths, or list account ids',
      ],
    },
    {
      title: "an organization with more paths than a trust policy holds",
      overrides: {
        children: "organization",
        organizationPaths: Array.from({ length: 80 }, (_, index) => `o-exampleorg1/r-ab${index + 10}/*`),
      },
      lines: [
        "children needs a trust policy of 2317 characters for the organization in its shortest form, and the limit is 2048: have the quota raised (up to 8192) and set trustPolicyLimit, shorten the lists, or write organization and narrow it by organizationPaths",
      ],
    },
    {
      title: "no children",
      overrides: { children: [] },
      lines: [
        "children is empty: nobody could invoke; list account ids in quotes, or write organization to trust every account of organizationArn",
      ],
    },
    {
      title: "the parent's own account among the children",
      overrides: { children: ["222222222222"] },
      lines: [
        "children has 222222222222, the parent's own account, whose callers need no cross-account role; remove it",
      ],
    },
    {
      title: "no endpoints",
      overrides: { endpoints: [] },
      lines: ["endpoints is empty: there would be nothing to invoke; list endpoint names, or write all"],
    },
    {
      title: "more endpoints than a managed policy holds",
      overrides: { endpoints: Array.from({ length: 100 }, (_, index) => `endpoint-with-a-name-${index}`) },
      lines: ["endpoints needs a policy of 7722 characters, and IAM takes at most 6144: name fewer, or write all"],
    },
    {
      title: "a path of another organization",
      overrides: { organizationId: "o-exampleorg1", organizationPaths: ["o-otherorg22/r-ab12/*"] },
      lines: [
        'organizationPaths has "o-otherorg22/r-ab12/*", which isn\'t in o-exampleorg1: no caller is in both; correct one of the two',
      ],
    },
    {
      title: "a path of an organization whose id only begins alike",
      overrides: { organizationId: "o-exampleorg1", organizationPaths: ["o-exampleorg12/r-ab12/*"] },
      lines: [
        'organizationPaths has "o-exampleorg12/r-ab12/*", which isn\'t in o-exampleorg1: no caller is in both; correct one of the two',
      ],
    },
    {
      title: "an ExternalId before this one that is this one",
      overrides: { externalId: "team-7", previousExternalId: "team-7" },
      lines: ['previousExternalId is "team-7", the same as externalId: give the earlier one, or remove it'],
    },
    {
      title: "the parent's account id as the one before, where it is the ExternalId by default",
      overrides: { previousExternalId: "222222222222" },
      lines: ['previousExternalId is "222222222222", the same as externalId: give the earlier one, or remove it'],
    },
    {
      title: "everything that is wrong, at once",
      overrides: {
        account: "2222",
        children: ["333333333333", "33", "333333333333"],
        endpoints: ["-iris"],
        externalId: "x",
        previousExternalId: "y",
        organizationId: "exampleorg",
        trustPolicyLimit: 9000,
        vpcEndpointId: "vpc-1",
      },
      lines: [
        'account is "2222": an account id has 12 digits, and this has 4',
        'children[1] is "33": an account id has 12 digits, and this has 2',
        'children[2] is "333333333333", which is listed already: remove one of the two',
        'endpoints[0] is "-iris": SageMaker takes 1 to 63 letters, digits and hyphens, starting and ending with a letter or digit',
        'externalId is "x": an ExternalId has 2 to 1224 letters, digits and _+=,.@:/-',
        'previousExternalId is "y": an ExternalId has 2 to 1224 letters, digits and _+=,.@:/-',
        'organizationId is "exampleorg": an organization\'s id is o- and 10 to 32 lower-case letters and digits',
        "trustPolicyLimit is 9000: a trust policy has 2048 characters, or more if the account's quota was raised; give a whole number from 2048 to 8192",
        'vpcEndpointId is "vpc-1": a VPC endpoint\'s id is vpce- and 8 to 17 hexadecimal digits',
      ],
    },
  ];
  for (const { title, overrides, lines } of refusals) {
    it(`refuses ${title}`, async () => {
      expect(await refusal(overrides)).to.equal(refused('CrossAccountInvokeRole "invoke"', ...lines));
    });
  }
});
