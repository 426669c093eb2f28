import * as v from "valibot";
import { inventId } from "../core/ids";
import { forcesNew } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import { refuse } from "../refusals";
import { route, routeTable, routeTableAssociation, vpcAttachment } from "./kinds";
import { ownSubnet, ownVpc, vpcOfTable } from "./own";

export const routeTableType = resourceType(
  routeTable,
  { vpcId: forcesNew(v.string()), tags },
  (inputs, place, world, previous) => {
    ownVpc(world, place, inputs.vpcId);
    const id = previous?.id ?? inventId("rtb-");
    return { id, state: { ...inputs, id, arn: `arn:aws:ec2:${place.region}:${place.account}:route-table/${id}` } };
  },
);

export const routeTableAssociationType = resourceType(
  routeTableAssociation,
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

export const routeType = resourceType(
  route,
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
