import { expect } from "chai";
import { findingsOf } from "../../local/verify/findings";
import { verify } from "../../local/verify/verification";
import { studioJobWidenings } from "./cases/studio-job-widenings";
import { studioWidenings } from "./cases/studio-widenings";
import { studioProject } from "./support/studio-project";
import { declaration, namesEach } from "./support/widening-suite";

/** Each change is made to the resources that the stacks made, and taken back. */
describe("npm run verify of a project whose Studio has capabilities", () => {
  const estate = namesEach(studioProject, [...studioWidenings, ...studioJobWidenings]);

  it("finds it as it is declared", async () => {
    expect(findingsOf(await verify(estate(), declaration))).to.deep.equal([]);
  });
});
