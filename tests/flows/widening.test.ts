import * as path from "node:path";
import { expect } from "chai";
import { Declaration } from "../../local/reports/access/declared";
import { accessSentence, grouped } from "../../local/reports/access/grouped";
import { VerifiedEstate } from "../../local/reports/access/verified-estate";
import { findingsOf } from "../../local/reports/verify/findings";
import { isAsDeclared, type Verification, verify } from "../../local/reports/verify/verification";
import { shippedProject } from "../local/support/project";
import { apiWidenings } from "./cases/api-widenings";
import { harmless, networkWidenings } from "./cases/network-widenings";
import { policyWidenings } from "./cases/policy-widenings";
import { trustWidenings } from "./cases/trust-widenings";
import type { Change } from "./support/estate-changes";

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
    const { allowed, refused, differences } = await verify(estate, declaration);

    expect(findingsOf(differences)).to.deep.equal([]);
    expect([allowed.length, refused.length]).to.deep.equal([102, 12_912]);
  });

  for (const { what, change, appears } of [
    ...trustWidenings,
    ...policyWidenings,
    ...apiWidenings,
    ...networkWidenings,
  ]) {
    it(`names what somebody may do once ${what}`, async () => {
      const { differences } = await verifiedAfter(change);

      expect(grouped(differences.undeclared).map(accessSentence)).to.deep.equal(appears);
      expect(isAsDeclared(differences)).to.equal(false);
      for (const sentence of appears) {
        expect(findingsOf(differences).some((finding) => finding.startsWith(`not declared: ${sentence} (`))).to.equal(
          true,
        );
      }
    });
  }

  for (const { what, change } of harmless) {
    it(`finds nothing where ${what}`, async () => {
      expect(findingsOf((await verifiedAfter(change)).differences)).to.deep.equal([]);
    });
  }
});
