import { expect } from "chai";
import {
  type GeneratorTrust,
  generatorPolicy,
  generatorTrustPolicy,
} from "../../../infra/lob/policies/presigned-url-generator-policies";
import { studioTrustPolicy } from "../../../infra/lob/policies/studio-execution-policies";
import { simulate } from "../../../local/aws/iam/simulator";

/*
 * Who may become PresignedURLGenerator and what it may do then, decided by IAM's rules on the documents that the
 * components build.
 */

const roleArn = "arn:aws:iam::333333333333:role/PresignedURLGenerator";
const functionRole = "arn:aws:iam::111122223333:role/StudioPresignedUrl-shared";
const open: GeneratorTrust = { hubAccount: "111122223333", functionRoleArn: functionRole };
const inOrganization: GeneratorTrust = { ...open, organizationId: "o-exampleorg1" };

interface Caller {
  readonly role: string;
  readonly session?: string;
  readonly sourceIdentity?: string | undefined;
  readonly organizationId?: string | undefined;
}

const hubFunction: Caller = {
  role: functionRole,
  session: "user-lob-a",
  sourceIdentity: "user-lob-a",
  organizationId: "o-exampleorg1",
};

/** Asks whether a caller, whose own policies allow it, may become PresignedURLGenerator: STS asks for both actions. */
async function mayBecome(trust: GeneratorTrust, caller: Caller): Promise<boolean> {
  const { role, session = "user-lob-a", sourceIdentity, organizationId } = caller;
  const account = role.split(":")[4] ?? "";
  const actions = ["sts:AssumeRole", ...(sourceIdentity === undefined ? [] : ["sts:SetSourceIdentity"])];
  const results = await Promise.all(
    actions.map((action) =>
      simulate({
        principal: `arn:aws:sts::${account}:assumed-role/${role.split("/")[1]}/session`,
        action,
        resource: { arn: roleArn, account: "333333333333" },
        context: {
          "aws:PrincipalArn": role,
          ...(organizationId !== undefined && { "aws:PrincipalOrgID": organizationId }),
          ...(sourceIdentity !== undefined && { "sts:SourceIdentity": sourceIdentity }),
          ...(action === "sts:AssumeRole" && { "sts:RoleSessionName": session }),
        },
        identityPolicies: [
          {
            name: "Everything",
            document: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] },
          },
        ],
        resourcePolicy: { name: "the trust policy", document: generatorTrustPolicy(trust) },
      }),
    ),
  );
  return results.every(({ result }) => result === "Allowed");
}

const trustCases: readonly { title: string; trust: GeneratorTrust; caller: Caller; allowed: boolean }[] = [
  { title: "the hub's function for a named user", trust: inOrganization, caller: hubFunction, allowed: true },
  {
    title: "the hub's function where no organization is known",
    trust: open,
    caller: { ...hubFunction, organizationId: undefined },
    allowed: true,
  },
  {
    title: "the hub's function without a source identity",
    trust: inOrganization,
    caller: { ...hubFunction, sourceIdentity: undefined },
    allowed: false,
  },
  {
    title: "the hub's function after its account left the organization",
    trust: inOrganization,
    caller: { ...hubFunction, organizationId: undefined },
    allowed: false,
  },
  {
    title: "another role of the hub's account",
    trust: inOrganization,
    caller: { ...hubFunction, role: "arn:aws:iam::111122223333:role/StudioAuthorizer-shared" },
    allowed: false,
  },
  {
    title: "another role whose session is named like the function's role",
    trust: inOrganization,
    caller: { ...hubFunction, role: "arn:aws:iam::111122223333:role/Developer", session: "StudioPresignedUrl-shared" },
    allowed: false,
  },
  {
    title: "a role of that name in another LOB's account",
    trust: inOrganization,
    caller: { ...hubFunction, role: "arn:aws:iam::444444444444:role/StudioPresignedUrl-shared" },
    allowed: false,
  },
  {
    title: "Studio's execution role of the same account",
    trust: inOrganization,
    caller: { ...hubFunction, role: "arn:aws:iam::333333333333:role/SageMakerStudioExecution-lob-a" },
    allowed: false,
  },
];

