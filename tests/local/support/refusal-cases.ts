import type { RefusalNumber } from "../../../local/aws/refusals";
import { childAccount, lambdaTrust, parentAccount, policyText, trusting, type Wanted } from "./local-aws";
import {
  attachment,
  inlinePolicy,
  lambda,
  logGroup,
  managedPolicy,
  metricFilter,
  policyOf,
  role,
  trustPolicyOf,
} from "./wanted";

/** An account whose quota for trust policies is 4,096 characters. */
export const accountWithRaisedQuota = "555555555555";

/** Something that AWS refuses, and what it takes instead. */
export interface RefusalCase {
  readonly row: RefusalNumber;
  readonly what: string;
  /** What exists already. */
  readonly given?: readonly Wanted[];
  readonly refused: Wanted;
  readonly message: string;
  /** The same, a step away. */
  readonly accepted: readonly Wanted[];
}

const tooMuchEnvironment =
  "Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit.";
const notAssumable = "The role defined for the function cannot be assumed by Lambda.";
const notADocument = "This policy contains invalid Json or a statement that is not valid";

/** Variables whose JSON text has this many bytes. */
const environmentOf = (bytes: number) => ({ variables: { A: "x".repeat(bytes - '{"A":""}'.length) } });

const trustOf = (principal: object | string) => ({ assumeRolePolicy: policyText(trusting(principal)) });

