import type { Place, Resource, World } from "../core/world";
import {
  route,
  routeTable,
  routeTableAssociation,
  type Vpc,
  type VpcEndpoint,
  vpc,
  vpcAttachment,
  vpcEndpoint,
} from "./kinds";
import { type Ec2Query, itemSet, select } from "./query";

export function describeVpcs(world: World, place: Place, query: Ec2Query): object {
  const found = select(query, world.here(vpc, place), {
    filters: { "owner-id": ({ account }) => account },
  });
  return {
    vpcSet: itemSet(
      found.map(({ id, account, state }) => ({
        vpcId: id,
        ownerId: account,
        state: "available",
        cidrBlock: state.cidrBlock,
        isDefault: false,
      })),
    ),
  };
}

export function describeVpcEndpoints(world: World, place: Place, query: Ec2Query): object {
  const found = select<Resource<VpcEndpoint>>(query, world.here(vpcEndpoint, place), {
    ids: { list: "VpcEndpointId", of: ({ id }) => id, missing: "InvalidVpcEndpointId.NotFound" },
    filters: { "vpc-endpoint-type": ({ state }) => state.vpcEndpointType, "vpc-id": ({ state }) => state.vpcId },
  });
  return {
    vpcEndpointSet: itemSet(
      found.map(({ id, account, state }) => ({
        vpcEndpointId: id,
        vpcEndpointType: state.vpcEndpointType,
        vpcId: state.vpcId,
        serviceName: state.serviceName,
        state: "available",
        ownerId: account,
        privateDnsEnabled: state.privateDnsEnabled,
        subnetIdSet: { item: state.subnetIds },
        routeTableIdSet: { item: state.routeTableIds },
      })),
    ),
  };
}

/** A VPC's table: one that was made, or the main one that it was born with. */
interface Table {
  readonly id: string;
  readonly home: Resource<Vpc>;
  readonly isMain: boolean;
}

function tablesOf(world: World, place: Place): Table[] {
  const vpcs = world.here(vpc, place);
  const made = world.here(routeTable, place).flatMap(({ id, state }) => {
    const home = world.find(vpc, state.vpcId);
    return home === undefined ? [] : [{ id, home, isMain: false }];
  });
  return [...vpcs.map((home) => ({ id: home.state.mainRouteTableId, home, isMain: true })), ...made];
}

/** A route to a gateway that the VPC isn't attached to any more stays, and leads nowhere. Source: EC2 API, `Route`. */
function isAlive(world: World, vpcId: string, transitGatewayId: string): boolean {
  return world
    .all(vpcAttachment)
    .some(({ state }) => state.accepted && state.vpcId === vpcId && state.transitGatewayId === transitGatewayId);
}

function routesOf(world: World, { id, home }: Table): object[] {
  const written = world
    .all(route)
    .filter(({ state }) => state.routeTableId === id)
    .map(({ state }) => ({
      destinationCidrBlock: state.destinationCidrBlock,
      transitGatewayId: state.transitGatewayId,
      state: isAlive(world, home.id, state.transitGatewayId) ? "active" : "blackhole",
      origin: "CreateRoute",
    }));
  const gateways = world
    .all(vpcEndpoint)
    .filter(({ state }) => state.routeTableIds.includes(id))
    .map((endpoint) => ({
      destinationPrefixListId: endpoint.state.prefixListId,
      gatewayId: endpoint.id,
      state: "active",
      origin: "CreateRoute",
    }));
  const local = { destinationCidrBlock: home.state.cidrBlock, gatewayId: "local", state: "active" };
  return [{ ...local, origin: "CreateRouteTable" }, ...written, ...gateways];
}

export function describeRouteTables(world: World, place: Place, query: Ec2Query): object {
  const found = select(query, tablesOf(world, place), { filters: { "vpc-id": ({ home }) => home.id } });
  return {
    routeTableSet: itemSet(
      found.map((table) => ({
        routeTableId: table.id,
        vpcId: table.home.id,
        ownerId: table.home.account,
        associationSet: itemSet([
          ...(table.isMain ? [{ routeTableId: table.id, main: true }] : []),
          ...world
            .all(routeTableAssociation)
            .filter(({ state }) => state.routeTableId === table.id)
            .map(({ id, state }) => ({
              routeTableAssociationId: id,
              routeTableId: table.id,
              subnetId: state.subnetId,
              main: false,
              associationState: { state: "associated" },
            })),
        ]),
        routeSet: itemSet(routesOf(world, table)),
      })),
    ),
  };
}
