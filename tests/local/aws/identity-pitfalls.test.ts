import { expect } from "chai";
import { pitfalls } from "../../../local/aws/pitfalls";
import { eachTestWithIdentity } from "../support/identity-bench";
import { identityPitfallCases } from "../support/pitfall-cases-identity";

describe("What IAM, Cognito and SageMaker accept but doesn't work", () => {
  const bench = eachTestWithIdentity();

  for (const { row, see, usually, shows } of identityPitfallCases) {
    describe(`${row}: ${pitfalls[row].fact}`, () => {
      it(`fails at the ${pitfalls[row].failsAt}`, async () => {
        expect(await see(bench(), true)).to.equal(shows);
      });

      it("does the opposite where nothing is changed", async () => {
        expect(await see(bench(), false)).to.equal(usually);
      });
    });
  }

  it("has a case for every row of identity, and for no other", () => {
    const isOfIdentity = (number: number) => (number >= 50 && number < 70) || (number >= 105 && number < 110);
    const rows = Object.keys(pitfalls).filter((row) => isOfIdentity(Number(row.slice(1))));

    expect(identityPitfallCases.map(({ row }) => row)).to.deep.equal(rows);
  });
});