/** Cases of the numbered table in local/aws/refusals.ts. */
export const refusalCases: readonly RefusalCase[] = [
  {
    row: "R01",
    what: "a trust policy of 2,049 characters, white space not counted",
    refused: role("a", { assumeRolePolicy: trustPolicyOf(2049) }),
    message: "Cannot exceed quota for ACLSizePerRole: 2048",
    accepted: [role("a", { assumeRolePolicy: trustPolicyOf(2048).replaceAll(",", ", \n") })],
  },
  {
    row: "R01",
    what: "a trust policy that is longer than the account's raised quota",
    refused: role("a", { assumeRolePolicy: trustPolicyOf(4097) }, { account: accountWithRaisedQuota }),
    message: "Cannot exceed quota for ACLSizePerRole: 4096",
    accepted: [role("a", { assumeRolePolicy: trustPolicyOf(4096) }, { account: accountWithRaisedQuota })],
  },
  {
    row: "R02",
    what: "a trust policy that names an account that doesn't exist",
    refused: role("a", trustOf({ AWS: "arn:aws:iam::999999999999:root" })),
    message: 'Invalid principal in policy: "AWS":"arn:aws:iam::999999999999:root"',
    accepted: [
      role("a", trustOf({ AWS: [`arn:aws:iam::${childAccount}:root`, childAccount] })),
      role("b", trustOf({ AWS: "*" })),
      role("c", trustOf("*")),
    ],
  },
  {
    row: "R02",
    what: "a trust policy that names a role that doesn't exist",
    given: [role("caller", {}, { account: childAccount })],
    refused: role("a", trustOf({ AWS: `arn:aws:iam::${childAccount}:role/collar` })),
    message: `Invalid principal in policy: "AWS":"arn:aws:iam::${childAccount}:role/collar"`,
    accepted: [role("a", trustOf({ AWS: `arn:aws:iam::${childAccount}:role/caller` }))],
  },
  {
    row: "R03",
    what: "a trust policy that isn't JSON",
    refused: role("a", { assumeRolePolicy: lambdaTrust.slice(0, -1) }),
    message: notADocument,
    accepted: [role("a", { assumeRolePolicy: lambdaTrust })],
  },
  {
    row: "R03",
    what: "a managed policy of a version that doesn't exist",
    refused: managedPolicy("a", '{"Version":"2012-10-18","Statement":[]}'),
    message: notADocument,
    accepted: [managedPolicy("a", '{"Version":"2012-10-17","Statement":[]}')],
  },
  {
    row: "R03",
    what: "an inline policy with an effect that is neither Allow nor Deny",
    given: [role("a")],
    refused: inlinePolicy("p", "a", policyText({ Effect: "Permit", Action: "*", Resource: "*" })),
    message: notADocument,
    accepted: [inlinePolicy("p", "a", policyText({ Effect: "Deny", Action: "*", Resource: "*" }))],
  },
  {
    row: "R04",
    what: "a managed policy of 6,145 characters, white space not counted",
    refused: managedPolicy("a", policyOf(6145)),
    message: "Cannot exceed quota for PolicySize: 6144",
    accepted: [managedPolicy("a", policyOf(6144).replaceAll(",", ", \n"))],
  },
  {
    row: "R05",
    what: "an inline policy that makes 10,241 characters with the role's others",
    given: [role("a"), role("b"), inlinePolicy("first", "a", policyOf(5000))],
    refused: inlinePolicy("second", "a", policyOf(5241)),
    message: "Maximum policy size of 10240 bytes exceeded for role a",
    accepted: [inlinePolicy("second", "a", policyOf(5240)), inlinePolicy("third", "b", policyOf(5241))],
  },
  {
    row: "R06",
    what: "a second role of one name",
    given: [role("a")],
    refused: role("a", {}, { as: "again" }),
    message: "Role with name a already exists.",
    accepted: [role("a", {}, { account: childAccount }), role("a", { description: "the same one, updated" })],
  },
  {
    row: "R06",
    what: "a second managed policy of one name",
    given: [managedPolicy("a", policyOf(100))],
    refused: { ...managedPolicy("a", policyOf(100)), as: "again" },
    message: "A policy called a already exists.",
    accepted: [{ ...managedPolicy("a", policyOf(100)), account: childAccount }, managedPolicy("a", policyOf(101))],
  },
  {
    row: "R06",
    what: "a second role whose name differs only in case",
    given: [role("runner")],
    refused: { ...role("Runner"), as: "other" },
    message: "Role with name Runner already exists.",
    accepted: [{ ...role("Runner2"), as: "other" }],
  },
  {
    row: "R07",
    what: "a longest session of 3,599 seconds",
    refused: role("a", { maxSessionDuration: 3599 }),
    message: "Member must have value between 3600 and 43200: maxSessionDuration 3599",
    accepted: [role("a", { maxSessionDuration: 3600 })],
  },
  {
    row: "R07",
    what: "a longest session of 43,201 seconds",
    refused: role("a", { maxSessionDuration: 43_201 }),
    message: "Member must have value between 3600 and 43200: maxSessionDuration 43201",
    accepted: [role("a", { maxSessionDuration: 43_200 })],
  },
  {
    row: "R08",
    what: "an inline policy of a role that is in another account",
    given: [role("a", {}, { account: childAccount })],
    refused: inlinePolicy("p", "a", policyOf(100)),
    message: "The role with name a cannot be found.",
    accepted: [{ ...inlinePolicy("p", "a", policyOf(100)), account: childAccount }],
  },
  {
    row: "R08",
    what: "an attachment to a role that doesn't exist",
    given: [role("a"), managedPolicy("p", policyOf(100))],
    refused: attachment("b", `arn:aws:iam::${parentAccount}:policy/p`),
    message: "The role with name b cannot be found.",
    accepted: [attachment("a", `arn:aws:iam::${parentAccount}:policy/p`)],
  },
  {
    row: "R08",
    what: "an attachment of a policy that doesn't exist",
    given: [role("a"), managedPolicy("p", policyOf(100))],
    refused: attachment("a", `arn:aws:iam::${parentAccount}:policy/q`),
    message: `Policy arn:aws:iam::${parentAccount}:policy/q does not exist or is not attachable.`,
    accepted: [attachment("a", `arn:aws:iam::${parentAccount}:policy/p`)],
  },
  {
    row: "R09",
    what: "a function whose role trusts another service",
    given: [role("runner"), role("other", trustOf({ Service: "sagemaker.amazonaws.com" }))],
    refused: lambda("a", { role: `arn:aws:iam::${parentAccount}:role/other` }),
    message: notAssumable,
    accepted: [lambda("a")],
  },
  {
    row: "R09",
    what: "a function whose role doesn't exist in its account",
    given: [role("runner"), role("runner", {}, { account: childAccount })],
    refused: lambda("a", { role: `arn:aws:iam::${childAccount}:role/runner` }),
    message: notAssumable,
    accepted: [lambda("a")],
  },
  {
    row: "R10",
    what: "a second function of one name in a region",
    given: [role("runner"), lambda("a")],
    refused: lambda("a", {}, { as: "again" }),
    message: "Function already exist: a",
    accepted: [lambda("a", {}, { as: "again", region: "eu-central-1" }), lambda("a", { timeout: 4 })],
  },
  {
    row: "R11",
    what: "an environment of 4,097 bytes",
    given: [role("runner")],
    refused: lambda("a", { environment: environmentOf(4097) }),
    message: tooMuchEnvironment,
    accepted: [lambda("a", { environment: environmentOf(4096) })],
  },
  {
    row: "R12",
    what: "a function in a subnet that doesn't exist",
    given: [role("runner")],
    refused: lambda("a", { vpcConfig: { subnetIds: ["subnet-01234567"], securityGroupIds: ["sg-01234567"] } }),
    message: "The subnet ID 'subnet-01234567' does not exist",
    accepted: [lambda("a", { vpcConfig: { subnetIds: [], securityGroupIds: [] } })],
  },
  {
    row: "R13",
    what: "a second log group of one name in a region",
    given: [logGroup("/a")],
    refused: { ...logGroup("/a"), as: "again" },
    message: "The specified log group already exists",
    accepted: [
      { ...logGroup("/a"), region: "eu-central-1", as: "again" },
      { ...logGroup("/a"), account: childAccount },
      logGroup("/a", 7),
    ],
  },
  {
    row: "R14",
    what: "a metric filter of a log group that doesn't exist",
    given: [logGroup("/a")],
    refused: metricFilter("filter", "/b"),
    message: "The specified log group does not exist.",
    accepted: [metricFilter("filter", "/a")],
  },
  {
    row: "R14",
    what: "a metric filter of another region's log group",
    given: [logGroup("/a")],
    refused: { ...metricFilter("filter", "/a"), region: "us-east-1" },
    message: "The specified log group does not exist.",
    accepted: [metricFilter("filter", "/a")],
  },
  {
    row: "R15",
    what: "logs that are kept for two days",
    refused: logGroup("/a", 2),
    message: "1 validation error detected: Value '2' at 'retentionInDays' failed to satisfy constraint",
    accepted: [logGroup("/a", 1)],
  },
  {
    row: "R150",
    what: "a role whose boundary doesn't exist",
    given: [managedPolicy("limit", policyOf(100))],
    refused: role("a", { permissionsBoundary: `arn:aws:iam::${parentAccount}:policy/limits` }),
    message: `Scope ARN: arn:aws:iam::${parentAccount}:policy/limits does not exist or is not attachable.`,
    accepted: [role("a", { permissionsBoundary: `arn:aws:iam::${parentAccount}:policy/limit` })],
  },
  {
    row: "R150",
    what: "a role whose boundary is in another account",
    given: [managedPolicy("limit", policyOf(100))],
    refused: role(
      "a",
      { permissionsBoundary: `arn:aws:iam::${parentAccount}:policy/limit` },
      { account: childAccount },
    ),
    message: `Scope ARN: arn:aws:iam::${parentAccount}:policy/limit does not exist or is not attachable.`,
    accepted: [role("b", { permissionsBoundary: `arn:aws:iam::${parentAccount}:policy/limit` })],
  },
  {
    row: "R151",
    what: "a role whose boundary is no policy's ARN",
    refused: role("a", { permissionsBoundary: `arn:aws:iam::${parentAccount}:role/limit` }),
    message: `ARN arn:aws:iam::${parentAccount}:role/limit is not valid.`,
    accepted: [role("a")],
  },
  {
    row: "R152",
    what: "a role's path that doesn't end with a slash",
    refused: role("a", { path: "/teams" }),
    message: "The specified value for path is invalid. It must begin and end with /: /teams",
    accepted: [role("a", { path: "/teams/ml/" }), role("b", { path: "/" })],
  },
  {
    row: "R16",
    what: "a role's name of 65 characters",
    refused: role("r".repeat(65)),
    message: `The specified value for roleName is invalid: ${"r".repeat(65)}`,
    accepted: [role("r".repeat(64)), role("a+b=c,d.e@f-g")],
  },
  {
    row: "R16",
    what: "a managed policy's name with a space",
    refused: managedPolicy("my policy", policyOf(100)),
    message: "The specified value for policyName is invalid: my policy",
    accepted: [managedPolicy("my+policy", policyOf(100))],
  },
  {
    row: "R16",
    what: "a function's name with a dot",
    given: [role("runner")],
    refused: lambda("a.b"),
    message: "Value 'a.b' at 'functionName' failed to satisfy constraint",
    accepted: [lambda("a_b-1")],
  },
  {
    row: "R16",
    what: "a log group's name with a space",
    refused: logGroup("/my logs"),
    message: "The specified log group name is invalid: /my logs",
    accepted: [logGroup("/my.logs_#-1")],
  },
];
