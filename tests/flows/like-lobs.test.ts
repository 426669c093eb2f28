import { expect } from "chai";
import { VerifiedEstate } from "../../local/verify/access/verified-estate";
import { shippedProject } from "../local/support/project";
import { networkWidenings } from "./cases/network-widenings";
import { policyWidenings } from "./cases/policy-widenings";
import { trustWidenings } from "./cases/trust-widenings";
import { compareClasses } from "./support/by-classes";
import type { Change } from "./support/estate-changes";
import { withLobs } from "./support/more-lobs";

/** The shipped estate with a third LOB, which is like the second one. All widenings are compared in tests/load. */
describe("npm run verify with LOBs that are alike", () => {
  let estate: VerifiedEstate;

  before(async () => {
    estate = await VerifiedEstate.open(withLobs(shippedProject, 3, ["lob-3"]));
  });

  after(() => estate.close());

  async function comparedAfter(change: Change) {
    const undo = change(estate.estate.aws.world);
    try {
      return await compareClasses(estate);
    } finally {
      undo();
    }
  }

  it("asks once for both, and finds what the full set of questions finds", async () => {
    const { alike, questions, missing, wrong } = await compareClasses(estate);

    expect({ alike, missing, wrong }).to.deep.equal({ alike: [["lob-b", "lob-3"]], missing: [], wrong: [] });
    expect(questions).to.deep.equal({ byClasses: 33_858, inFull: 56_246 });
  });

  const cases = [
    { from: trustWidenings, what: "the parent's role trusts the whole organization", alike: [["lob-b", "lob-3"]] },
    { from: policyWidenings, what: "a LOB's bucket lets another LOB's account in", alike: [] },
    { from: networkWidenings, what: "LOBs are routed to each other, and LOB B's Studio admits LOB A", alike: [] },
  ];
  for (const { from, what, alike: expected } of cases) {
    it(`finds what the full set of questions finds once ${what}`, async () => {
      const [widening] = from.filter((one) => one.what === what);
      const { alike, missing, wrong } = await comparedAfter(widening?.change ?? (() => () => undefined));

      expect({ alike, missing, wrong }).to.deep.equal({ alike: expected, missing: [], wrong: [] });
    });
  }
});
