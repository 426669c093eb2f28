import type { HubCounts } from "./hub-counts";
import { type Prices, toCents } from "./prices";

/** What something costs a month: how many there are, and what each costs. */
export interface CostLine {
  readonly what: string;
  /** How many, as a product where it is one, such as `7 × 2`. */
  readonly count: string;
  /** Price of each, such as `730 h × 0.01`. */
  readonly each: string;
  readonly perMonth: number;
}

/** Hubs, LOBs and zones have as many zones for each endpoint; where they differ, there is no product. */
function productOf(zones: readonly number[]): string {
  const [first = 0] = zones;
  return zones.every((other) => other === first)
    ? `${zones.length} × ${first}`
    : String(zones.reduce((all, some) => all + some, 0));
}

/** What a hub and its LOBs' attachments cost a month, idle. */
export function monthlyCosts(
  { endpoints, attachments, resolverAddresses, privateZones, firewallNames }: HubCounts,
  prices: Prices,
): CostLine[] {
  const hours = prices.hoursPerMonth;
  const hourly = (price: number) => `${hours} h × ${price}`;
  const zones = endpoints.map((endpoint) => endpoint.zones);
  const interfaces = zones.reduce((all, some) => all + some, 0);
  const lines = [
    {
      what: "interface endpoints × zones",
      count: productOf(zones),
      each: hourly(prices.interfaceEndpointZoneHour),
      perMonth: interfaces * hours * prices.interfaceEndpointZoneHour,
    },
    {
      what: `transit gateway attachments: ${attachments.join(", ")}`,
      count: String(attachments.length),
      each: hourly(prices.transitGatewayAttachmentHour),
      perMonth: attachments.length * hours * prices.transitGatewayAttachmentHour,
    },
    {
      what: "addresses of the resolver's endpoints",
      count: String(resolverAddresses),
      each: hourly(prices.resolverAddressHour),
      perMonth: resolverAddresses * hours * prices.resolverAddressHour,
    },
    {
      what: "private zones",
      count: String(privateZones),
      each: prices.privateZoneMonth.toFixed(2),
      perMonth: privateZones * prices.privateZoneMonth,
    },
    {
      what: "names in the LOBs' DNS Firewall lists",
      count: String(firewallNames),
      each: String(prices.firewallNameMonth),
      perMonth: firewallNames * prices.firewallNameMonth,
    },
  ];
  return lines.map((line) => ({ ...line, perMonth: toCents(line.perMonth) }));
}

/** What lines come to. */
export function totalOf(lines: readonly CostLine[]): number {
  return toCents(lines.reduce((all, { perMonth }) => all + perMonth, 0));
}
