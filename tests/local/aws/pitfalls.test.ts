import { expect } from "chai";
import { findPath } from "../../../local/aws/network/path";
import { pitfalls } from "../../../local/aws/pitfalls";
import { eachTestOnItsOwnAws } from "../support/local-aws";
import { networkPitfallCases, type PitfallCase } from "../support/pitfall-cases-network";
import { callers, estate, openHubAccounts } from "./network/hub";
import { type Piece, Put } from "./network/pieces";

/** Rows of a call that arrives, and shouldn't, or not there. */
const arriving: readonly string[] = ["isolation", "service"];

describe("What AWS accepts but doesn't work", () => {
  const aws = eachTestOnItsOwnAws();

  async function call(pieces: readonly Piece[], { from, to }: PitfallCase) {
    const put = await Put.all(aws(), pieces);
    const destination = /^[\d.]+$/.test(put.text(to)) ? { address: put.text(to) } : { host: put.text(to) };
    return { put, path: findPath(aws().world, put.origin(callers[from]), destination) };
  }

  for (const pitfall of networkPitfallCases) {
    const { fact, failsAt } = pitfalls[pitfall.row];

    describe(`${pitfall.row}: ${fact}`, () => {
      beforeEach(() => openHubAccounts(aws().world));

      it(arriving.includes(failsAt) ? "lets the call arrive" : `ends the call at the ${failsAt}`, async () => {
        const { put, path } = await call(pitfall.change(estate), pitfall);

        if (arriving.includes(failsAt)) {
          expect(path).to.include({ reached: true, address: put.text(pitfall.shows) });
        } else {
          expect(path).to.include({ reached: false, failedAt: failsAt, reason: put.text(pitfall.shows) });
        }
      });

      it("does the opposite where nothing is changed", async () => {
        const { path } = await call(estate, pitfall);

        expect(path).to.include({ reached: !arriving.includes(failsAt) });
      });
    });
  }

  it("has a case for every row of the network, and for no other", () => {
    const isOfNetwork = (number: number) =>
      number < 30 || (number >= 70 && number < 80) || (number > 84 && number < 105);
    const rows = Object.keys(pitfalls).filter((row) => isOfNetwork(Number(row.slice(1))));

    expect(networkPitfallCases.map(({ row }) => row)).to.deep.equal(rows);
  });
});
