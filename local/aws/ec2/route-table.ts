import * as v from "valibot";
import { forcesNew } from "../core/resource-marks";
import { inventId, resourceType, type TypeOf, tags } from "../core/resource-type";
import type { Place, World } from "../core/world";
import { refuse } from "../refusals";
import { own } from "./own";
import { ownSubnet } from "./subnet";
import { vpcAttachment } from "./transit-gateway-attachment";
import { ownVpc, vpc } from "./vpc";

/** A route table of a VPC; the local route is in it without being written down. */
export interface RouteTable {
  readonly id: string;
  readonly vpcId: string;
}

/** A subnet's route table. */
export interface RouteTableAssociation {
  readonly subnetId: string;
  readonly routeTableId: string;
}

/** A route of a VPC to a transit gateway. */
export interface Route {
  readonly routeTableId: string;
  readonly destinationCidrBlock: string;
  readonly transitGatewayId: string;
}

/** The VPC whose table it is; a VPC's main table has no resource of its own. */
export function vpcOfTable(world: World, place: Place, id: string): string {
  const main = world.list(vpc, place.account).find(({ state }) => state.mainRouteTableId === id);
  return main?.id ?? own(world, routeTable, place, id, "R23", `The routeTable ID '${id}' does not exist`).state.vpcId;
}

export const routeTable: TypeOf<RouteTable> = resourceType(
  "aws:ec2/routeTable:RouteTable",
  { vpcId: forcesNew(v.string()), tags },
  (inputs, place, world, previous) => {
    ownVpc(world, place, inputs.vpcId);
    const id = previous?.id ?? inventId("rtb-");
    return { id, state: { ...inputs, id, arn: `arn:aws:ec2:${place.region}:${place.account}:route-table/${id}` } };
  },
);

export const routeTableAssociation: TypeOf<RouteTableAssociation> = resourceType(
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  { subnetId: forcesNew(v.string()), routeTableId: v.string() },
  (inputs, place, world, previous) => {
    const { state } = ownSubnet(world, place, inputs.subnetId);
    if (vpcOfTable(world, place, inputs.routeTableId) !== state.vpcId) {
      refuse("R23", `The routeTable ID '${inputs.routeTableId}' does not exist`);
    }
    const isTaken = world
      .list(routeTableAssociation, place.account)
      .some((other) => other.urn !== previous?.urn && other.state.subnetId === inputs.subnetId);
    if (isTaken) {
      refuse("R35", `the specified association for subnet ${inputs.subnetId} already exists`);
    }
    const id = previous?.id ?? inventId("rtbassoc-");
    return { id, state: { ...inputs, id } };
  },
);

/** Refuses a destination that the table has a route for. */
export function checkDestination(table: string, destination: string, others: readonly string[]): void {
  if (others.includes(destination)) {
    refuse("R47", `The route identified by ${destination} already exists in ${table}.`);
  }
}

export const route: TypeOf<Route> = resourceType(
  "aws:ec2/route:Route",
  {
    routeTableId: forcesNew(v.string()),
    destinationCidrBlock: forcesNew(v.string()),
    transitGatewayId: v.string(),
  },
  (inputs, place, world, previous) => {
    const vpcId = vpcOfTable(world, place, inputs.routeTableId);
    const isAttached = world
      .list(vpcAttachment, place.account)
      .some(
        ({ state }) => state.accepted && state.vpcId === vpcId && state.transitGatewayId === inputs.transitGatewayId,
      );
    if (!isAttached) {
      refuse("R30", `The transitGateway ID '${inputs.transitGatewayId}' does not exist.`);
    }
    const others = world
      .list(route, place.account)
      .filter(({ urn, state }) => urn !== previous?.urn && state.routeTableId === inputs.routeTableId);
    checkDestination(
      inputs.routeTableId,
      inputs.destinationCidrBlock,
      others.map(({ state }) => state.destinationCidrBlock),
    );
    return { id: previous?.id ?? inventId("r-"), state: inputs };
  },
);
