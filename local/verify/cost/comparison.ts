import { type Prices, toCents } from "./prices";

/** What the same services need in either form. */
export interface Compared {
  /** Network interfaces that the services' endpoints have together: endpoints × zones. */
  readonly interfaces: number;
  /** Private zones that central endpoints need; those in a LOB's own VPC have AWS's own private DNS. */
  readonly zones: number;
  /** Addresses of the resolver's endpoints, which central endpoints need. */
  readonly resolverAddresses: number;
}

/** Costs a month of one way to reach the services: so much at once, and so much for each LOB. */
export interface Way {
  readonly fixed: number;
  readonly perLob: number;
}

/** Central endpoints against endpoints in each LOB's own VPC, for the services that LOBs use. */
export interface Comparison {
  readonly own: Way;
  /** With the transit gateway and the resolver. */
  readonly central: Way;
  /** Where transit gateway and resolver are there for other reasons. */
  readonly beside: Way;
  /** From how many LOBs central endpoints cost less; undefined where they never do. */
  readonly breakEven: { readonly central: number | undefined; readonly beside: number | undefined };
  /**
   * Gigabytes for each LOB and month from which central endpoints cost more, however many LOBs there are; 0 where
   * they always do.
   */
  readonly gigabytes: { readonly central: number; readonly beside: number };
}

/** What a way costs a month for so many LOBs. */
export function costFor({ fixed, perLob }: Way, lobs: number): number {
  return toCents(fixed + perLob * lobs);
}

/** The least number of LOBs for which a way costs less than each LOB's own endpoints. */
function breakEven(own: Way, way: Way): number | undefined {
  const saved = toCents(own.perLob - way.perLob);
  return saved > 0 ? Math.floor(toCents(way.fixed - own.fixed) / saved) + 1 : undefined;
}

/** What a way saves for each of many LOBs, as gigabytes through the transit gateway. */
function gigabytes(own: Way, way: Way, prices: Prices): number {
  return Math.max(0, Math.round((own.perLob - way.perLob) / prices.transitGatewayGigabyte));
}

/**
 * How many gigabytes a LOB and month make central endpoints cost as much as its own, for so many LOBs; 0 where they do
 * without any. A gigabyte through an endpoint costs the same in either VPC, so the transit gateway's part is what differs.
 */
export function gigabytesFor({ own, central }: Comparison, lobs: number, prices: Prices): number {
  const saved = costFor(own, lobs) - costFor(central, lobs);
  return Math.max(0, Math.round(saved / lobs / prices.transitGatewayGigabyte));
}

/** Compares the two ways. Amounts are in the currency of the prices. */
export function compare({ interfaces, zones, resolverAddresses }: Compared, prices: Prices): Comparison {
  const hours = prices.hoursPerMonth;
  const endpoints = toCents(interfaces * hours * prices.interfaceEndpointZoneHour);
  const attachment = toCents(hours * prices.transitGatewayAttachmentHour);
  const zonesCost = zones * prices.privateZoneMonth;
  const resolver = resolverAddresses * hours * prices.resolverAddressHour;
  const own = { fixed: 0, perLob: endpoints };
  const central = { fixed: toCents(endpoints + zonesCost + attachment + resolver), perLob: attachment };
  const beside = { fixed: toCents(endpoints + zonesCost), perLob: 0 };
  return {
    own,
    central,
    beside,
    breakEven: { central: breakEven(own, central), beside: breakEven(own, beside) },
    gigabytes: { central: gigabytes(own, central, prices), beside: gigabytes(own, beside, prices) },
  };
}
