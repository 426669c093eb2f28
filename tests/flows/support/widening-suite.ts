import * as path from "node:path";
import { expect } from "chai";
import { Declaration } from "../../../local/verify/access/declared";
import { accessSentence, grouped } from "../../../local/verify/access/grouped";
import { VerifiedEstate } from "../../../local/verify/access/verified-estate";
import { isAsDeclared, verify } from "../../../local/verify/verification";
import type { Project } from "../../../stacks/project/stack";
import type { Change } from "./estate-changes";

export const declaration = Declaration.read(path.resolve(__dirname, "../../.."));

/** A change of what the stacks made, and the sentences by which `npm run verify` has to name it. */
interface Widening {
  readonly what: string;
  readonly change: Change;
  readonly appears: readonly string[];
}

/** A project's estate for a suite, in which each widening is made, has to be named, and is taken back. */
export function namesEach(project: Project, widenings: readonly Widening[]): () => VerifiedEstate {
  let estate: VerifiedEstate;

  before(async () => {
    estate = await VerifiedEstate.open(project);
  });

  after(() => estate.close());

  for (const { what, change, appears } of widenings) {
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
  return () => estate;
}
