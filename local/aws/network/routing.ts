import { contains, prefixOf } from "../../../common/cidr";
import type { Resource, World } from "../core/world";
import {
  route,
  routeTableAssociation,
  type Subnet,
  type Vpc,
  type VpcAttachment,
  type VpcEndpoint,
  vpc,
  vpcAttachment,
  vpcEndpoint,
} from "../ec2/kinds";
import { isPublic, prefixListOf } from "./endpoint-services";
import { cross } from "./transit";
import type { Walk } from "./walk";

/** Where a packet comes out: in a VPC, or at a gateway endpoint. */
export type Arrived =
  | { readonly vpc: Resource<Vpc>; readonly gateway?: undefined }
  | { readonly vpc?: undefined; readonly gateway: Resource<VpcEndpoint> };

type Hop = { readonly cidr: string } & (
  | { readonly to: "local" }
  | { readonly to: "gateway"; readonly endpoint: Resource<VpcEndpoint> }
  | { readonly to: "transit gateway"; readonly id: string }
);

/** The routes in a subnet's table: its own, or the VPC's main one. */
function routesOf(world: World, home: Resource<Vpc>, subnetId: string): { table: string; hops: Hop[] } {
  const table =
    world.all(routeTableAssociation).find(({ state }) => state.subnetId === subnetId)?.state.routeTableId ??
    home.state.mainRouteTableId;
  const gateways = world
    .all(vpcEndpoint)
    .filter(({ state }) => state.routeTableIds.includes(table))
    .map(
      (endpoint): Hop => ({
        to: "gateway",
        cidr: prefixListOf(endpoint.state.serviceName, endpoint.region),
        endpoint,
      }),
    );
  const written = world
    .all(route)
    .filter(({ state }) => state.routeTableId === table)
    .map(
      ({ state }): Hop => ({
        to: "transit gateway",
        cidr: state.destinationCidrBlock,
        id: state.transitGatewayId,
      }),
    );
  return { table, hops: [{ to: "local", cidr: home.state.cidrBlock }, ...gateways, ...written] };
}

/** The hop with the longest prefix; the first of several. */
function hopTo(hops: readonly Hop[], address: string): Hop | undefined {
  return hops
    .filter(({ cidr }) => contains(cidr, address))
    .sort((one, other) => prefixOf(other.cidr) - prefixOf(one.cidr))[0];
}

function attachmentOf(world: World, vpcId: string, gatewayId: string): Resource<VpcAttachment> | undefined {
  return world.all(vpcAttachment).find(({ state }) => state.vpcId === vpcId && state.transitGatewayId === gatewayId);
}

function noRoute(vpcId: string, table: string, address: string, walk: Walk): never {
  const why = isPublic(address) ? `, which is public, and ${vpcId} has no route to the internet` : "";
  return walk.end("route", `${table} of ${vpcId} has no route to ${address}${why}`);
}

/** Lets a packet that comes out of a transit gateway find its way in a VPC. */
function arrive(world: World, attachment: Resource<VpcAttachment>, address: string, walk: Walk): Arrived {
  const home = world.find(vpc, attachment.state.vpcId);
  if (home === undefined) {
    return walk.end("transit gateway", `${attachment.id} is of a VPC that no longer exists`);
  }
  if (contains(home.state.cidrBlock, address)) {
    return { vpc: home };
  }
  const hasGateway = world
    .all(vpcEndpoint)
    .some(
      ({ region, state }) =>
        state.vpcId === home.id &&
        state.vpcEndpointType === "Gateway" &&
        contains(prefixListOf(state.serviceName, region), address),
    );
  const why = hasGateway
    ? `the gateway endpoint of ${home.id} doesn't serve what comes in through a transit gateway, as calls of ${address} do`
    : `${home.id} has no way from its transit gateway to ${address}`;
  return walk.end("route", why);
}

/** Follows a packet from a subnet to an address. */
export function travel(
  world: World,
  from: { readonly vpc: Resource<Vpc>; readonly subnet: Resource<Subnet> },
  address: string,
  walk: Walk,
): Arrived {
  const { table, hops } = routesOf(world, from.vpc, from.subnet.id);
  const hop = hopTo(hops, address);
  if (hop === undefined) {
    return noRoute(from.vpc.id, table, address, walk);
  }
  if (hop.to === "local") {
    walk.note(`route ${hop.cidr} of ${table}: within ${from.vpc.id}`);
    return { vpc: from.vpc };
  }
  if (hop.to === "gateway") {
    walk.note(`route ${hop.cidr} of ${table}: to gateway endpoint ${hop.endpoint.id}`);
    return { gateway: hop.endpoint };
  }
  walk.note(`route ${hop.cidr} of ${table}: to transit gateway ${hop.id}`);
  const attachment = attachmentOf(world, from.vpc.id, hop.id);
  if (attachment === undefined) {
    return walk.end(
      "route",
      `route ${hop.cidr} of ${table} leads to ${hop.id}, which ${from.vpc.id} isn't attached to`,
    );
  }
  return arrive(world, cross(world, attachment, from.subnet, address, walk), address, walk);
}
