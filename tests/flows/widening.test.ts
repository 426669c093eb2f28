import * as path from "node:path";
import { expect } from "chai";
import { internetGateway, vpc } from "../../local/aws/ec2/kinds";
import { Declaration } from "../../local/verify/access/declared";
import { accessSentence, grouped } from "../../local/verify/access/grouped";
import { VerifiedEstate } from "../../local/verify/access/verified-estate";
import { findingsOf } from "../../local/verify/findings";
import { isAsDeclared, type Verification, verify } from "../../local/verify/verification";
import { shippedProject } from "../local/support/project";
import { apiWidenings } from "./cases/api-widenings";
import { harmless, networkWidenings } from "./cases/network-widenings";
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
    expect([allowed.length, refused.length]).to.deep.equal([135, 13_033]);
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
    expect((await verify(estate, declaration)).networkFindings).to.deep.equal([]);
  });

  for (const [range, why] of [
    [
      "192.168.10.0/24",
      "which overlaps the corporate range 192.168.10.0/24: the hub takes it for the corporate network",
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
          `a range that isn't its account's: ${id} of account ${member} announces ${range}, ${why}; detach it, and share stack shared with its LOBs' accounts only`,
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
});
