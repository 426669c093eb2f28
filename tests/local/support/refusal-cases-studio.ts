import type { LocalAws } from "../../../local/aws/local-aws";
import { lambdaTrust, parentAccount, region } from "./local-aws";
import type { RefusalCase } from "./refusal-cases";
import { dataRefusalCases } from "./refusal-cases-data";
import { knownPool, signInRefusalCases } from "./refusal-cases-sign-in";
import { domain, executionRole, giveNetwork, idle, network, settings, userProfile } from "./studio-wanted";
import { role } from "./wanted";

/** Id of a domain that {@link giveStudio} puts there. */
const domainId = "d-known0000001";

/** Puts there what cases name by ids that AWS would make up: networks, a user pool and a domain. */
export function giveStudio({ world }: LocalAws): void {
  giveNetwork(world);
  const place = { stack: "studio", account: parentAccount, region };
  const of = (type: string, id: string, state: object) => world.put({ urn: `urn:${id}`, type, ...place, id, state });
  of("aws:cognito/userPool:UserPool", knownPool, { name: "known" });
  of("aws:sagemaker/domain:Domain", domainId, { domainName: "known", vpcId: network.vpcId });
}

const range = (member: string, value: number | string, demand: string) =>
  `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${demand}`;
const notAssumable = (name: string) =>
  `Could not assume role arn:aws:iam::${parentAccount}:role/${name}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.`;
const profilePattern = "satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}";
const groups = (count: number) => Array.from({ length: count }, () => network.securityGroupId);
const minutes = (member: string, value: number) => settings(idle({ [member]: value }));

