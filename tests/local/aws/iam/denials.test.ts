import { expect } from "chai";
import { judge, judgeAtEndpoint, type Verdict } from "../../../../local/aws/iam/authorize";
import { serviceMayAssume } from "../../../../local/aws/iam/role-permissions";
import {
  allow,
  childAccount,
  eachTestOnItsOwnAws,
  lambdaTrust,
  parentAccount,
  policyText,
  put,
  putRole,
  region,
  trusting,
} from "../../support/local-aws";
import { through } from "../../support/studio-services";
import { inlinePolicy, managedPolicy } from "../../support/wanted";

const roleArn = `arn:aws:iam::${parentAccount}:role/Target`;
const childRoot = { AWS: `arn:aws:iam::${childAccount}:root` };
const assume = { Sid: "Assume", Effect: "Allow", Action: "sts:AssumeRole", Resource: roleArn };
const deny = { Sid: "Never", Effect: "Deny", Action: "sts:*", Resource: "*" };
const passing = { Sid: "Pass", Effect: "Allow", Principal: "*", Action: "sts:*", Resource: "*" };

interface Case {
  readonly what: string;
  readonly own?: readonly object[];
  readonly trust?: readonly object[];
  /** The one statement of the policy that is the caller's boundary. Default: it has none. */
  readonly boundary?: object;
  /** Statements of the endpoint's policy. */
  readonly passage?: readonly object[];
  readonly verdict: Verdict;
}

const everything = { Sid: "Any", Effect: "Allow", Action: "*", Resource: "*" };

const missing = (by: "VPC endpoint" | "identity-based" | "resource-based"): Verdict => ({
  allowed: false,
  by,
  reason: `because no ${by} policy allows the sts:AssumeRole action`,
});

const cases: readonly Case[] = [
  { what: "everybody allows it", verdict: { allowed: true } },
  { what: "nothing of the caller's own allows it", own: [], verdict: missing("identity-based") },
  {
    what: "the caller's own policy denies it",
    own: [assume, deny],
    verdict: { allowed: false, by: "identity-based", reason: "with an explicit deny in an identity-based policy" },
  },
  { what: "the caller's boundary allows it too", boundary: everything, verdict: { allowed: true } },
  {
    what: "only the caller's boundary allows it",
    own: [],
    boundary: everything,
    verdict: missing("identity-based"),
  },
  {
    what: "the caller's boundary doesn't name it",
    boundary: { ...everything, Action: "s3:*" },
    verdict: {
      allowed: false,
      by: "permissions boundary",
      reason: "because no permissions boundary allows the sts:AssumeRole action",
    },
  },
  {
    what: "the caller's boundary denies it",
    boundary: deny,
    verdict: {
      allowed: false,
      by: "permissions boundary",
      reason: "with an explicit deny in a permissions boundary",
    },
  },
  {
    what: "the resource's policy doesn't allow it",
    trust: [trusting({ AWS: `arn:aws:iam::${parentAccount}:root` })],
    verdict: missing("resource-based"),
  },
  {
    what: "the resource's policy denies it",
    trust: [trusting(childRoot), { Sid: "Nobody", Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }],
    verdict: { allowed: false, by: "resource-based", reason: "with an explicit deny in a resource-based policy" },
  },
  {
    what: "the resource's policy denies it to the caller's account",
    trust: [trusting(childRoot), { Sid: "Nobody", Effect: "Deny", Principal: childRoot, Action: "sts:AssumeRole" }],
    verdict: { allowed: false, by: "resource-based", reason: "with an explicit deny in a resource-based policy" },
  },
  {
    what: "the endpoint's policy names another action",
    passage: [{ ...passing, Action: "sts:TagSession" }],
    verdict: missing("VPC endpoint"),
  },
  {
    what: "neither the endpoint's nor the caller's own policy allows it",
    own: [],
    passage: [{ ...passing, Action: "sts:TagSession" }],
    verdict: missing("VPC endpoint"),
  },
  {
    what: "the endpoint's policy denies it",
    passage: [passing, { ...passing, Sid: "Never", Effect: "Deny" }],
    verdict: { allowed: false, by: "VPC endpoint", reason: "with an explicit deny in a VPC endpoint policy" },
  },
  {
    what: "the endpoint's policy doesn't allow it, and the caller's own denies it, which comes first",
    own: [assume, deny],
    passage: [{ ...passing, Action: "sts:TagSession" }],
    verdict: { allowed: false, by: "identity-based", reason: "with an explicit deny in an identity-based policy" },
  },
];

