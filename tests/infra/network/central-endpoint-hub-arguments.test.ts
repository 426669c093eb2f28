import { expect } from "chai";
import { check, mistakesIn } from "../../../common/validation";
import { CentralEndpointHub } from "../../../infra/network/central-endpoint-hub";
import type { CentralEndpointHubArgs } from "../../../infra/network/central-endpoint-hub-arguments";
import { centralEndpointHubArguments } from "../../../infra/network/central-endpoint-hub-arguments";
import { messageOf, refused } from "../../support/refused";
import { hubArgs, organizationArn } from "./hub";

function accounts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(300_000_000_000 + index));
}

const shareForms =
  "give an account id, an organizational unit's ARN or the organization's ARN (arn:aws:organizations::…)";

const refusals: readonly { title: string; overrides: Partial<CentralEndpointHubArgs>; lines: readonly string[] }[] = [
  {
    title: "a CIDR block that isn't its network's own address",
    overrides: { vpcCidr: "10.0.0.1/16" },
    lines: ['vpcCidr is "10.0.0.1/16": a CIDR block begins at its network\'s address; write 10.0.0.0/16'],
  },
  {
    title: "a CIDR block that no VPC can have, or that has no room for the endpoints",
    overrides: { vpcCidr: "10.0.0.0/23" },
    lines: ['vpcCidr is "10.0.0.0/23": an IPv4 CIDR block is written like 10.0.0.0/16, with a prefix of /16 to /22'],
  },
  {
    title: "what is no CIDR block at all",
    overrides: { lobSupernet: "10.96.0.0", corporateCidrs: ["0.0.0.0/0"] },
    lines: [
      'lobSupernet is "10.96.0.0": an IPv4 CIDR block is written like 10.0.0.0/8, with a prefix of /8 to /23',
      'corporateCidrs[0] is "0.0.0.0/0": that is every address; give your own CIDR blocks',
    ],
  },
  {
    title: "a hub inside the LOBs' CIDR block",
    overrides: { vpcCidr: "10.100.0.0/16" },
    lines: [
      'lobSupernet is "10.96.0.0/11", which overlaps vpcCidr, "10.100.0.0/16": no address may be in both; move one of the two',
    ],
  },
  {
    title: "corporate CIDR blocks that overlap the hub's, the LOBs' or each other",
    overrides: { corporateCidrs: ["192.168.10.0/24", "10.0.128.0/24", "10.0.0.0/8", "192.168.0.0/16"] },
    lines: [
      'corporateCidrs[1] is "10.0.128.0/24", which overlaps vpcCidr, "10.0.0.0/16": no address may be in both; move one of the two',
      'corporateCidrs[2] is "10.0.0.0/8", which overlaps vpcCidr, "10.0.0.0/16": no address may be in both; move one of the two',
      'corporateCidrs[3] is "192.168.0.0/16", which overlaps corporateCidrs[0], "192.168.10.0/24": no address may be in both; move one of the two',
    ],
  },
  {
    title: "no corporate CIDR block",
    overrides: { corporateCidrs: [] },
    lines: [
      "corporateCidrs is empty: nobody could connect; list the CIDR blocks of the networks that people come from",
    ],
  },
  {
    title: "a single Availability Zone",
    overrides: { availabilityZones: ["eu-west-1a"] },
    lines: [
      'availabilityZones is ["eu-west-1a"]: one zone can fail, and the CIDR block is split for at most four; list two to four',
    ],
  },
  {
    title: "five Availability Zones",
    overrides: { availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c", "eu-west-1d", "eu-west-1e"] },
    lines: [
      'availabilityZones is ["eu-west-1a","eu-west-1b","eu-west-1c","eu-west-1d","eu-wes… (66 characters): one zone can fail, and the CIDR block is split for at most four; list two to four',
    ],
  },
  {
    title: "an Availability Zone twice, and what is none",
    overrides: { availabilityZones: ["eu-west-1a", "eu-west-1a", "euw1-az1"] },
    lines: [
      'availabilityZones[2] is "euw1-az1": give the name of an Availability Zone, such as "eu-west-1a"',
      'availabilityZones[1] is "eu-west-1a", which is listed already: remove one of the two',
    ],
  },
  {
    title: "what only holds an Availability Zone's name",
    overrides: { availabilityZones: ["x-eu-west-1a", "eu-west-1ab"] },
    lines: [
      'availabilityZones[0] is "x-eu-west-1a": give the name of an Availability Zone, such as "eu-west-1a"',
      'availabilityZones[1] is "eu-west-1ab": give the name of an Availability Zone, such as "eu-west-1a"',
    ],
  },
  {
    title: "an Availability Zone of another region",
    overrides: { availabilityZones: ["eu-west-1a", "eu-west-2a"] },
    lines: ['availabilityZones[1] is "eu-west-2a": a VPC is in one region, which is eu-west-1; name a zone of it'],
  },
  {
    title: "services that the catalogue doesn't have",
    overrides: { endpointServices: ["ecr", "com.amazonaws.eu-west-1.studio", "s3"] },
    lines: [
      'endpointServices[0] is "ecr": the hub knows sagemaker.api, sagemaker.runtime, studio, execute-api, sts, logs, cognito-idp, athena, bedrock-runtime, ecr.api, ecr.dkr, glue, kms, monitoring, secretsmanager, ssm; name one of them',
      'endpointServices[1] is "com.amazonaws.eu-west-1.studio": write the service\'s short name, studio',
      'endpointServices[2] is "s3": the hub has a gateway endpoint for s3 already; remove it',
    ],
  },
  {
    title: "two LOBs of one name, and two of one account",
    overrides: {
      lobs: [
        { name: "lob-a", account: "333333333333" },
        { name: "lob-a", account: "444444444444" },
        { name: "lob-c", account: "333333333333" },
      ],
    },
    lines: [
      'lobs[1].name is "lob-a", which another LOB has already: correct or remove one of the two',
      'lobs[2].account is "333333333333", which another LOB has already: correct or remove one of the two',
    ],
  },
  {
    title: "a LOB in the hub's own account",
    overrides: { lobs: [{ name: "lob-a", account: "111122223333" }] },
    lines: [
      'lobs[0].account is "111122223333": it is the hub\'s own account; a LOB needs an account of its own; give that one',
    ],
  },
  {
    title: "model accounts beside an organization, which takes them in",
    overrides: { modelAccounts: ["222222222222"] },
    lines: [
      "modelAccounts has no effect with organizationArn, which includes every account of the organization: remove it",
    ],
  },
  {
    title: "a share with what RAM doesn't know",
    overrides: { shareWith: ["o-exampleorg1", "33333", "3333333333333"] },
    lines: [
      `shareWith[0] is "o-exampleorg1": ${shareForms}`,
      `shareWith[1] is "33333": ${shareForms}`,
      `shareWith[2] is "3333333333333": ${shareForms}`,
    ],
  },
  {
    title: "an invitation of an organization",
    overrides: { sharing: "invitation", shareWith: ["333333333333", "444444444444", organizationArn] },
    lines: [
      'shareWith[2] is "arn:aws:organizations::111111111111:organization/o-exampleo… (64 characters): only accounts can be invited; list their ids, or write organization in sharing',
    ],
  },
  {
    title: "a share that leaves a LOB out",
    overrides: { shareWith: ["333333333333"] },
    lines: ["shareWith leaves out lob-b's account 444444444444, which couldn't attach: add it, or remove shareWith"],
  },
  {
    title: "invitations that leave both LOBs out",
    overrides: { sharing: "invitation", shareWith: ["555555555555"] },
    lines: [
      "shareWith leaves out lob-a's account 333333333333, lob-b's account 444444444444, which couldn't attach: add it, or remove shareWith",
    ],
  },
  {
    title: "more accounts without an organization than an endpoint's policy holds",
    overrides: {
      organizationArn: undefined,
      lobs: accounts(800).map((account, index) => ({ name: `lob-${index}`, account })),
    },
    lines: [
      "lobs needs an endpoint policy of 48706 characters for 800 accounts, and AWS takes at most 20480: set organizationArn in place of listing accounts",
    ],
  },
];

describe("CentralEndpointHub", () => {
  for (const { title, overrides, lines } of refusals) {
    it(`refuses ${title}, before anything is registered`, async () => {
      expect(await messageOf(() => new CentralEndpointHub("hub", { ...hubArgs, ...overrides }))).to.equal(
        refused('CentralEndpointHub "hub"', ...lines),
      );
    });
  }

  /** What is wrong with arguments that TypeScript wouldn't let through; they come from a stack's config as well. */
  function mistakes(overrides: object): string[] {
    return mistakesIn(check(centralEndpointHubArguments, { ...hubArgs, ...overrides })).map(
      ({ property, reason }) => `${property} ${reason}`,
    );
  }

  it("names what to write in place of a wrong word or list", () => {
    const given = {
      availabilityZones: "eu-west-1a",
      corporateCidrs: "192.168.10.0/24",
      endpointServices: "kms",
      modelAccounts: "222222222222",
      sharing: "nobody",
      shareWith: "333333333333",
      signIn: "public",
    };
    expect(mistakes(given)).to.deep.equal([
      'availabilityZones is "eu-west-1a": list the names of Availability Zones, such as ["eu-west-1a", "eu-west-1b"]',
      'corporateCidrs is "192.168.10.0/24": list the CIDR blocks of your networks, such as ["192.168.10.0/24"]',
      'endpointServices is "kms": list services, such as ["ecr.api", "ecr.dkr"]',
      'modelAccounts is "222222222222": list account ids in quotes',
      'sharing is "nobody": write organization or invitation',
      'shareWith is "333333333333": list account ids and ARNs of organizational units',
      'signIn is "public": write private or internet',
    ]);
  });

  for (const missing of ["availabilityZones", "lobs", "corporateCidrs"]) {
    it(`reports that ${missing} is not set, and looks no further`, () => {
      const said = mistakes({ [missing]: undefined });
      expect(said).to.have.length(1);
      expect(said[0]).to.match(new RegExp(`^${missing} is not set: `));
    });
  }

  for (const [title, overrides] of [
    ["four Availability Zones", { availabilityZones: ["a", "b", "c", "d"].map((letter) => `eu-west-1${letter}`) }],
    ["a share for all the LOBs' accounts", { shareWith: ["333333333333", "444444444444"] }],
    ["a share for the organization", { shareWith: [organizationArn] }],
    ["a share for one LOB's account and the organization", { shareWith: ["333333333333", organizationArn] }],
  ] as const) {
    it(`takes ${title}`, () => {
      expect(mistakes(overrides)).to.deep.equal([]);
    });
  }
});
