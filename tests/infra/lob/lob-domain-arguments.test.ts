import { expect } from "chai";
import { check } from "../../../common/validation";
import { LobDomain } from "../../../infra/lob/lob-domain";
import type { LobDomainArgs } from "../../../infra/lob/lob-domain-arguments";
import { lobDomainArguments } from "../../../infra/lob/lob-domain-arguments";
import type { LobHub } from "../../../infra/lob/lob-hub";
import { lobArgs } from "./lob-args";

/** What is wrong with LOB A's arguments once some are changed, a line each. */
function mistakes(overrides: Partial<LobDomainArgs>, hub: Partial<LobHub> = {}): string[] {
  const checked = check(lobDomainArguments, { ...lobArgs, ...overrides, hub: { ...lobArgs.hub, ...hub } });
  return "mistakes" in checked ? checked.mistakes.map(({ property, reason }) => `${property} ${reason}`) : [];
}

const profileRule =
  "a profile's name has 2 to 63 lower-case letters, digits and hyphens, and starts and ends with a letter or digit, since SageMaker makes no presigned URL for capitals; it can't be an e-mail address, so write \"ann-example\" for ann@example.com";

const lobRule =
  "a LOB's name has lower-case letters, digits and hyphens, starting and ending with a letter or digit, since the domain and the bucket are named after it";

// What a stack's config can hold wrong as well is in tests/stacks/project.
const cases: readonly { title: string; given: Partial<LobDomainArgs>; hub?: Partial<LobHub>; told: string }[] = [
  {
    title: "a CIDR block that holds the supernet's end and more",
    given: { vpcCidr: "10.100.0.0/16" },
    hub: { lobSupernet: "10.100.0.0/17" },
    told: 'vpcCidr is "10.100.0.0/16": the hub routes only to its lobSupernet, 10.100.0.0/17; take a CIDR block in it that no other LOB has',
  },
  {
    title: "a CIDR block that overlaps a corporate one",
    given: {},
    hub: { corporateCidrs: ["192.168.10.0/24", "10.100.4.0/24"] },
    told: 'vpcCidr is "10.100.0.0/16", which overlaps the hub\'s corporateCidrs[1], "10.100.4.0/24": no address may be in both; move one of the two',
  },
  {
    title: "a profile that no source identity can carry",
    given: { userProfiles: ["a"] },
    told: `userProfiles[0] is "a": ${profileRule}`,
  },
  {
    title: "a profile in capitals, for which SageMaker makes no URL",
    given: { userProfiles: ["Ann"] },
    told: `userProfiles[0] is "Ann": ${profileRule}`,
  },
  {
    title: "a profile that ends in a hyphen",
    given: { userProfiles: ["ann-"] },
    told: `userProfiles[0] is "ann-": ${profileRule}`,
  },
  { title: "a LOB in capitals", given: { lob: "LOB-A" }, told: `lob is "LOB-A": ${lobRule}` },
  { title: "a LOB without a name", given: { lob: "" }, told: `lob is not set: ${lobRule}` },
  {
    title: "a LOB whose name is too long for its bucket's",
    given: { lob: "a-line-of-business-with-a-name-" + "x" },
    told: "lob is \"a-line-of-business-with-a-name-x\": it has 32 characters, and at most 30 fit in eu-west-1, since its bucket's name contains the region's; shorten it",
  },
  {
    title: "an image whose name Studio doesn't take",
    given: {
      studioImages: [{ name: "Team tools", image: "333333333333.dkr.ecr.eu-west-1.amazonaws.com/tools:3" }],
    },
    told: 'studioImages[0].name is "Team tools": an image\'s name in Studio has 1 to 30 lower-case letters, digits and hyphens, starting and ending with a letter or digit',
  },
  {
    title: "a hub without a studio endpoint",
    given: {},
    hub: { endpointIds: { "sagemaker.api": "vpce-0aaaaaaaaaaaaaaaa" } },
    told: "hub.endpointIds.studio is not set: give the hub's endpoints' ids by service, sagemaker.api and studio among them",
  },
  {
    title: "a hub's rule for a service that this version doesn't know, whose names would be blocked",
    given: {},
    hub: { resolverRuleIds: { ...lobArgs.hub.resolverRuleIds, quantum: "rslvr-rr-0123456789abcdef2" } },
    told: 'hub.resolverRuleIds has a rule for "quantum", and DNS Firewall would block its names: this version knows sagemaker.api, sagemaker.runtime, studio, execute-api, sts, logs, cognito-idp, athena, bedrock-runtime, ecr.api, ecr.dkr, glue, kms, monitoring, secretsmanager, ssm; update it to the hub\'s',
  },
  {
    title: "a function outside of the hub",
    given: {},
    hub: { functionRoleArn: "arn:aws:iam::444444444444:role/StudioPresignedUrl-shared" },
    told: "hub.functionRoleArn is \"arn:aws:iam::444444444444:role/StudioPresignedUrl-shared\": it isn't in the hub's account 111122223333, and only that may make URLs",
  },
];

describe("the arguments of LobDomain", () => {
  for (const { title, given, hub, told } of cases) {
    it(`refuse ${title}`, () => {
      expect(mistakes(given, hub)).to.deep.equal([told]);
    });
  }

  it("take a rule for an unknown service where no DNS Firewall blocks its names", () => {
    const resolverRuleIds = { quantum: "rslvr-rr-0123456789abcdef2" };
    expect(mistakes({ dnsFirewall: "off" }, { resolverRuleIds })).to.deep.equal([]);
    expect(mistakes({ dnsFirewall: "alert" }, { resolverRuleIds })).to.have.length(1);
  });

  it("take what is on the limits", () => {
    for (const given of [
      { lob: "x".repeat(30) },
      { lob: "x" },
      { userProfiles: ["an", "a".repeat(63)] },
      { userProfiles: [] },
      { idleTimeoutMinutes: 60 },
      { idleTimeoutMinutes: 525_600 },
      { cidr: "10.127.255.0/24" },
    ]) {
      expect(mistakes(given), JSON.stringify(given)).to.deep.equal([]);
    }
    expect(mistakes({ lob: "x".repeat(31) })).to.have.length(1);
    expect(mistakes({ userProfiles: ["a".repeat(64)] })).to.have.length(1);
    expect(mistakes({ idleTimeoutMinutes: 59 })).to.have.length(1);
    expect(mistakes({ idleTimeoutMinutes: 525_601 })).to.have.length(1);
  });

  it("have as long a LOB's name as the region leaves room for", () => {
    const region = "ap-southeast-1";
    const availabilityZones = ["ap-southeast-1a", "ap-southeast-1b"];
    expect(mistakes({ region, availabilityZones, lob: "x".repeat(25) })).to.deep.equal([]);
    expect(mistakes({ region, availabilityZones, lob: "x".repeat(26) })).to.have.length(1);
  });

  it("are refused together, before anything is registered", () => {
    const wrong = () =>
      new LobDomain("lob", { ...lobArgs, account: "111122223333", vpcCidr: "10.200.0.0/16", userProfiles: ["a"] });
    expect(wrong).to.throw(
      [
        'LobDomain "lob": 3 mistakes, nothing was changed',
        `  userProfiles[0] is "a": ${profileRule}`,
        '  account is "111122223333": it is the hub\'s account; a LOB needs an account of its own',
        '  vpcCidr is "10.200.0.0/16": the hub routes only to its lobSupernet, 10.96.0.0/11; take a CIDR block in it that no other LOB has',
      ].join("\n"),
    );
  });
});
