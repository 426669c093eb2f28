import type { ReportSection, ReportTable } from "../document";
import { costPlot } from "./cost-plot";
import type { CostReport, HubCost } from "./cost-report";
import { type Prices, priceFile } from "./prices";

function fromLobs(count: number | undefined): string {
  return count === undefined ? "with no number of LOBs" : `from ${count} LOBs on`;
}

/** A hub's comparison in sentences. */
function findings({ hub, counts, comparison }: HubCost, { currency, transitGatewayGigabyte }: Prices): string {
  const { breakEven, gigabytes, own } = comparison;
  const services = counts.endpoints.filter(({ isForLobs }) => isForLobs).length;
  const data = (amount: number) => amount.toLocaleString("en-US");
  return [
    `${hub}: LOBs use ${services} of its ${counts.endpoints.length} interface endpoints, which would cost each LOB ${own.perLob.toFixed(2)} ${currency} a month in its own VPC.`,
    `Central ones cost less ${fromLobs(breakEven.central)}, and ${fromLobs(breakEven.beside)} where transit gateway and resolver exist anyway; this estate has ${counts.lobs.length}.`,
    `Each GB through the hub costs ${transitGatewayGigabyte} more, for the transit gateway: above ${data(gigabytes.central)} GB a LOB and month central ones cost more, however many LOBs there are; above ${data(gigabytes.beside)} where gateway and resolver exist anyway.`,
  ].join(" ");
}

function estateTable({ hub, lines, total }: HubCost, { currency }: Prices): ReportTable {
  return {
    caption: `What ${hub} and its LOBs cost a month, idle`,
    columns: ["what", "count", "each", `${currency} a month`],
    rows: [...lines.map(({ what, count, each, perMonth }) => [what, count, each, perMonth]), ["in all", "", "", total]],
  };
}

function comparisonTable({ hub, rows }: HubCost, { currency }: Prices): ReportTable {
  return {
    caption: `Endpoints that LOBs use, ${currency} a month: central ones of ${hub} against each LOB's own`,
    columns: [
      "LOBs",
      "each LOB its own",
      "central",
      "central, beside what is there",
      "GB a LOB and month that make both cost the same",
    ],
    rows: rows.map(({ lobs, own, central, beside, gigabytes }) => [lobs, own, central, beside, gigabytes]),
  };
}

/** The report's section on cost: tables and a plot for each hub. */
export function costSection({ prices, hubs }: CostReport): ReportSection {
  const { date, region, currency, hoursPerMonth, firewallMillionQueries, sources } = prices;
  return {
    id: "cost",
    heading: "Cost: central endpoints against each LOB's own",
    paragraphs: [
      ...hubs.map((hub) => findings(hub, prices)),
      "The comparison covers the services whose rules the hub shares with LOBs, in the hub's number of zones. Central ones need endpoints, private zones, the resolver's addresses, and an attachment for the hub and for each LOB; each LOB's own need only endpoints. “Beside what is there” leaves out transit gateway and resolver, for estates that have both for other reasons. Endpoints that only people use stay in the hub either way and count in neither. Endpoints that LOBs share with people or the hub's own function stay too, which would make central ones even cheaper.",
      `Prices of ${region}, ${date}, in ${currency}, a month of ${hoursPerMonth} hours (${sources.join(", ")}). Other regions have other prices: change ${priceFile}. Not counted: data and queries, of which a million from LOBs with DNS Firewall cost ${firewallMillionQueries}, and whatever people run.`,
    ],
    figures: hubs.map((hub) => costPlot(hub, prices)),
    tables: hubs.flatMap((hub) => [estateTable(hub, prices), comparisonTable(hub, prices)]),
  };
}
