import { kind } from "../core/world";

/** A private hosted zone as Route 53 keeps it. */
export interface Zone {
  readonly zoneId: string;
  readonly arn: string;
  /** Without a dot at its end. */
  readonly name: string;
  /** Whether the provider empties it before it is deleted. */
  readonly forceDestroy?: boolean | undefined;
  readonly vpcs: readonly { readonly vpcId: string; readonly vpcRegion?: string | undefined }[];
}
export const zone = kind<Zone>("aws:route53/zone:Zone");

/** A record of a hosted zone: addresses, or another name that has them. */
export interface ZoneRecord {
  readonly zoneId: string;
  /** The whole name, with `*` as its first label for whatever has no record of its own. */
  readonly fqdn: string;
  readonly type: "A";
  readonly aliases: readonly { readonly name: string; readonly zoneId: string }[];
  readonly records: readonly string[];
}
export const record = kind<ZoneRecord>("aws:route53/record:Record");
