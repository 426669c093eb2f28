import { notYetKnown } from "../../../policy/support/values";
import { fails, passes, type RuleCases, resource } from "../support/case";

const lambda = (variables: Readonly<Record<string, unknown>>) =>
  resource("aws:lambda/function:Function", { environment: { variables } });
const instead = "keep it in Secrets Manager or Parameter Store and give the function its ARN";
const named = (name: string) =>
  `has an environment variable ${name}, which everybody who may see the function can read: ${instead}, in a variable ${name}_ARN`;
const valued = (what: string) =>
  `has ${what} in its environment variable SETTING, which everybody who may see the function can read: ${instead}`;
// In parts, so that nobody who searches this file for secrets takes them for real ones.
const accessKey = ["AKIA", "IOSFODNN7EXAMPLE"].join("");
const privateKey = ["-----BEGIN RSA ", "PRIVATE KEY-----"].join("");
const token = ["eyJhbGciOiJIUzI1NiJ9", "eyJzdWIiOiJhbm5hIn0", "c2lnbmF0dXJl"].join(".");

const pool = (usernameConfiguration: unknown) => resource("aws:cognito/userPool:UserPool", { usernameConfiguration });
const client = (props: Readonly<Record<string, unknown>>) =>
  resource("aws:cognito/userPoolClient:UserPoolClient", props);
const domain = resource("aws:cognito/userPoolDomain:UserPoolDomain", { domain: "people" });
const endpoint = (serviceName: string) => resource("aws:ec2/vpcEndpoint:VpcEndpoint", { serviceName }, "endpoint");
const caseMatters =
  "distinguishes Anna from anna, which Cognito can't change later: set usernameConfiguration.caseSensitive to false";

const provider = (props: Readonly<Record<string, unknown>>, name = "it") =>
  resource("pulumi:providers:aws", props, name);
const tags = { project: "p", stack: "s", role: "shared" };
const noTag = (tag: string) => `gives resources no tag "${tag}": add it to defaultTags`;

export const programCases: RuleCases = {
  "no-plaintext-secret": [
    passes("what a function is to do", lambda({ ROLE_ARN: "arn:aws:iam::1:role/r", EXTERNAL_ID: "222222222222" })),
    passes("where a secret is", lambda({ DATABASE_PASSWORD_ARN: "arn:aws:secretsmanager:eu-west-1:1:secret:s" })),
    passes("how long a token lasts", lambda({ TOKEN_SECONDS: "60" })),
    passes("a value that a preview doesn't know", lambda({ USER_POOL_ID: notYetKnown })),
    fails("a password", lambda({ DATABASE_PASSWORD: "hunter2" }), named("DATABASE_PASSWORD")),
    fails("a token, and a key in small letters", lambda({ TOKEN: "x", apiKey: "y" }), named("TOKEN"), named("apiKey")),
    fails("an access key under another name", lambda({ SETTING: accessKey }), valued("an AWS access key")),
    fails("a private key under another name", lambda({ SETTING: privateKey }), valued("a private key")),
    fails("a signed token under another name", lambda({ SETTING: `Bearer ${token}` }), valued("a signed token")),
  ],
  "sign-in": [
    passes("a pool without regard to case", pool({ caseSensitive: false })),
    passes("a client of browsers", client({ generateSecret: false, preventUserExistenceErrors: "ENABLED" })),
    fails("a pool that says nothing", pool(undefined), caseMatters),
    fails("a pool with regard to case", pool({ caseSensitive: true }), caseMatters),
    fails(
      "a client with a secret, which tells who exists",
      client({ generateSecret: true, preventUserExistenceErrors: "LEGACY" }),
      "has a secret, which a browser can't keep: set generateSecret to false",
      "tells strangers which users exist: set preventUserExistenceErrors to ENABLED",
    ),
  ],
  "no-user-pool-domain-behind-endpoint": [
    passes("a domain where people sign in from the internet", domain, endpoint("com.amazonaws.eu-west-1.sts")),
    passes("an endpoint for a pool without a domain", endpoint("com.amazonaws.eu-west-1.cognito-idp")),
    fails(
      "both",
      [domain, endpoint("com.amazonaws.eu-west-1.cognito-idp")],
      "gives the user pool a domain, and the endpoint for cognito-idp refuses pools that have one: leave the domain or the endpoint out",
    ),
  ],
  "account-provider": [
    passes("a provider of one account", provider({ allowedAccountIds: ["111122223333"], defaultTags: { tags } })),
    passes(
      "the same as Pulumi hands it over",
      provider({ allowedAccountIds: '["111122223333"]', defaultTags: JSON.stringify({ tags }) }),
    ),
    passes("what a preview doesn't know", provider({ allowedAccountIds: notYetKnown, defaultTags: notYetKnown })),
    fails(
      "a provider that says nothing",
      provider({ region: "eu-west-1" }),
      "works in whichever account the credentials belong to: set allowedAccountIds",
      ...Object.keys(tags).map(noTag),
    ),
    fails(
      "a provider without the tag role",
      provider({ allowedAccountIds: '["111122223333"]', defaultTags: '{"tags":{"project":"p","stack":"s"}}' }),
      noTag("role"),
    ),
    fails(
      "the default provider",
      provider({ allowedAccountIds: '["111122223333"]' }, "default_7_48_0"),
      "default_7_48_0: is the default provider, which uses whatever credentials are set: pass the stack's own provider to the resource",
    ),
  ],
  "required-tags": [
    passes("all of them", resource("aws:dynamodb/table:Table", { tagsAll: tags })),
    passes("a resource that takes none", resource("aws:dynamodb/tableItem:TableItem", {})),
    passes("what a preview doesn't know", resource("aws:dynamodb/table:Table", { tagsAll: notYetKnown })),
    fails(
      "an empty one",
      resource("aws:dynamodb/table:Table", { tagsAll: { ...tags, role: "" } }),
      "has no tag \"role\": don't overwrite what the provider's defaultTags set",
    ),
  ],
};
