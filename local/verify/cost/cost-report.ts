import { isShared } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import type { World } from "../../aws";
import { type Comparison, compare, costFor, gigabytesFor } from "./comparison";
import { countHub, type HubCounts } from "./hub-counts";
import { type CostLine, monthlyCosts, totalOf } from "./monthly";
import { type Prices, shippedPrices } from "./prices";

/** The most LOBs that the comparison looks at. */
export const mostLobs = 100;

/** Both ways for so many LOBs; amounts a month. */
export interface ComparedLobs {
  readonly lobs: number;
  readonly own: number;
  readonly central: number;
  readonly beside: number;
  /** Gigabytes a LOB and month from which central endpoints cost more; 0 where they do without any. */
  readonly gigabytes: number;
}

/** What a hub and its LOBs cost, and how that compares with endpoints in each LOB's own VPC. */
export interface HubCost {
  /** The hub's stack. */
  readonly hub: string;
  readonly counts: HubCounts;
  readonly lines: readonly CostLine[];
  readonly total: number;
  readonly comparison: Comparison;
  /** Chosen numbers of LOBs from 1 to 100, among them the estate's own and the break-evens. */
  readonly rows: readonly ComparedLobs[];
}

/** What the project's hubs cost. Plain data, fit for JSON. */
export interface CostReport {
  readonly prices: Prices;
  readonly hubs: readonly [HubCost, ...HubCost[]];
}

const usual = [1, 2, 5, 10, 20, 50, mostLobs];

function rowsOf(comparison: Comparison, lobs: number, prices: Prices): ComparedLobs[] {
  const { own, central, beside, breakEven } = comparison;
  const chosen = [...usual, lobs, breakEven.central ?? 0, breakEven.beside ?? 0].filter(
    (count) => count >= 1 && count <= mostLobs,
  );
  return [...new Set(chosen)]
    .sort((a, b) => a - b)
    .map((count) => ({
      lobs: count,
      own: costFor(own, count),
      central: costFor(central, count),
      beside: costFor(beside, count),
      gigabytes: gigabytesFor(comparison, count, prices),
    }));
}

/** What counts come to. */
export function hubCost(hub: string, counts: HubCounts, prices: Prices): HubCost {
  const forLobs = counts.endpoints.filter(({ isForLobs }) => isForLobs);
  const compared = {
    interfaces: forLobs.reduce((all, { zones }) => all + zones, 0),
    zones: forLobs.length,
    resolverAddresses: counts.resolverAddresses,
  };
  const comparison = compare(compared, prices);
  const lines = monthlyCosts(counts, prices);
  const rows = rowsOf(comparison, counts.lobs.length, prices);
  return { hub, counts, lines, total: totalOf(lines), comparison, rows };
}

/**
 * What the project's hubs cost, from their resources; undefined where the project has no hub.
 *
 * @param project as its files describe it: a simulator that they don't ask for isn't counted, though it may exist.
 * @param prices Default: those of the price file.
 */
export function costOf(world: World, project: Project, prices: Prices = shippedPrices()): CostReport | undefined {
  const [first, ...others] = project.stacks
    .filter(isShared)
    .map((hub) => hubCost(hub.name, countHub(world, project, hub), prices));
  return first === undefined ? undefined : { prices, hubs: [first, ...others] };
}
