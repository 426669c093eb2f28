import { contains, overlaps, prefixOf } from "../../../common/cidr";
import type { Resource, World } from "../core/world";
import {
  type Subnet,
  subnet,
  transitGatewayAssociation,
  transitGatewayPropagation,
  transitGatewayRoute,
  type VpcAttachment,
  vpc,
  vpcAttachment,
} from "../ec2/kinds";
import type { Walk } from "./walk";

/** A route in a transit gateway's table. */
export interface TableRoute {
  readonly cidr: string;
  /** Undefined for a blackhole. */
  readonly attachment: Resource<VpcAttachment> | undefined;
}

/** The table that looks up what an attachment sends. */
export function tableOf(world: World, { id, state }: Resource<VpcAttachment>): string | undefined {
  return (
    world.all(transitGatewayAssociation).find((other) => other.state.transitGatewayAttachmentId === id)?.state
      .transitGatewayRouteTableId ?? state.bornInto.association
  );
}

/** Routes that somebody wrote, blackholes among them; one to an attachment that is gone is a blackhole, too. */
export function writtenRoutes(world: World, table: string): TableRoute[] {
  return world
    .all(transitGatewayRoute)
    .filter(({ state }) => state.transitGatewayRouteTableId === table)
    .map(({ state }) => ({
      cidr: state.destinationCidrBlock,
      attachment: state.blackhole ? undefined : world.find(vpcAttachment, state.transitGatewayAttachmentId ?? ""),
    }));
}

/** The tables that learn of an attachment's CIDR block. */
export function propagationsOf(world: World, { id, state }: Resource<VpcAttachment>): string[] {
  const born = state.bornInto.propagation;
  const made = world
    .all(transitGatewayPropagation)
    .filter((other) => other.state.transitGatewayAttachmentId === id)
    .map((other) => other.state.transitGatewayRouteTableId);
  return [...(born === undefined ? [] : [born]), ...made];
}

/**
 * CIDR blocks of the attachments that propagate into a table. One that overlaps an earlier one is dropped without a
 * word. Source: Amazon VPC Transit Gateways Guide, "How transit gateways work".
 */
export function propagatedRoutes(world: World, table: string): TableRoute[] {
  const routes: TableRoute[] = [];
  for (const attachment of world.all(vpcAttachment)) {
    const { accepted, vpcId } = attachment.state;
    const propagates = propagationsOf(world, attachment).includes(table);
    const cidr = world.find(vpc, vpcId)?.state.cidrBlock;
    if (accepted && propagates && cidr !== undefined && !routes.some((other) => overlaps(other.cidr, cidr))) {
      routes.push({ cidr, attachment });
    }
  }
  return routes;
}

/** Takes a packet through a transit gateway: from a subnet of the attached VPC to another attachment. */
export function cross(
  world: World,
  from: Resource<VpcAttachment>,
  sender: Resource<Subnet>,
  address: string,
  walk: Walk,
): Resource<VpcAttachment> {
  const zone = sender.state.availabilityZone;
  const zones = from.state.subnetIds.map((id) => world.find(subnet, id)?.state.availabilityZone);
  if (!zones.includes(zone)) {
    walk.end("transit gateway", `${from.id} has no subnet in ${zone}, where ${sender.id} is`);
  }
  const table = tableOf(world, from);
  if (table === undefined) {
    return walk.end("transit gateway", `${from.id} is associated with no route table`);
  }
  // A written route comes before a propagated one of the same length.
  const found = [...writtenRoutes(world, table), ...propagatedRoutes(world, table)]
    .filter(({ cidr }) => contains(cidr, address))
    .sort((one, other) => prefixOf(other.cidr) - prefixOf(one.cidr))[0];
  if (found === undefined) {
    return walk.end("transit gateway", `${table}, the table of ${from.id}, has no route to ${address}`);
  }
  if (found.attachment === undefined) {
    return walk.end("transit gateway", `${table}, the table of ${from.id}, drops ${found.cidr}, where ${address} is`);
  }
  walk.note(`transit gateway ${from.state.transitGatewayId}: ${table} sends ${found.cidr} to ${found.attachment.id}`);
  return found.attachment;
}