describe("What AWS tells a caller of a decision", () => {
  const aws = eachTestOnItsOwnAws();

  for (const { what, own = [assume], trust = [trusting(childRoot)], passage = [passing], boundary, verdict } of cases) {
    it(`is ${verdict.allowed ? "nothing" : `"${verdict.reason}"`} when ${what}`, async () => {
      if (boundary !== undefined) {
        await put(aws(), { ...managedPolicy("Limit", policyText(boundary)), account: childAccount });
      }
      const permissionsBoundary = boundary && `arn:aws:iam::${childAccount}:policy/Limit`;
      const caller = await putRole(aws(), childAccount, "Caller", lambdaTrust, { permissionsBoundary });
      for (const [index, statement] of own.entries()) {
        const policy = inlinePolicy(`Own${index + 1}`, "Caller", policyText(statement));
        await put(aws(), { ...policy, account: childAccount });
      }

      const told = await judge(aws().world, {
        session: aws().sessions.open(caller, "calling", 3600),
        via: through("vpce-0d00000000000001", `com.amazonaws.${region}.sts`, ...passage),
        action: "sts:AssumeRole",
        resource: { arn: roleArn, account: parentAccount, region },
        resourcePolicy: { name: "the trust policy of Target", document: JSON.parse(policyText(...trust)) },
      });

      expect(told).to.deep.equal(verdict);
    });
  }

  const identityPolicies: ReadonlyArray<readonly [what: string, statement: object, allowed: boolean]> = [
    ["names it", { ...passing, Action: "sts:GetCallerIdentity" }, true],
    ["names it in other letter case", { ...passing, Action: "STS:getcalleridentity" }, true],
    ["names it among others", { ...passing, Action: ["sts:TagSession", "sts:GetCaller*"] }, true],
    ["names every action but another", { ...passing, Action: undefined, NotAction: "sts:TagSession" }, true],
    ["names every action but this", { ...passing, Action: undefined, NotAction: "sts:Get*" }, false],
    ["names another", { ...passing, Action: "sts:AssumeRole" }, false],
    ["names a longer one", { ...passing, Action: "sts:GetCallerIdentity2" }, false],
    ["denies it", { ...passing, Effect: "Deny" }, false],
    [
      "wants another account",
      { ...passing, Condition: { StringEquals: { "aws:PrincipalAccount": parentAccount } } },
      false,
    ],
  ];
  for (const [what, statement, allowed] of identityPolicies) {
    it(`is ${allowed ? "who one is" : "a refusal of GetCallerIdentity"} where the endpoint's policy ${what}`, async () => {
      const caller = await putRole(aws(), childAccount, "Caller");
      await allow(aws(), caller, { Effect: "Deny", Action: "*", Resource: "*" });

      const verdict = await judgeAtEndpoint(aws().world, {
        session: aws().sessions.open(caller, "calling", 3600),
        via: through("vpce-0d00000000000001", `com.amazonaws.${region}.sts`, statement),
        action: "sts:GetCallerIdentity",
        region,
      });

      expect(verdict.allowed).to.equal(allowed);
    });
  }

  it("depends on the account that a service calls for, where a trust policy wants it", async () => {
    const trust = trusting(
      { Service: "sagemaker.amazonaws.com" },
      { StringEquals: { "aws:SourceAccount": parentAccount } },
    );
    const target = await putRole(aws(), parentAccount, "Target", policyText(trust));
    const asked = (context?: Readonly<Record<string, string>>) =>
      serviceMayAssume(aws().world, target, "sagemaker.amazonaws.com", context);

    expect(await asked({ "aws:SourceAccount": parentAccount })).to.equal(true);
    expect(await asked({ "aws:SourceAccount": childAccount })).to.equal(false);
    expect(await asked()).to.equal(false);
  });
});
