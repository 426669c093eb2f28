import { expect } from "chai";
import { Estate } from "../../../../local/estate/estate";
import { withSimulators } from "../../../../local/estate/on-premises";
import { costOf } from "../../../../local/verify/cost/cost-report";
import { costSection } from "../../../../local/verify/cost/cost-section";
import { shippedPrices } from "../../../../local/verify/cost/prices";
import type { Project } from "../../../../stacks/project/stack";
import { childTexts, parentTexts, projectOf, sharedTexts, shippedProject } from "../../support/project";

/** Brings a project's stacks up and looks at the costs, by the same project's files unless told. */
async function costs(standing: Project, project = standing) {
  const estate = await Estate.found(standing, new URL("http://127.0.0.1:1"));
  try {
    for (const stack of standing.stacks) {
      await estate.up(stack);
    }
    return costOf(estate.aws.world, project);
  } finally {
    await estate.close();
  }
}

describe("the cost of an estate", () => {
  let shipped: Awaited<ReturnType<typeof costs>>;

  before(async () => {
    shipped = await costs(shippedProject);
  });

  it("counts the shipped one's resources, and compares what its LOBs use", () => {
    const endpoint = (service: string, isForLobs: boolean) => ({ service, zones: 2, isForLobs });
    const hub = shipped?.hubs[0];
    expect(shipped?.hubs).to.have.lengthOf(1);
    expect(hub?.counts).to.deep.equal({
      lobs: ["child", "lob-b"],
      endpoints: [
        endpoint("aws.sagemaker.eu-west-1.studio", false),
        endpoint("com.amazonaws.eu-west-1.cognito-idp", false),
        endpoint("com.amazonaws.eu-west-1.execute-api", false),
        endpoint("com.amazonaws.eu-west-1.logs", true),
        endpoint("com.amazonaws.eu-west-1.sagemaker.api", true),
        endpoint("com.amazonaws.eu-west-1.sagemaker.runtime", true),
        endpoint("com.amazonaws.eu-west-1.sts", true),
      ],
      attachments: ["hub", "child", "lob-b"],
      resolverAddresses: 4,
      privateZones: 7,
      firewallNames: 22,
    });
    expect(hub?.lines.map(({ perMonth }) => perMonth)).to.deep.equal([102.2, 109.5, 365, 3.5, 0.01]);
    expect(hub?.total).to.equal(580.21);
    expect(hub?.comparison).to.deep.equal({
      own: { fixed: 0, perLob: 58.4 },
      central: { fixed: 461.9, perLob: 36.5 },
      beside: { fixed: 60.4, perLob: 0 },
      breakEven: { central: 22, beside: 2 },
      gigabytes: { central: 1095, beside: 2920 },
    });
    expect(hub?.rows).to.deep.equal([
      { lobs: 1, own: 58.4, central: 498.4, beside: 60.4, gigabytes: 0 },
      { lobs: 2, own: 116.8, central: 534.9, beside: 60.4, gigabytes: 0 },
      { lobs: 5, own: 292, central: 644.4, beside: 60.4, gigabytes: 0 },
      { lobs: 10, own: 584, central: 826.9, beside: 60.4, gigabytes: 0 },
      { lobs: 20, own: 1168, central: 1191.9, beside: 60.4, gigabytes: 0 },
      { lobs: 22, own: 1284.8, central: 1264.9, beside: 60.4, gigabytes: 45 },
      { lobs: 50, own: 2920, central: 2286.9, beside: 60.4, gigabytes: 633 },
      { lobs: 100, own: 5840, central: 4111.9, beside: 60.4, gigabytes: 864 },
    ]);
  });

  it("counts the simulator if the files ask for it, and not if it exists only for tests", async () => {
    const simulated = withSimulators(shippedProject);
    expect((await costs(simulated, shippedProject))?.hubs[0].counts).to.deep.equal(shipped?.hubs[0].counts);
    expect((await costs(simulated))?.hubs[0].counts).to.deep.equal({
      ...shipped?.hubs[0].counts,
      attachments: ["hub", "on-premises simulator", "child", "lob-b"],
    });
  });

  it("is none without a hub, and covers a hub without LOBs", async () => {
    expect(await costs(projectOf({ parent: parentTexts, child: childTexts }))).to.equal(undefined);
    const alone = await costs(projectOf({ shared: sharedTexts }));
    expect(alone?.hubs[0].counts.lobs).to.deep.equal([]);
    expect(alone?.hubs[0].comparison.breakEven).to.deep.equal({ central: 22, beside: 2 });
  });

  it("follows the prices that it is given", async () => {
    const prices = shippedPrices();
    const cheap = { ...prices, resolverAddressHour: prices.resolverAddressHour / 100 };
    const estate = await Estate.found(shippedProject, new URL("http://127.0.0.1:1"));
    try {
      for (const stack of shippedProject.stacks) {
        await estate.up(stack);
      }
      expect(costOf(estate.aws.world, shippedProject, cheap)?.hubs[0].comparison.breakEven.central).to.equal(5);
    } finally {
      await estate.close();
    }
  });

  it("reads as a section: findings, what it counts, where prices are from, two tables and a plot", () => {
    if (shipped === undefined) {
      throw new Error("the shipped project has a hub");
    }
    const section = costSection(shipped);
    expect(section.paragraphs).to.deep.equal([
      [
        "shared: LOBs use 4 of its 7 interface endpoints, which would cost each LOB 58.40 USD a month in its own VPC.",
        "Central ones cost less from 22 LOBs on, and from 2 LOBs on where transit gateway and resolver exist anyway; this estate has 2.",
        "Each GB through the hub costs 0.02 more, for the transit gateway: above 1,095 GB a LOB and month central ones cost more, however many LOBs there are; above 2,920 where gateway and resolver exist anyway.",
      ].join(" "),
      section.paragraphs[1],
      "Prices of us-east-1, 2026-11, in USD, a month of 730 hours (https://aws.amazon.com/privatelink/pricing/, https://aws.amazon.com/transit-gateway/pricing/, https://aws.amazon.com/route53/pricing/). Other regions have other prices: change local/verify/cost/prices.json. Not counted: data and queries, of which a million from LOBs with DNS Firewall cost 0.6, and whatever people run.",
    ]);
    expect(section.tables.map(({ caption, rows }) => ({ caption, rows: rows.length }))).to.deep.equal([
      { caption: "What shared and its LOBs cost a month, idle", rows: 6 },
      { caption: "Endpoints that LOBs use, USD a month: central ones of shared against each LOB's own", rows: 8 },
    ]);
    expect(section.figures.map(({ description }) => description)).to.deep.equal([
      "Two lines over 1 to 100 LOBs: endpoints of each LOB's own rise from 58.40 to 5840.00 USD a month, central ones from 498.40 to 4111.90. From 22 LOBs central ones cost less. A third, dashed line at 60.40 is central ones where transit gateway and resolver exist anyway.",
    ]);
  });
});
