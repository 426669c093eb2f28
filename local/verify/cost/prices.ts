import * as v from "valibot";
import { UsersMistake } from "../../../common/users-mistake";
import file from "./prices.json";

/** The price file, for those who change it. */
export const priceFile = "local/verify/cost/prices.json";

const price = v.pipe(v.number("must be a number"), v.minValue(0, "must not be below 0"));
const text = v.string("must be a text");

const schema = v.strictObject({
  /** The month in which the prices were read. */
  date: v.pipe(text, v.regex(/^\d{4}-\d{2}(-\d{2})?$/, 'must be a date such as "2026-11"')),
  region: text,
  currency: text,
  hoursPerMonth: price,
  interfaceEndpointZoneHour: price,
  transitGatewayAttachmentHour: price,
  transitGatewayGigabyte: price,
  resolverAddressHour: price,
  privateZoneMonth: price,
  /** Of each name in lists of DNS Firewall that aren't AWS's. */
  firewallNameMonth: price,
  /** Of queries from VPCs with DNS Firewall; over a billion a month less. */
  firewallMillionQueries: price,
  /** AWS's pages that the prices are from. */
  sources: v.array(text),
});

/** What AWS asks, of a date and a region. */
export type Prices = v.InferOutput<typeof schema>;

/**
 * Reads a price file's content.
 *
 * @throws UsersMistake every mistake in it.
 */
export function readPrices(content: unknown): Prices {
  const parsed = v.safeParse(schema, content);
  if (parsed.success) {
    return parsed.output;
  }
  const mistakes = parsed.issues.map((issue) => `${v.getDotPath(issue) ?? "the file"} ${issue.message}`);
  throw new UsersMistake(`${priceFile}: ${mistakes.join("; ")}`);
}

/** The prices of the file. */
export function shippedPrices(): Prices {
  return readPrices(file);
}

/** Hundredths, as bills have them. */
export function toCents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
