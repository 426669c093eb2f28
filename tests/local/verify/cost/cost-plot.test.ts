import { expect } from "chai";
import { costPlot } from "../../../../local/verify/cost/cost-plot";
import { hubCost } from "../../../../local/verify/cost/cost-report";
import { shippedPrices } from "../../../../local/verify/cost/prices";

const prices = shippedPrices();

function plotOf(services: number): string {
  const endpoints = Array.from({ length: services }, (_, index) => ({
    service: `com.amazonaws.eu-west-1.s${index}`,
    zones: 2,
    isForLobs: true,
  }));
  const counts = {
    lobs: [],
    endpoints,
    attachments: [],
    resolverAddresses: 4,
    privateZones: services,
    firewallNames: 0,
  };
  return costPlot(hubCost("dev-shared", counts, prices), prices).svg;
}

/** Each text of a drawing. */
function texts(svg: string): string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text = ""]) => text);
}

describe("the plot of costs", () => {
  it("has axes, a name for each curve, and the break-even", () => {
    expect(texts(plotOf(9))).to.deep.equal([
      ...["0", "2,000", "4,000", "6,000", "8,000", "10,000", "12,000", "14,000"],
      ...["1", "20", "40", "60", "80", "100"],
      "LOBs",
      "each LOB its own",
      "central",
      "central, beside what is there",
      "central costs less from 6 LOBs",
    ]);
  });

  it("draws each curve from 1 to 100 LOBs", () => {
    const paths = [...plotOf(9).matchAll(/<path d="(M[^"]*L[^"]*)"/g)].map(([, path]) => path);
    expect(paths).to.have.lengthOf(3);
    expect(paths.every((path) => /^M70,[\d.]+L640,[\d.]+$/.test(path ?? ""))).to.equal(true);
  });

  it("marks nothing where central endpoints never cost less within 100 LOBs", () => {
    expect(plotOf(2)).to.contain("They don't cross.".replace("'", "&#39;"));
    expect(plotOf(2)).not.to.contain("<circle");
  });

  it("keeps names of curves apart that end close to each other", () => {
    const heights = [...plotOf(1).matchAll(/<text x="648" y="([\d.]+)"/g)]
      .map(([, y]) => Number(y))
      .sort((a, b) => a - b);
    const gaps = heights.slice(1).map((height, index) => height - (heights[index] ?? 0));
    expect(gaps.every((gap) => gap >= 20)).to.equal(true);
  });

  it("begins its ids with the hub's name, since a page may show two hubs", () => {
    expect(plotOf(9)).to.contain('aria-labelledby="cost-dev-shared-title cost-dev-shared-description"');
  });
});
