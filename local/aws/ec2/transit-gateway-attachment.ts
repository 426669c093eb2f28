import * as v from "valibot";
import { inventId } from "../core/ids";
import { forcesNew, setOf } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import type { Place, Resource, World } from "../core/world";
import { refuse } from "../refusals";
import {
  transitGatewayAssociation,
  transitGatewayPropagation,
  transitGatewayRoute,
  type VpcAttachment,
  vpcAttachment,
} from "./kinds";
import { ownSubnet, ownVpc } from "./own";
import { defaultTables, gatewayOfTable, usableGateway } from "./transit-gateway";
import { checkZones } from "./vpc-endpoint";

export const vpcAttachmentType = resourceType(
  vpcAttachment,
  {
    transitGatewayId: forcesNew(v.string()),
    vpcId: forcesNew(v.string()),
    subnetIds: v.pipe(setOf(v.string()), v.minLength(1)),
    applianceModeSupport: v.optional(v.picklist(["enable", "disable"])),
    dnsSupport: v.optional(v.picklist(["enable", "disable"])),
    ipv6Support: v.optional(v.literal("disable")),
    transitGatewayDefaultRouteTableAssociation: v.optional(v.boolean(), true),
    transitGatewayDefaultRouteTablePropagation: v.optional(v.boolean(), true),
    tags,
  },
  (inputs, place, world, previous) => {
    const { transitGatewayId, vpcId } = inputs;
    const gateway = usableGateway(world, place, transitGatewayId);
    ownVpc(world, place, vpcId);
    const subnets = inputs.subnetIds.map((id) => ownSubnet(world, place, id));
    const foreign = subnets.find(({ state }) => state.vpcId !== vpcId);
    if (foreign !== undefined) {
      refuse("R21", `The subnet ID '${foreign.id}' does not exist`);
    }
    checkZones(subnets);
    const isAttached = world
      .list(vpcAttachment, place.account)
      .some(
        ({ urn, state }) =>
          urn !== previous?.urn && state.vpcId === vpcId && state.transitGatewayId === transitGatewayId,
      );
    if (isAttached) {
      refuse("R34", `${transitGatewayId} has non-deleted Transit Gateway Attachments with same VPC ID.`);
    }
    const id = previous?.id ?? inventId("tgw-attach-");
    const kept = previous?.state;
    const isOwners = gateway.account === place.account;
    return {
      id,
      state: {
        ...inputs,
        id,
        vpcOwnerId: place.account,
        accepted: kept?.accepted ?? (isOwners || gateway.state.autoAcceptSharedAttachments === "enable"),
        // The provider ignores the flags of an attachment to another account's gateway.
        bornInto: bornInto(kept?.bornInto ?? defaultTables(world, gateway), {
          association: !isOwners || inputs.transitGatewayDefaultRouteTableAssociation,
          propagation: !isOwners || inputs.transitGatewayDefaultRouteTablePropagation,
        }),
      },
    };
  },
  { bookkeeping: ["accepted", "bornInto"] },
);

function bornInto(
  tables: VpcAttachment["bornInto"],
  wanted: { readonly association: boolean; readonly propagation: boolean },
): VpcAttachment["bornInto"] {
  return {
    association: wanted.association ? tables.association : undefined,
    propagation: wanted.propagation ? tables.propagation : undefined,
  };
}

/** An attachment of a gateway of the account, whichever account owns the VPC. */
function checkAttachment(world: World, place: Place, id: string, tableId: string): Resource<VpcAttachment> {
  const gateway = gatewayOfTable(world, place, tableId);
  const found = world.find(vpcAttachment, id);
  return found?.state.transitGatewayId === gateway.id
    ? found
    : refuse("R23", `Transit Gateway Attachment ${id} was deleted or does not exist.`);
}

const memberEntries = {
  transitGatewayAttachmentId: forcesNew(v.string()),
  transitGatewayRouteTableId: forcesNew(v.string()),
};

export const transitGatewayAssociationType = resourceType(
  transitGatewayAssociation,
  { ...memberEntries, replaceExistingAssociation: forcesNew(v.optional(v.boolean(), false)) },
  (inputs, place, world, previous) => {
    const { transitGatewayAttachmentId: id, transitGatewayRouteTableId: table } = inputs;
    const { state } = checkAttachment(world, place, id, table);
    const isAssociated = world
      .all(transitGatewayAssociation)
      .some((other) => other.urn !== previous?.urn && other.state.transitGatewayAttachmentId === id);
    if (isAssociated || (state.bornInto.association !== undefined && !inputs.replaceExistingAssociation)) {
      refuse("R35", `Transit Gateway Attachment ${id} is already associated to a route table.`);
    }
    return { id: `${table}_${id}`, state: inputs };
  },
);

export const transitGatewayPropagationType = resourceType(
  transitGatewayPropagation,
  memberEntries,
  (inputs, place, world, previous) => {
    const { transitGatewayAttachmentId: id, transitGatewayRouteTableId: table } = inputs;
    const { state } = checkAttachment(world, place, id, table);
    const isThere = world
      .all(transitGatewayPropagation)
      .some(
        (other) =>
          other.urn !== previous?.urn &&
          other.state.transitGatewayAttachmentId === id &&
          other.state.transitGatewayRouteTableId === table,
      );
    if (isThere || state.bornInto.propagation === table) {
      refuse("R36", `Propagation from attachment ${id} to route table ${table} already exists.`);
    }
    return { id: `${table}_${id}`, state: inputs };
  },
);

export const transitGatewayRouteType = resourceType(
  transitGatewayRoute,
  {
    transitGatewayRouteTableId: forcesNew(v.string()),
    destinationCidrBlock: forcesNew(v.string()),
    transitGatewayAttachmentId: forcesNew(v.optional(v.string())),
    blackhole: forcesNew(v.optional(v.boolean(), false)),
  },
  (inputs, place, world, previous) => {
    const { transitGatewayRouteTableId: table, destinationCidrBlock, transitGatewayAttachmentId } = inputs;
    gatewayOfTable(world, place, table);
    if (transitGatewayAttachmentId !== undefined) {
      checkAttachment(world, place, transitGatewayAttachmentId, table);
    }
    const isThere = world
      .list(transitGatewayRoute, place.account)
      .some(
        ({ urn, state }) =>
          urn !== previous?.urn &&
          state.transitGatewayRouteTableId === table &&
          state.destinationCidrBlock === destinationCidrBlock,
      );
    if (isThere) {
      refuse("R47", `The route identified by ${destinationCidrBlock} already exists in ${table}.`);
    }
    return { id: `${table}_${destinationCidrBlock}`, state: inputs };
  },
);
