import { expect } from "chai";
import { withShippedEstate } from "../../local/bench/bench-estate";
import { amount, growth, putUnderLoad, type UnderLoad } from "../../local/bench/load/load";

/** Share by which a heap may grow over three rounds. */
const mostGrowth = 0.1;

describe("The shipped estate under load", () => {
  let load: UnderLoad;

  before(async () => {
    load = await withShippedEstate(putUnderLoad);
  });

  for (const [what, of] of [
    ["the private API gives two people their own URLs", "api"],
    ["invoke-endpoint gives two flowers their own species", "invoke"],
  ] as const) {
    it(`${what}, every one of them, in turns and at once`, () => {
      expect(load[of].map(({ answers, errors, wrong }) => ({ answers, errors, wrong }))).to.deep.equal(
        Array.from({ length: 3 }, () => ({ answers: amount[of], errors: 0, wrong: [] })),
      );
    });
  }

  for (const of of ["local AWS", "studio-authorizer-shared", "studio-presigned-url-shared", "invoke-endpoint-child"]) {
    it(`keeps the heap of ${of} within ${mostGrowth * 100} % of the first round's`, () => {
      const bytes = load.heaps.get(of) ?? [];
      expect(bytes.length).to.equal(3);
      expect(bytes.every((size) => size > 1_000_000)).to.equal(true);
      expect(growth(bytes)).to.be.lessThan(mostGrowth);
    });
  }
});