describe("becoming PresignedURLGenerator", () => {
  for (const { title, trust, caller, allowed } of trustCases) {
    it(`is ${allowed ? "allowed" : "refused"} for ${title}`, async () => {
      expect(await mayBecome(trust, caller)).to.equal(allowed);
    });
  }
});

const apiEndpointId = "vpce-0aaaaaaaaaaaaaaaa";
const studioEndpointId = "vpce-0bbbbbbbbbbbbbbbb";
const profile = "user-profile/d-aaaaaaaaaaaa/user-lob-a";

const calls: readonly { title: string; action: string; on: string; through?: string; allowed: boolean }[] = [
  {
    title: "a URL made through the API's endpoint",
    action: "CreatePresignedDomainUrl",
    on: profile,
    through: apiEndpointId,
    allowed: true,
  },
  {
    title: "a URL used through Studio's endpoint",
    action: "CreatePresignedDomainUrl",
    on: profile,
    through: studioEndpointId,
    allowed: true,
  },
  {
    title: "a URL through another endpoint",
    action: "CreatePresignedDomainUrl",
    on: profile,
    through: "vpce-0cccccccccccccccc",
    allowed: false,
  },
  { title: "a URL from the internet", action: "CreatePresignedDomainUrl", on: profile, allowed: false },
  {
    title: "a URL of another domain of the account",
    action: "CreatePresignedDomainUrl",
    on: "user-profile/d-bbbbbbbbbbbb/user-lob-a",
    through: apiEndpointId,
    allowed: false,
  },
  {
    title: "a URL of a domain whose id begins alike",
    action: "CreatePresignedDomainUrl",
    on: "user-profile/d-aaaaaaaaaaaa2/user-lob-a",
    through: apiEndpointId,
    allowed: false,
  },
  {
    title: "the domains through the API's endpoint",
    action: "ListDomains",
    on: "*",
    through: apiEndpointId,
    allowed: true,
  },
  {
    title: "the domains through Studio's endpoint",
    action: "ListDomains",
    on: "*",
    through: studioEndpointId,
    allowed: false,
  },
  { title: "the domains from the internet", action: "ListDomains", on: "*", allowed: false },
  {
    title: "what a profile is",
    action: "DescribeUserProfile",
    on: profile,
    through: apiEndpointId,
    allowed: false,
  },
];

describe("PresignedURLGenerator", () => {
  for (const { title, action, on, through, allowed } of calls) {
    it(`is ${allowed ? "given" : "refused"} ${title}`, async () => {
      const { result } = await simulate({
        principal: "arn:aws:sts::333333333333:assumed-role/PresignedURLGenerator/user-lob-a",
        action: `sagemaker:${action}`,
        resource: { arn: on === "*" ? on : `arn:aws:sagemaker:eu-west-1:333333333333:${on}`, account: "333333333333" },
        context: { ...(through !== undefined && { "aws:SourceVpce": through }) },
        identityPolicies: [
          {
            name: "MakePresignedUrls",
            document: generatorPolicy({
              account: "333333333333",
              region: "eu-west-1",
              domainId: "d-aaaaaaaaaaaa",
              apiEndpointId,
              studioEndpointId,
            }),
          },
        ],
      });
      expect(result === "Allowed").to.equal(allowed);
    });
  }
});

const services = [
  {
    title: "SageMaker for the LOB's account",
    service: "sagemaker.amazonaws.com",
    account: "333333333333",
    allowed: true,
  },
  {
    title: "SageMaker for another account",
    service: "sagemaker.amazonaws.com",
    account: "444444444444",
    allowed: false,
  },
  { title: "another service", service: "lambda.amazonaws.com", account: "333333333333", allowed: false },
];

describe("becoming Studio's execution role", () => {
  for (const { title, service, account, allowed } of services) {
    it(`is ${allowed ? "allowed" : "refused"} for ${title}`, async () => {
      const { result } = await simulate({
        principal: service,
        action: "sts:AssumeRole",
        resource: {
          arn: "arn:aws:iam::333333333333:role/SageMakerStudioExecution-lob-a",
          account: "333333333333",
        },
        context: { "aws:SourceAccount": account, "sts:SourceIdentity": "user-lob-a" },
        identityPolicies: [],
        resourcePolicy: { name: "the trust policy", document: studioTrustPolicy("333333333333") },
      });
      expect(result === "Allowed").to.equal(allowed);
    });
  }
});
