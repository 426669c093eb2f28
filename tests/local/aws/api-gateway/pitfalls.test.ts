import { expect } from "chai";
import { pitfalls } from "../../../../local/aws/pitfalls";
import { eachTestWithAnApi } from "../../support/api-gateway";
import { SetClock } from "../../support/clock";
import { apiPitfallCases } from "../../support/pitfall-cases-api";

describe("What API Gateway accepts but doesn't work", () => {
  const clock = new SetClock();
  const api = eachTestWithAnApi(clock);

  beforeEach(() => clock.set("2026-11-22T10:00:00Z"));

  for (const { row, change, see, usually, shows } of apiPitfallCases) {
    describe(`${row}: ${pitfalls[row].fact}`, () => {
      it(`fails at the ${pitfalls[row].failsAt}`, async () => {
        await change(api());
        await api().deploy();

        expect(await see(api(), clock)).to.deep.equal(shows);
      });

      it("does the opposite where nothing is changed", async () => {
        await api().deploy();

        expect(await see(api(), clock)).to.deep.equal(usually);
      });
    });
  }

  it("has a case for every row of API Gateway, and for no other", () => {
    const rows = Object.keys(pitfalls).filter((row) => row >= "P30" && row < "P50");

    expect(apiPitfallCases.map(({ row }) => row)).to.deep.equal(rows);
  });
});
