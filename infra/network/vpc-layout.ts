import { addressAt, blockAt, prefixOf } from "../../common/cidr";

/** AWS's smallest subnet, and enough for a transit gateway's one interface. */
const attachmentPrefix = 28;

/** How the CIDR block of an `IsolatedVpc` is split; each list has one entry for each Availability Zone. */
export interface VpcLayout {
  /** Subnets for workloads: an eighth of the CIDR block each, from its beginning. */
  readonly workloads: readonly string[];
  /** Subnets for the transit gateway's interfaces: the last /28s of the CIDR block, the first zone's at its end. */
  readonly attachments: readonly string[];
}

/**
 * Splits a VPC's CIDR block. A zone added at the end of the list moves no subnet: a moved one would be created before the
 * old one is deleted, and AWS refuses two subnets of one CIDR block.
 *
 * @param cidr the VPC's CIDR block, /16 to /24.
 * @param zones how many Availability Zones there are, up to 4, since the last half of the CIDR block is spare.
 *
 * Source: Amazon VPC Transit Gateways, "Transit gateway design best practices": a subnet of its own, /28, for each
 * attachment and zone.
 */
export function vpcLayout(cidr: string, zones: number): VpcLayout {
  const each = Array.from({ length: zones }, (_, index) => index);
  return {
    workloads: each.map((zone) => blockAt(cidr, prefixOf(cidr) + 3, zone)),
    attachments: each.map((zone) => blockAt(cidr, attachmentPrefix, -1 - zone)),
  };
}

/** Where an inbound resolver endpoint is in one of its subnets. */
export interface ResolverPlace {
  /** The block that is reserved for it, so that AWS doesn't assign its addresses. */
  readonly block: string;
  /** Its address: the block's first. */
  readonly address: string;
}

/**
 * A fixed address for an inbound resolver endpoint in a workload subnet: in the second /28, since AWS reserves the
 * first four addresses of a subnet. Rules and corporate DNS that point there survive a replacement.
 *
 * Source: VPC User Guide, "Subnet sizing".
 */
export function resolverPlace(subnet: string): ResolverPlace {
  const block = blockAt(subnet, 28, 1);
  return { block, address: addressAt(block, 0) };
}

/** What belongs to an Availability Zone in a list with one entry for each, counted from 0. */
export function inZone<T>(items: { readonly [zone: number]: T }, zone: number): T {
  const item = items[zone];
  if (item === undefined) {
    throw new RangeError(`there is nothing for zone ${zone + 1}`);
  }
  return item;
}
