import { expect } from "chai";
import * as fc from "fast-check";
import { invokeEndpointPolicy } from "../../../infra/access/policies/invoke-endpoint-policy";
import {
  fittingTrustPolicy,
  type InvokeTrust,
  invokeTrustPolicyForms,
} from "../../../infra/access/policies/invoke-trust-policy";
import { assumeInvokeRolePolicy } from "../../../infra/access/policies/invoker-policies";
import type { PolicyDocument } from "../../../infra/support/policy-document";
import { explain } from "../../../local/aws/iam/explain";
import { simulate } from "../../../local/aws/iam/simulator";

/*
 * Who may do what, decided by IAM's rules on the documents that the components build. What these cases don't prove:
 * that the documents reach AWS (tests/flows does, on the local AWS).
 */

const roleArn = "arn:aws:iam::222222222222:role/SageMakerExternal";
const organization = { id: "o-exampleorg1", path: "o-exampleorg1/r-ab12/ou-ab12-11111111/" };

interface Caller {
  readonly account: string;
  readonly role?: string;
  readonly session?: string;
  readonly externalId?: string | undefined;
  readonly organization?: { readonly id: string; readonly path: string } | undefined;
}

/** Asks whether a caller, whose own policies allow it, may assume the parent's role. */
async function mayAssume(trust: PolicyDocument, caller: Caller): Promise<string> {
  const { account, role = "SageMakerInvoker-child", session = "invoke-endpoint-child" } = caller;
  const question = {
    principal: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    action: "sts:AssumeRole",
    resource: { arn: roleArn, account: "222222222222" },
    context: {
      "aws:PrincipalArn": `arn:aws:iam::${account}:role/${role}`,
      "aws:PrincipalAccount": account,
      ...(caller.organization && {
        "aws:PrincipalOrgID": caller.organization.id,
        "aws:PrincipalOrgPaths": [caller.organization.path],
      }),
      ...(caller.externalId !== undefined && { "sts:ExternalId": caller.externalId }),
    },
    identityPolicies: [{ name: "AllowAssumeSagemakerExternalRole", document: assumeInvokeRolePolicy(roleArn) }],
    resourcePolicy: { name: "the trust policy", document: trust },
  };
  const analysis = await simulate(question);
  return analysis.result === "Allowed" ? "allowed" : explain(analysis, question, role);
}

const listed = { children: ["333333333333"], externalId: "222222222222" };
const inOrganization = { ...listed, organizationId: organization.id };
const whole = { ...inOrganization, children: "organization" } as const;
const inUnit = { ...whole, organizationPaths: [`${organization.path}*`] };
const good = { account: "333333333333", externalId: "222222222222", organization };

const trustCases: readonly { title: string; trust: InvokeTrust; caller: Caller; verdict: string }[] = [
  {
    title: "a listed child's invoking role with the ExternalId",
    trust: inOrganization,
    caller: good,
    verdict: "allowed",
  },
  {
    title: "the account next to a listed one",
    trust: inOrganization,
    caller: { ...good, account: "333333333334" },
    verdict: "the trust policy: statement InvokingRoles doesn't name account 333333333334",
  },
  {
    title: "a listed child without an ExternalId",
    trust: listed,
    caller: { ...good, externalId: undefined },
    verdict:
      "the trust policy: statement InvokingRoles requires sts:ExternalId StringEquals 222222222222, but the call has none",
  },
  {
    title: "a listed child with another ExternalId",
    trust: listed,
    caller: { ...good, externalId: "333333333333" },
    verdict:
      "the trust policy: statement InvokingRoles requires sts:ExternalId StringEquals 222222222222, but the call has 333333333333",
  },
  {
    title: "a child with the new ExternalId while both are taken",
    trust: { ...listed, externalId: "team-7", previousExternalId: "222222222222" },
    caller: { ...good, externalId: "team-7" },
    verdict: "allowed",
  },
  {
    title: "a child with the ExternalId before it while both are taken",
    trust: { ...listed, externalId: "team-7", previousExternalId: "222222222222" },
    caller: good,
    verdict: "allowed",
  },
  {
    title: "a child with a third ExternalId while two are taken",
    trust: { ...listed, externalId: "team-7", previousExternalId: "222222222222" },
    caller: { ...good, externalId: "team-8" },
    verdict:
      "the trust policy: statement InvokingRoles requires sts:ExternalId StringEquals team-7 or 222222222222, but the call has team-8",
  },
  {
    title: "another role of a listed child",
    trust: listed,
    caller: { ...good, role: "Developer" },
    verdict:
      "the trust policy: statement InvokingRoles requires aws:PrincipalArn ArnLike arn:aws:iam::*:role/SageMakerInvoker-*, but the call has arn:aws:iam::333333333333:role/Developer",
  },
  {
    title: "another role of a listed child whose session is named like an invoking role",
    trust: listed,
    caller: { ...good, role: "Developer", session: "SageMakerInvoker-child" },
    verdict:
      "the trust policy: statement InvokingRoles requires aws:PrincipalArn ArnLike arn:aws:iam::*:role/SageMakerInvoker-*, but the call has arn:aws:iam::333333333333:role/Developer",
  },
  {
    title: "a listed child that left the organization",
    trust: inOrganization,
    caller: { ...good, organization: undefined },
    verdict:
      "the trust policy: statement InvokingRoles requires aws:PrincipalOrgID StringEquals o-exampleorg1, but the call has none",
  },
  {
    title: "any account of a wholly trusted organization",
    trust: whole,
    caller: { ...good, account: "777777777777" },
    verdict: "allowed",
  },
  {
    title: "an account of another organization where a whole one is trusted",
    trust: whole,
    caller: { ...good, organization: { id: "o-otherorg22", path: "o-otherorg22/r-ab12/" } },
    verdict:
      "the trust policy: statement InvokingRoles requires aws:PrincipalOrgID StringEquals o-exampleorg1, but the call has o-otherorg22",
  },
  { title: "an account in a trusted unit", trust: inUnit, caller: good, verdict: "allowed" },
  {
    title: "an account in the unit beside a trusted one",
    trust: inUnit,
    caller: { ...good, organization: { ...organization, path: "o-exampleorg1/r-ab12/ou-ab12-22222222/" } },
    verdict:
      "the trust policy: statement InvokingRoles requires aws:PrincipalOrgPaths ForAnyValue:StringLike o-exampleorg1/r-ab12/ou-ab12-11111111/*, but the call has o-exampleorg1/r-ab12/ou-ab12-22222222/",
  },
];

