import { expect } from "chai";
import { type GeneratorAccounts, presignedUrlPolicies } from "../../../infra/access/policies/presigned-url-policies";
import { studioApiPolicy } from "../../../infra/access/policies/studio-api-policy";
import { simulate } from "../../../local/aws/iam/simulator";

/*
 * Who passes the API's policy, and what the presigned-URL function may do, decided by IAM's rules on the documents that
 * the components build. What these cases don't prove: that API Gateway asks the authorizer as well (tests/flows does).
 */

const hub = { account: "111122223333", region: "eu-west-1" };
const endpointId = "vpce-0123456789abcdef0";
const otherEndpointId = "vpce-0fedcba9876543210";
const apiPolicy = studioApiPolicy({ ...hub, apiId: "a1b2c3d4e5", endpointId });
const api = "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3d4e5";
const ownPath = `${api}/studio/GET/user-lob-a`;

/** What an authorizer that lets everybody do everything would answer. */
const generousAuthorizer = {
  Version: "2012-10-17",
  Statement: [{ Sid: "Everything", Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" }],
};

const caller = "arn:aws:sts::111122223333:assumed-role/Anybody/session";

const apiCases: readonly {
  title: string;
  resource?: string;
  principal?: string;
  vpce?: string | undefined;
  authorizer?: object;
  verdict: string;
}[] = [
  {
    title: "a bearer of a token through the hub's endpoint, where the authorizer allows it",
    principal: caller,
    authorizer: generousAuthorizer,
    verdict: "Allowed",
  },
  { title: "anybody whom the authorizer doesn't allow, through the hub's endpoint", verdict: "ImplicitlyDenied" },
  { title: "a bearer of a token through another endpoint", vpce: otherEndpointId, verdict: "ExplicitlyDenied" },
  { title: "a bearer of a token through no endpoint", vpce: undefined, verdict: "ExplicitlyDenied" },
  {
    title: "another endpoint, even where the authorizer allows everything",
    principal: caller,
    vpce: otherEndpointId,
    authorizer: generousAuthorizer,
    verdict: "ExplicitlyDenied",
  },
  {
    title: "no endpoint, even where the authorizer allows everything",
    principal: caller,
    vpce: undefined,
    authorizer: generousAuthorizer,
    verdict: "ExplicitlyDenied",
  },
];

describe("the Studio API's policy", () => {
  for (const { title, resource = ownPath, principal = "anonymous", authorizer, verdict, ...rest } of apiCases) {
    const vpce = "vpce" in rest ? rest.vpce : endpointId;
    it(`${verdict === "Allowed" ? "lets in" : "keeps out"} ${title}`, async () => {
      const { result } = await simulate({
        principal,
        action: "execute-api:Invoke",
        resource: { arn: resource, account: hub.account },
        context: { ...(vpce !== undefined && { "aws:SourceVpce": vpce }) },
        identityPolicies: authorizer === undefined ? [] : [{ name: "the authorizer", document: authorizer }],
        resourcePolicy: { name: "the API's policy", document: apiPolicy },
      });
      expect(result).to.equal(verdict);
    });
  }
});

const tables = { usersTable: "studio-users-shared", lobsTable: "studio-lobs-shared" };
const role = "arn:aws:sts::111122223333:assumed-role/StudioPresignedUrl-shared/studio-presigned-url-shared";

async function mayDo(
  whom: GeneratorAccounts,
  action: string,
  resource: { readonly arn: string; readonly account: string },
  context: Readonly<Record<string, string>> = {},
): Promise<boolean> {
  const { result } = await simulate({
    principal: role,
    action,
    resource,
    context,
    identityPolicies: Object.entries(presignedUrlPolicies({ ...hub, ...tables, ...whom })).map(([name, document]) => ({
      name,
      document,
    })),
    ...(action.startsWith("sts:") && {
      resourcePolicy: { name: "a trust policy of whatever role", document: trusting },
    }),
  });
  return result === "Allowed";
}

/** A role that trusts the hub's account, so that the function's own policies decide. */
const trusting = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "Hub",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::111122223333:root" },
      Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
    },
  ],
};

const listed = { accounts: ["333333333333", "444444444444"] };
const inOrganization = { ...listed, organizationId: "o-exampleorg1" };

const assumeCases: readonly {
  title: string;
  whom: GeneratorAccounts;
  account: string;
  roleName?: string;
  organization?: string;
  allowed: boolean;
}[] = [
  { title: "a listed LOB's generator", whom: listed, account: "444444444444", allowed: true },
  { title: "a generator of an account that isn't listed", whom: listed, account: "555555555555", allowed: false },
  { title: "another role of a listed LOB", whom: listed, account: "444444444444", roleName: "Admin", allowed: false },
  {
    title: "a role of a listed LOB whose name only begins alike",
    whom: listed,
    account: "444444444444",
    roleName: "PresignedURLGenerator2",
    allowed: false,
  },
  {
    title: "a generator of any account of the organization",
    whom: inOrganization,
    account: "555555555555",
    organization: "o-exampleorg1",
    allowed: true,
  },
  {
    title: "a generator of another organization",
    whom: inOrganization,
    account: "555555555555",
    organization: "o-otherorg22",
    allowed: false,
  },
  {
    title: "a generator of an account without an organization",
    whom: inOrganization,
    account: "333333333333",
    allowed: false,
  },
  {
    title: "another role of the organization",
    whom: inOrganization,
    account: "333333333333",
    roleName: "Admin",
    organization: "o-exampleorg1",
    allowed: false,
  },
];

describe("the presigned-URL function", () => {
  for (const { title, whom, account, roleName = "PresignedURLGenerator", organization, allowed } of assumeCases) {
    it(`${allowed ? "may" : "may not"} assume ${title} with the user's name as source identity`, async () => {
      for (const action of ["sts:AssumeRole", "sts:SetSourceIdentity"]) {
        const arn = `arn:aws:iam::${account}:role/${roleName}`;
        const context = organization === undefined ? {} : { "aws:ResourceOrgID": organization };
        expect(await mayDo(whom, action, { arn, account }, context)).to.equal(allowed);
      }
    });
  }

  const table = (name: string) => ({
    arn: `arn:aws:dynamodb:eu-west-1:111122223333:table/${name}`,
    account: hub.account,
  });

  it("may read a row of either table", async () => {
    for (const name of Object.values(tables)) {
      expect(await mayDo(listed, "dynamodb:GetItem", table(name)), name).to.equal(true);
    }
  });

  for (const action of [
    "BatchGetItem",
    "BatchWriteItem",
    "DeleteItem",
    "DeleteTable",
    "DescribeTable",
    "PutItem",
    "Query",
    "Scan",
    "UpdateItem",
  ]) {
    it(`may not ${action} on the tables`, async () => {
      for (const name of Object.values(tables)) {
        expect(await mayDo(listed, `dynamodb:${action}`, table(name)), name).to.equal(false);
      }
    });
  }

  it("may not read another table", async () => {
    expect(await mayDo(listed, "dynamodb:GetItem", table("studio-users-dev-shared"))).to.equal(false);
  });

  it("has no right to make the URL itself", async () => {
    const profile = "arn:aws:sagemaker:eu-west-1:333333333333:user-profile/d-abcdefghijkl/user-lob-a";
    expect(
      await mayDo(inOrganization, "sagemaker:CreatePresignedDomainUrl", { arn: profile, account: "333333333333" }),
    ).to.equal(false);
  });
});