const sageMakerCases: readonly RefusalCase[] = [
  {
    row: "R60",
    what: "a domain's name with an underscore",
    given: [executionRole()],
    refused: domain("lob_a"),
    message: range("domainName", "lob_a", profilePattern),
    accepted: [domain("lob-a")],
  },
  {
    row: "R60",
    what: "an e-mail address as a profile's name",
    refused: userProfile(domainId, "anna@example.com"),
    message: range("userProfileName", "anna@example.com", profilePattern),
    accepted: [userProfile(domainId, "anna-example-com")],
  },
  {
    row: "R60",
    what: "a profile's name of 64 characters",
    refused: userProfile(domainId, "a".repeat(64)),
    message: range("userProfileName", "a".repeat(64), profilePattern),
    accepted: [userProfile(domainId, "a".repeat(63))],
  },
  {
    row: "R61",
    what: "a profile in a domain that doesn't exist",
    refused: userProfile("d-unknown00001", "anna"),
    message: "Domain [d-unknown00001] does not exist.",
    accepted: [userProfile(domainId, "anna")],
  },
  {
    row: "R62",
    what: "a second profile of one name",
    given: [userProfile(domainId, "anna")],
    refused: userProfile(domainId, "anna", {}, { as: "again" }),
    message: `UserProfile [anna] already exists in Domain [${domainId}].`,
    accepted: [userProfile(domainId, "Anna", {}, { as: "again" })],
  },
  {
    row: "R63",
    what: "a domain without subnets",
    given: [executionRole()],
    refused: domain("a", { subnetIds: [] }),
    message: range("subnetIds", "[]", "have length greater than or equal to 1"),
    accepted: [domain("a", { subnetIds: network.subnetIds.slice(0, 1) })],
  },
  {
    row: "R63",
    what: "a VPC-only domain without a security group",
    given: [executionRole()],
    refused: domain("a", { defaultUserSettings: settings({ securityGroups: [] }) }),
    message: "SecurityGroups must be specified in DefaultUserSettings when AppNetworkAccessType is VpcOnly.",
    accepted: [
      domain("a", {
        appNetworkAccessType: "PublicInternetOnly",
        defaultUserSettings: settings({ securityGroups: [] }),
      }),
    ],
  },
  {
    row: "R64",
    what: "a domain in another VPC's subnet",
    given: [executionRole()],
    refused: domain("a", { subnetIds: [network.otherVpcsSubnetId] }),
    message: `${network.otherVpcsSubnetId} does not exist in VPC ${network.vpcId}.`,
    accepted: [domain("a")],
  },
  {
    row: "R64",
    what: "a domain with another VPC's security group",
    given: [executionRole()],
    refused: domain("a", { defaultUserSettings: settings({ securityGroups: [network.otherVpcsGroupId] }) }),
    message: `${network.otherVpcsGroupId} does not exist in VPC ${network.vpcId}.`,
    accepted: [domain("a")],
  },
  {
    row: "R64",
    what: "a profile with another VPC's security group",
    given: [executionRole()],
    refused: userProfile(domainId, "anna", {
      userSettings: settings({ securityGroups: [network.otherVpcsGroupId] }),
    }),
    message: `${network.otherVpcsGroupId} does not exist in VPC ${network.vpcId}.`,
    accepted: [userProfile(domainId, "anna", { userSettings: settings() })],
  },
  {
    row: "R123",
    what: "another idle time for a VPC-only domain that stands",
    given: [executionRole(), domain("a"), domain("open", { appNetworkAccessType: "PublicInternetOnly" })],
    refused: domain("a", { defaultUserSettings: minutes("idleTimeoutInMinutes", 60) }),
    message: "VpcId and Subnet IDs are required for updating domains to VpcOnly mode.",
    accepted: [
      domain("a", { tags: { team: "science" } }),
      domain("open", {
        appNetworkAccessType: "PublicInternetOnly",
        defaultUserSettings: minutes("idleTimeoutInMinutes", 60),
      }),
    ],
  },
  {
    row: "R124",
    what: "a profile with six security groups",
    given: [executionRole()],
    refused: userProfile(domainId, "anna", { userSettings: settings({ securityGroups: groups(6) }) }),
    message: range("securityGroups", `[${groups(6).join(", ")}]`, "have length less than or equal to 5"),
    accepted: [userProfile(domainId, "anna", { userSettings: settings({ securityGroups: groups(5) }) })],
  },
  {
    row: "R124",
    what: "a domain with six security groups",
    given: [executionRole()],
    refused: domain("a", { defaultUserSettings: settings({ securityGroups: groups(6) }) }),
    message: range("securityGroups", `[${groups(6).join(", ")}]`, "have length less than or equal to 5"),
    accepted: [domain("a", { defaultUserSettings: settings({ securityGroups: groups(5) }) })],
  },
  {
    row: "R65",
    what: "an execution role that doesn't exist",
    refused: domain("a"),
    message: notAssumable("Execution"),
    accepted: [executionRole(), domain("a")],
  },
  {
    row: "R65",
    what: "an execution role that trusts another service",
    given: [role("Execution", { assumeRolePolicy: lambdaTrust })],
    refused: domain("a"),
    message: notAssumable("Execution"),
    accepted: [executionRole(), domain("a")],
  },
  {
    row: "R65",
    what: "a profile's own execution role that trusts another service",
    given: [role("Own", { assumeRolePolicy: lambdaTrust }), executionRole()],
    refused: userProfile(domainId, "anna", {
      userSettings: settings({ executionRole: `arn:aws:iam::${parentAccount}:role/Own` }),
    }),
    message: notAssumable("Own"),
    accepted: [userProfile(domainId, "anna", { userSettings: settings() })],
  },
  {
    row: "R66",
    what: "idle apps that are shut down after 59 minutes",
    given: [executionRole()],
    refused: domain("a", { defaultUserSettings: minutes("idleTimeoutInMinutes", 59) }),
    message: range("idleTimeoutInMinutes", 59, "have value greater than or equal to 60"),
    accepted: [domain("a", { defaultUserSettings: minutes("idleTimeoutInMinutes", 60) })],
  },
  {
    row: "R66",
    what: "idle apps that users may keep for more than a year",
    given: [executionRole()],
    refused: domain("a", { defaultUserSettings: minutes("maxIdleTimeoutInMinutes", 525_601) }),
    message: range("maxIdleTimeoutInMinutes", 525_601, "have value less than or equal to 525600"),
    accepted: [domain("a", { defaultUserSettings: minutes("maxIdleTimeoutInMinutes", 525_600) })],
  },
];

/** Cases of rows R50 to R69 of the table in local/aws/refusals.ts. */
export const studioRefusalCases: readonly RefusalCase[] = [
  ...signInRefusalCases,
  ...dataRefusalCases,
  ...sageMakerCases,
];
