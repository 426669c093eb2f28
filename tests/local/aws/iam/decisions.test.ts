import { expect } from "chai";
import { authorize } from "../../../../local/aws/iam/authorize";
import { serviceMayAssume } from "../../../../local/aws/iam/role-permissions";
import { simulate } from "../../../../local/aws/iam/simulator";
import { failure } from "../../support/failure";
import {
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
import { inlinePolicy } from "../../support/wanted";

const roleArn = `arn:aws:iam::${parentAccount}:role/Target`;
const childRoot = { AWS: `arn:aws:iam::${childAccount}:root` };
const parentRoot = { AWS: `arn:aws:iam::${parentAccount}:root` };
const wantsExternalId = (...ids: readonly string[]) => ({ StringEquals: { "sts:ExternalId": ids } });

const mayAssume = { Sid: "Assume", Effect: "Allow", Action: "sts:AssumeRole", Resource: roleArn };

interface Case {
  readonly what: string;
  /** Statements of the trust policy; unless told, the caller's account is trusted. */
  readonly trust?: readonly object[];
  /** Statements of the caller's own policies, one policy each; unless told, it may assume the role. */
  readonly own?: readonly object[];
  readonly context?: Readonly<Record<string, string>>;
  readonly allowed?: boolean;
  readonly decidedBy: string;
}

const cases: readonly Case[] = [
  {
    what: "both policies allow",
    allowed: true,
    decidedBy: "policy Own1 of Caller and the trust policy of Target",
  },
  {
    what: "a condition of each policy holds",
    trust: [trusting(childRoot, wantsExternalId("blue", "green"))],
    own: [{ ...mayAssume, Condition: { StringEquals: { "aws:RequestedRegion": region } } }],
    context: { "sts:ExternalId": "green" },
    allowed: true,
    decidedBy: "policy Own1 of Caller and the trust policy of Target",
  },
  { what: "the caller has no policy", own: [], decidedBy: "the policies of Caller: none names sts:AssumeRole" },
  {
    what: "the caller's policy names another action",
    own: [{ ...mayAssume, Action: "sts:TagSession" }],
    decidedBy: "the policies of Caller: none names sts:AssumeRole",
  },
  {
    what: "the caller's policy names another role",
    own: [{ ...mayAssume, Resource: `${roleArn}2` }],
    decidedBy: "the policies of Caller: Own1, statement Assume doesn't name the resource",
  },
  {
    what: "a condition of the caller's policy fails",
    own: [{ ...mayAssume, Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } }],
    decidedBy: `the policies of Caller: Own1, statement Assume requires aws:RequestedRegion StringEquals us-east-1, but the call has ${region}`,
  },
  {
    what: "the trust policy names another account",
    trust: [trusting(parentRoot)],
    decidedBy: `the trust policy of Target: statement Callers doesn't name account ${childAccount}`,
  },
  {
    what: "neither policy allows",
    trust: [trusting(parentRoot)],
    own: [],
    decidedBy: `the policies of Caller: none names sts:AssumeRole; the trust policy of Target: statement Callers doesn't name account ${childAccount}`,
  },
  {
    what: "the trust policy has no statement",
    trust: [],
    decidedBy: "the trust policy of Target: it has no statement",
  },
  {
    what: "the trust policy names another action",
    trust: [{ ...trusting(childRoot), Action: "sts:TagSession" }],
    decidedBy: "the trust policy of Target: statement Callers doesn't name the action",
  },
  {
    what: "the ExternalId is another",
    trust: [trusting(childRoot, wantsExternalId("blue"))],
    context: { "sts:ExternalId": "red" },
    decidedBy:
      "the trust policy of Target: statement Callers requires sts:ExternalId StringEquals blue, but the call has red",
  },
  {
    what: "the ExternalId is missing",
    trust: [trusting(childRoot, wantsExternalId("blue", "green"))],
    decidedBy:
      "the trust policy of Target: statement Callers requires sts:ExternalId StringEquals blue or green, but the call has none",
  },
  {
    what: "the ExternalId isn't one of many",
    trust: [trusting(childRoot, wantsExternalId("a1", "b2", "c3", "d4"))],
    context: { "sts:ExternalId": "red" },
    decidedBy:
      "the trust policy of Target: statement Callers requires sts:ExternalId StringEquals one of 4 values, but the call has red",
  },
  {
    what: "two conditions fail, one for want of its key",
    trust: [trusting(childRoot, { StringEquals: { "sts:ExternalId": "blue", "aws:PrincipalOrgID": "o-exampleorg1" } })],
    context: { "sts:ExternalId": "red" },
    decidedBy:
      "the trust policy of Target: statement Callers requires sts:ExternalId StringEquals blue, but the call has red; aws:PrincipalOrgID StringEquals o-exampleorg1, but the call has none",
  },
  {
    what: "the caller's own policy denies",
    own: [mayAssume, { Sid: "Never", Effect: "Deny", Action: "sts:*", Resource: "*" }],
    decidedBy: "the policies of Caller: statement Never denies it",
  },
  {
    what: "the trust policy denies",
    trust: [trusting(childRoot), { Sid: "Nobody", Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" }],
    decidedBy: "the trust policy of Target: statement Nobody denies it",
  },
  {
    what: "the trust policy denies the caller's account",
    trust: [trusting(childRoot), { Sid: "Nobody", Effect: "Deny", Principal: childRoot, Action: "sts:AssumeRole" }],
    decidedBy: "the trust policy of Target: statement Nobody denies it",
  },
  {
    what: "a condition key is written in lower case, and has another value",
    own: [{ ...mayAssume, Condition: { StringEquals: { "aws:requestedregion": "us-east-1" } } }],
    decidedBy: `the policies of Caller: Own1, statement Assume requires aws:requestedregion StringEquals us-east-1, but the call has ${region}`,
  },
];

describe("A decision of IAM", () => {
  const aws = eachTestOnItsOwnAws();

  async function decide({ trust = [trusting(childRoot)], own = [mayAssume], context = {} }: Partial<Case>) {
    const caller = await putRole(aws(), childAccount, "Caller");
    for (const [index, statement] of own.entries()) {
      await put(aws(), {
        ...inlinePolicy(`Own${index + 1}`, "Caller", policyText(statement)),
        account: childAccount,
      });
    }
    const mark = aws().world.trail.mark();
    const allowed = await authorize(aws().world, {
      session: aws().sessions.open(caller, "calling", 3600),
      action: "sts:AssumeRole",
      resource: { arn: roleArn, account: parentAccount, region },
      context,
      resourcePolicy: { name: "the trust policy of Target", document: JSON.parse(policyText(...trust)) },
    });
    return { allowed, events: aws().world.trail.since(mark) };
  }

  for (const { what, allowed = false, decidedBy, ...question } of cases) {
    it(`is ${allowed ? "yes" : "no"} when ${what}, and the trail records it`, async () => {
      const decision = await decide(question);

      expect(decision.allowed).to.equal(allowed);
      expect(decision.events).to.have.length(1);
      expect(decision.events[0]).to.include({
        caller: `arn:aws:sts::${childAccount}:assumed-role/Caller/calling`,
        action: "sts:AssumeRole",
        resource: roleArn,
        allowed,
        decidedBy,
      });
    });
  }

  it("is none where a condition key doesn't belong to the action", async () => {
    const error = await failure(decide({ context: { "sagemaker:ModelArn": "x" } }));

    expect(error.message).to.equal("IAM has no condition keys sagemaker:ModelArn for sts:AssumeRole");
  });

  const noPolicies = [
    { what: "text", document: "nonsense", why: "Policy must be an object, received type string" },
    { what: "a document without statements", document: {}, why: "Statement is required" },
    {
      what: "a document whose action has no service",
      document: JSON.parse(policyText({ ...mayAssume, Action: "AssumeRole" })),
      why: "Action must be a wildcard (*) or have 2 segments",
    },
  ];
  for (const { what, document, why } of noPolicies) {
    it(`is none where a policy is ${what}`, async () => {
      const question = {
        principal: `arn:aws:sts::${childAccount}:assumed-role/Caller/calling`,
        action: "sts:AssumeRole",
        resource: { arn: roleArn, account: parentAccount },
        context: {},
      };

      const own = await failure(simulate({ ...question, identityPolicies: [{ name: "Own", document }] }));
      const trust = await failure(
        simulate({ ...question, identityPolicies: [], resourcePolicy: { name: "Trust", document } }),
      );

      for (const { message } of [own, trust]) {
        expect(message.startsWith(`IAM can't evaluate sts:AssumeRole on ${roleArn}: `), message).to.equal(true);
        expect(message).to.include(why);
      }
    });
  }

  const services = [
    { what: "names the service", trust: lambdaTrust, allowed: true },
    {
      what: "names another service",
      trust: policyText(trusting({ Service: "sagemaker.amazonaws.com" })),
      allowed: false,
    },
    { what: "names the role's own account", trust: policyText(trusting(parentRoot)), allowed: false },
  ];
  for (const { what, trust, allowed } of services) {
    it(`${allowed ? "lets" : "doesn't let"} Lambda assume a role whose trust policy ${what}`, async () => {
      const target = await putRole(aws(), parentAccount, "Target", trust);

      expect(await serviceMayAssume(aws().world, target, "lambda.amazonaws.com")).to.equal(allowed);
    });
  }
});