describe("assuming SageMakerExternal", () => {
  for (const { title, trust, caller, verdict } of trustCases) {
    it(`is ${verdict === "allowed" ? "allowed" : "refused"} for ${title}`, async () => {
      expect(await mayAssume(invokeTrustPolicyForms(trust)[0], caller)).to.equal(verdict);
    });
  }

  it("is refused for account 201 of the organization when 200 are listed, and allowed for each of the 200", async () => {
    const children = Array.from({ length: 200 }, (_, index) => String(300_000_000_000 + index));
    const trust = fittingTrustPolicy({ children, externalId: "222222222222", organizationId: organization.id }, 4096);
    if ("shortest" in trust) {
      throw new Error("200 accounts should fit into a raised quota");
    }
    for (const account of children) {
      expect(await mayAssume(trust, { ...good, account })).to.equal("allowed");
    }
    expect(await mayAssume(trust, { ...good, account: "300000000200" })).to.equal(
      "the trust policy: statement InvokingRoles requires aws:PrincipalAccount StringEquals one of 200 values, but the call has 300000000200",
    );
  });

  it("is decided alike by the named and the compact form", async () => {
    const account = fc.integer({ min: 100_000_000_000, max: 100_000_000_040 }).map(String);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(account, { minLength: 1, maxLength: 20 }), account, async (children, asking) => {
        const forms = invokeTrustPolicyForms({ children, externalId: "222222222222" });
        expect(forms).to.have.length(2);
        for (const form of forms) {
          expect((await mayAssume(form, { ...good, account: asking })) === "allowed").to.equal(
            children.includes(asking),
          );
        }
      }),
      { numRuns: 100 },
    );
  });
});

const parentPlace = { account: "222222222222", region: "eu-west-1" };
const oneEndpoint = { ...parentPlace, endpoints: ["Iris"], inferenceComponents: [], streaming: false };
const vpcEndpointId = "vpce-0123456789abcdef0";

const invokeCases = [
  { title: "a named endpoint", permission: oneEndpoint, resource: "endpoint/Iris", allowed: true },
  {
    title: "a named endpoint as SageMaker spells its ARN",
    permission: oneEndpoint,
    resource: "endpoint/iris",
    allowed: true,
  },
  { title: "an endpoint that only begins alike", permission: oneEndpoint, resource: "endpoint/iris-2", allowed: false },
  {
    title: "an inference component that isn't named",
    permission: oneEndpoint,
    resource: "inference-component/iris",
    allowed: false,
  },
  {
    title: "an endpoint of another region",
    permission: { ...oneEndpoint, region: "eu-west-2" },
    resource: "endpoint/iris",
    allowed: false,
  },
  {
    title: "any endpoint where all are shared",
    permission: { ...oneEndpoint, endpoints: "all" as const },
    resource: "endpoint/churn",
    allowed: true,
  },
  {
    title: "a stream where streaming is off",
    permission: oneEndpoint,
    resource: "endpoint/iris",
    action: "sagemaker:InvokeEndpointWithResponseStream",
    allowed: false,
  },
  {
    title: "a stream where streaming is on",
    permission: { ...oneEndpoint, streaming: true },
    resource: "endpoint/iris",
    action: "sagemaker:InvokeEndpointWithResponseStream",
    allowed: true,
  },
  {
    title: "a call through the one VPC endpoint",
    permission: { ...oneEndpoint, vpcEndpointId },
    resource: "endpoint/iris",
    vpce: vpcEndpointId,
    allowed: true,
  },
  {
    title: "a call through another VPC endpoint",
    permission: { ...oneEndpoint, vpcEndpointId },
    resource: "endpoint/iris",
    vpce: "vpce-0fedcba9876543210",
    allowed: false,
  },
  {
    title: "a call from the internet where one VPC endpoint is demanded",
    permission: { ...oneEndpoint, vpcEndpointId },
    resource: "endpoint/iris",
    allowed: false,
  },
  {
    title: "deleting a named endpoint",
    permission: oneEndpoint,
    resource: "endpoint/iris",
    action: "sagemaker:DeleteEndpoint",
    allowed: false,
  },
];

describe("what SageMakerExternal may do", () => {
  for (const { title, permission, resource, action = "sagemaker:InvokeEndpoint", vpce, allowed } of invokeCases) {
    it(`${allowed ? "allows" : "refuses"} ${title}`, async () => {
      const { result } = await simulate({
        principal: "arn:aws:sts::222222222222:assumed-role/SageMakerExternal/invoke-endpoint-child",
        action,
        resource: { arn: `arn:aws:sagemaker:eu-west-1:222222222222:${resource}`, account: "222222222222" },
        context: { ...(vpce !== undefined && { "aws:SourceVpce": vpce }) },
        identityPolicies: [{ name: "SageMakerExternalInvokeEndpoint", document: invokeEndpointPolicy(permission) }],
      });
      expect(result === "Allowed").to.equal(allowed);
    });
  }
});
