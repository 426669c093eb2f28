import { expect } from "chai";
import { VerifiedEstate } from "../../local/verify/access/verified-estate";
import { apiWidenings } from "../flows/cases/api-widenings";
import { harmless, networkWidenings } from "../flows/cases/network-widenings";
import { policyWidenings } from "../flows/cases/policy-widenings";
import { trustWidenings } from "../flows/cases/trust-widenings";
import { compareClasses } from "../flows/support/by-classes";
import { withLobs } from "../flows/support/more-lobs";
import { shippedProject } from "../local/support/project";

/** Every widening, in the shipped estate with a third LOB: asked once for each class of LOBs, and in full. */
describe("npm run verify with LOBs that are alike, after every widening", () => {
  let estate: VerifiedEstate;

  before(async () => {
    estate = await VerifiedEstate.open(withLobs(shippedProject, 3));
  });

  after(() => estate.close());

  for (const { what, change } of [
    ...trustWidenings,
    ...policyWidenings,
    ...apiWidenings,
    ...networkWidenings,
    ...harmless,
  ]) {
    it(`finds what the full set of questions finds once ${what}`, async () => {
      const undo = change(estate.estate.aws.world);
      try {
        const { missing, wrong } = await compareClasses(estate);

        expect({ missing, wrong }).to.deep.equal({ missing: [], wrong: [] });
      } finally {
        undo();
      }
    });
  }
});
