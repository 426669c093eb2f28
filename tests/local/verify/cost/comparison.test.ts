import { expect } from "chai";
import { type Comparison, compare, costFor, gigabytesFor } from "../../../../local/verify/cost/comparison";
import { shippedPrices } from "../../../../local/verify/cost/prices";

const prices = shippedPrices();

/** Nine services in two zones, without private zones, as the known results count them. */
const nine = compare({ interfaces: 18, zones: 0, resolverAddresses: 4 }, prices);

/** The numbers of LOBs for which central endpoints cost less, asked one by one. */
function cheaper({ own, ...ways }: Comparison, way: "central" | "beside"): number[] {
  return Array.from({ length: 100 }, (_, index) => index + 1).filter(
    (lobs) => costFor(ways[way], lobs) < costFor(own, lobs),
  );
}

describe("central endpoints against each LOB's own", () => {
  it("gives the known results for 9 endpoints in 2 zones", () => {
    expect(nine).to.deep.equal({
      own: { fixed: 0, perLob: 131.4 },
      central: { fixed: 131.4 + 36.5 + 365, perLob: 36.5 },
      beside: { fixed: 131.4, perLob: 0 },
      breakEven: { central: 6, beside: 2 },
      gigabytes: { central: 4745, beside: 6570 },
    });
  });

  it("names as break-even the least number of LOBs for which central ones cost less, and they do from there on", () => {
    for (const [interfaces, zones] of [
      [18, 0],
      [18, 9],
      [8, 4],
      [12, 4],
      [6, 3],
    ] as const) {
      const comparison = compare({ interfaces, zones, resolverAddresses: 4 }, prices);
      for (const way of ["central", "beside"] as const) {
        const from = comparison.breakEven[way] ?? Number.POSITIVE_INFINITY;
        expect(cheaper(comparison, way), `${interfaces} ${way}`).to.deep.equal(
          Array.from({ length: 100 }, (_, index) => index + 1).filter((lobs) => lobs >= from),
        );
      }
    }
  });

  it("finds no break-even where a LOB's attachment costs as much as its own endpoints", () => {
    const { breakEven, gigabytes } = compare({ interfaces: 5, zones: 0, resolverAddresses: 4 }, prices);
    expect(breakEven.central).to.equal(undefined);
    expect(gigabytes.central).to.equal(0);
    const free = compare({ interfaces: 0, zones: 0, resolverAddresses: 0 }, prices);
    expect(free.breakEven).to.deep.equal({ central: undefined, beside: undefined });
  });

  it("costs the same with so much data, and none where central ones cost more without any", () => {
    const lobs = 10;
    const volume = gigabytesFor(nine, lobs, prices);
    expect(volume).to.equal(2081);
    const withData = costFor(nine.central, lobs) + lobs * volume * prices.transitGatewayGigabyte;
    expect(withData).to.be.closeTo(costFor(nine.own, lobs), lobs * prices.transitGatewayGigabyte);
    expect(gigabytesFor(nine, 5, prices)).to.equal(0);
  });
});
