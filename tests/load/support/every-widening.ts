import { expect } from "chai";
import { VerifiedEstate } from "../../../local/verify/access/verified-estate";
import { compareClasses } from "../../flows/support/by-classes";
import type { Change } from "../../flows/support/estate-changes";
import { withLobs } from "../../flows/support/more-lobs";
import { shippedProject } from "../../local/support/project";

/** Widenings in the shipped estate with a third LOB: asked once for each class of LOBs, and in full. */
export function comparedAfter(widenings: readonly { readonly what: string; readonly change: Change }[]): void {
  let estate: VerifiedEstate;

  before(async () => {
    estate = await VerifiedEstate.open(withLobs(shippedProject, 3));
  });

  after(() => estate.close());

  for (const { what, change } of widenings) {
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
}
