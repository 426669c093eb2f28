import * as path from "node:path";
import { expect } from "chai";
import { Declaration } from "../../local/verify/access/declared";
import { accessSentence, grouped } from "../../local/verify/access/grouped";
import { VerifiedEstate } from "../../local/verify/access/verified-estate";
import { findingsOf } from "../../local/verify/findings";
import { isAsDeclared, verify } from "../../local/verify/verification";
import { studioJobWidenings } from "./cases/studio-job-widenings";
import { studioWidenings } from "./cases/studio-widenings";
import { studioProject } from "./support/studio-project";

const declaration = Declaration.read(path.resolve(__dirname, "../.."));

/** Each change is made to the resources that the stacks made, and taken back. */
describe("npm run verify of a project whose Studio has capabilities", () => {
  let estate: VerifiedEstate;

  before(async () => {
    estate = await VerifiedEstate.open(studioProject);
  });

  after(() => estate.close());

  it("finds it as it is declared", async () => {
    expect(findingsOf(await verify(estate, declaration))).to.deep.equal([]);
  });

  for (const { what, change, appears } of [...studioWidenings, ...studioJobWidenings]) {
    it(`names what somebody may do once ${what}`, async () => {
      const undo = change(estate.estate.aws.world);
      try {
        const verification = await verify(estate, declaration);

        expect(grouped(verification.differences.undeclared).map(accessSentence)).to.deep.equal(appears);
        expect(isAsDeclared(verification)).to.equal(false);
      } finally {
        undo();
      }
    });
  }
});
