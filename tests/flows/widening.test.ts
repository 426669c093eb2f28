import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { internetGateway, vpc } from "../../local/aws/ec2/kinds";
import { Declaration } from "../../local/verify/access/declared";
import { accessSentence, grouped } from "../../local/verify/access/grouped";
import { VerifiedEstate } from "../../local/verify/access/verified-estate";
import { findingsOf } from "../../local/verify/findings";
import { readDocuments } from "../../local/verify/organization/documents";
import { limitedAccesses } from "../../local/verify/organization/limited-accesses";
import { isAsDeclared, type Verification, verify } from "../../local/verify/verification";
import { shippedProject, withFolder } from "../local/support/project";
import { apiWidenings } from "./cases/api-widenings";
import { harmless, networkWidenings } from "./cases/network-widenings";
import { patternSlips } from "./cases/pattern-slips";
import { policyWidenings } from "./cases/policy-widenings";
import { trustWidenings } from "./cases/trust-widenings";
import { adding, type Change } from "./support/estate-changes";
import { attachNetwork, member, sharedWithOrganization } from "./support/foreign-network";

const declaration = Declaration.read(path.resolve(__dirname, "../.."));

/** Each change is made to the resources that the shipped stacks made, and taken back. */
describe("npm run verify", () => {
  let estate: VerifiedEstate;

  before(async () => {
    estate = await VerifiedEstate.open(shippedProject);
  });

  after(() => estate.close());

  async function verifiedAfter(change: Change): Promise<Verification> {
    const undo = change(estate.estate.aws.world);
    try {
      return await verify(estate, declaration);
    } finally {
      undo();
    }
  }

  it("finds the shipped estate as it is declared", async () => {
    const verification = await verify(estate, declaration);
    const { allowed, refused } = verification;

    expect(findingsOf(verification)).to.deep.equal([]);
    expect([allowed.length, refused.length]).to.deep.equal([284, 28_065]);
  });

  for (const { what, change, appears } of [
    ...trustWidenings,
    ...policyWidenings,
    ...apiWidenings,
    ...networkWidenings,
  ]) {
    it(`names what somebody may do once ${what}`, async () => {
      const verification = await verifiedAfter(change);

      expect(grouped(verification.differences.undeclared).map(accessSentence)).to.deep.equal(appears);
      expect(isAsDeclared(verification)).to.equal(false);
      for (const sentence of appears) {
        expect(findingsOf(verification).some((finding) => finding.startsWith(`not declared: ${sentence} (`))).to.equal(
          true,
        );
      }
    });
  }

  for (const { what, change, refuses } of patternSlips) {
    it(`names whom a slip in a pattern of roles keeps out: ${what}`, async () => {
      const { differences } = await verifiedAfter(change);

      expect(grouped(differences.refused).map(accessSentence)).to.deep.equal(refuses);
      expect([...differences.undeclared, ...differences.unknown]).to.deep.equal([]);
    });
  }

  for (const { stack, account, range, owner } of [
    { stack: "shared", account: "111122223333", range: "10.0.0.0/16", owner: "hub shared" },
    { stack: "lob-b", account: "444444444444", range: "10.101.0.0/16", owner: "LOB lob-b" },
  ]) {
    it(`names an internet gateway on the VPC of ${owner}, whether a stack or a person put it there`, async () => {
      const verification = await verifiedAfter((world) => {
        const home = world.list(vpc, account).find(({ state }) => state.cidrBlock === range);
        const state = { id: "igw-by-hand", arn: "", vpcId: home?.id ?? "" };
        expect(home?.stack).to.equal(stack);
        return adding(internetGateway, account, "igw-by-hand", () => state)(world);
      });

      expect(findingsOf(verification)).to.deep.equal([
        `internet gateway "igw-by-hand" is attached to VPC ${range} of ${owner}, account ${account}, so a single route would reach the internet: remove it from the stack, or detach it by hand if no stack has it`,
      ]);
      expect(isAsDeclared(verification)).to.equal(false);
    });
  }

  it("finds the simulated corporate network's internet gateway, which AWSx makes, no mistake", async () => {
    const { world } = estate.estate.aws;
    const inEstate = world.all(internetGateway).filter(({ stack }) => stack === "shared");
    expect(inEstate.map(({ state }) => world.find(vpc, state.vpcId)?.state.cidrBlock)).to.deep.equal([
      "192.168.10.0/24",
    ]);
    expect((await verify(estate, declaration)).findings).to.deep.equal([]);
  });

  for (const [range, why] of [
    [
      "192.168.10.0/24",
      "which overlaps the corporate CIDR block 192.168.10.0/24: the hub takes it for the corporate network",
    ],
    [
      "10.101.7.0/24",
      "which overlaps 10.101.0.0/16 of LOB lob-b in account 444444444444: the hub may answer there in place of the LOB",
    ],
  ] as const) {
    it(`names a network with ${range} that a member of the organization attached`, async () => {
      const { aws } = estate.estate;
      const unshare = sharedWithOrganization(aws.world);
      const { id, detach } = await attachNetwork(aws, member, range);
      unshare();
      try {
        const verification = await verify(estate, declaration);

        expect(findingsOf(verification)).to.deep.equal([
          `a CIDR block that isn't its account's: ${id} of account ${member} announces ${range}, ${why}; detach it, and share stack shared with its LOBs' accounts only`,
        ]);
        expect(isAsDeclared(verification)).to.equal(false);
      } finally {
        await detach();
      }
    });
  }

  for (const { what, change } of harmless) {
    it(`finds nothing where ${what}`, async () => {
      expect(findingsOf(await verifiedAfter(change))).to.deep.equal([]);
    });
  }

  /** What documents refuse of the declared accesses of the estate, in sentences. */
  async function limitsOf(files: Readonly<Record<string, unknown>>, options: { boundary?: string } = {}) {
    const verification = await verify(estate, declaration);
    const texts = Object.fromEntries(Object.entries(files).map(([name, content]) => [name, JSON.stringify(content)]));
    const documents = withFolder(texts, (folder) => {
      const paths = Object.keys(files).map((name) => path.join(folder, name));
      const read = readDocuments(options.boundary === undefined ? { scp: paths } : { boundary: paths[0] ?? "" });
      return JSON.parse(JSON.stringify(read).replaceAll(`${folder}/`, ""));
    });
    const { refused, closed, unknown } = await limitedAccesses(estate, declaration, verification, documents);
    const sentences = (accesses: typeof refused) =>
      grouped(accesses).map((group) => `${accessSentence(group)} (${group.first.decidedBy})`);
    return { verification, refused: sentences(refused), closed: sentences(closed), unknown: sentences(unknown) };
  }

  const scp = (...statements: readonly object[]) => ({
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({ Effect: "Deny", Resource: "*", ...statement })),
  });

  it("names which declared access a service control policy refuses, people's too, and what isn't known beforehand", async () => {
    const { refused, unknown } = await limitsOf({
      "p.json": scp(
        { Sid: "NoUrls", Action: "sagemaker:CreatePresignedDomainUrl" },
        {
          Action: "dynamodb:*",
          Condition: { StringNotEquals: { "aws:PrincipalTag/team": "studio" } },
        },
      ),
    });
    const denies = "service control policy p.json: statement NoUrls denies it";
    expect(refused).to.include(
      `PresignedURLGenerator of child may make a presigned URL for user-lob-a in child, from hub shared, LOB child, LOB lob-b and on-premises of shared (${denies})`,
    );
    expect(refused.filter((sentence) => /^user .* may get the URL of/.test(sentence))).to.have.length.greaterThan(1);
    expect(refused.filter((sentence) => sentence.includes("table"))).to.deep.equal([]);
    expect(unknown).to.include(
      "StudioPresignedUrl-shared of shared may read items of table studio-users-shared, from hub shared and internet (service control policy p.json: statement 2 denies it, depending on aws:PrincipalTag/team)",
    );
  });

  it("tells what a policy closes from outside, where no stack calls, from what it stops", async () => {
    const file = path.resolve(__dirname, "../../docs/organization/through-own-endpoints-only.json");
    const { refused, closed, unknown } = await limitsOf({ "p.json": JSON.parse(readFileSync(file, "utf8")) });
    expect(refused).to.deep.equal([]);
    expect(unknown).to.deep.equal([]);
    expect(closed).to.include(
      "SageMakerInvoker-child of child may assume SageMakerExternal of parent, with its ExternalId, from internet (service control policy p.json: statement ThroughOwnEndpointsOnly denies it)",
    );
    expect(closed.every((sentence) => sentence.includes(", from internet ("))).to.equal(true);
  });

  it("names which declared access a boundary would refuse, and not what its accounts' people may do", async () => {
    const { refused } = await limitsOf(
      { "b.json": scp({ Effect: "Allow", NotAction: "sts:AssumeRole" }) },
      { boundary: "b.json" },
    );
    expect(refused).to.include(
      "SageMakerInvoker-child of child may assume SageMakerExternal of parent, with its ExternalId, from hub shared, LOB child, LOB lob-b and internet (permissions boundary b.json: no statement allows it)",
    );
    expect(refused.filter((sentence) => sentence.startsWith("a role named like"))).to.deep.equal([]);
  });

  for (const { what, change, appears } of trustWidenings.slice(0, 1)) {
    it(`still names what a service control policy hides once ${what}`, async () => {
      const undo = change(estate.estate.aws.world);
      try {
        const { verification } = await limitsOf({ "p.json": scp({ Action: "sts:*" }) });
        expect(grouped(verification.differences.undeclared).map(accessSentence)).to.deep.equal(appears);
        expect(isAsDeclared(verification)).to.equal(false);
      } finally {
        undo();
      }
      expect(findingsOf(await verify(estate, declaration))).to.deep.equal([]);
    });
  }
});
