import * as v from "valibot";
import { inventId } from "../core/ids";
import { forcesNew } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import type { Place, Resource, World } from "../core/world";
import { usable } from "../ram";
import { refuse } from "../refusals";
import {
  type DefaultRouteTable,
  defaultRouteTableAssociation,
  defaultRouteTablePropagation,
  type TransitGateway,
  transitGateway,
  transitGatewayRouteTable,
} from "./kinds";
import { ownGateway } from "./own";

/** A gateway that the account owns, or that is shared with it. */
export function usableGateway(world: World, place: Place, id: string): Resource<TransitGateway> {
  return (
    usable(world, transitGateway, place, id) ?? refuse("R30", `Transit Gateway ${id} was deleted or does not exist.`)
  );
}

/** A route table of a gateway of the account; returns the gateway. */
export function gatewayOfTable(world: World, place: Place, tableId: string): Resource<TransitGateway> {
  const born = world.list(transitGateway, place.account).find(({ state }) => state.bornRouteTableId === tableId);
  const made = world.find(transitGatewayRouteTable, tableId);
  const gateway = born ?? (made === undefined ? undefined : world.find(transitGateway, made.state.transitGatewayId));
  return gateway?.account === place.account && gateway.region === place.region
    ? gateway
    : refuse("R23", `Transit Gateway Route Table ${tableId} was deleted or does not exist.`);
}

const flag = v.optional(v.picklist(["enable", "disable"]), "enable");

/**
 * Refuses a number that isn't private. A new number updates a gateway in place.
 *
 * Source: EC2 API, TransitGatewayRequestOptions and ModifyTransitGatewayOptions, `AmazonSideAsn`; the provider's source,
 * which updates it (hashicorp/terraform-provider-aws, pull request 27306).
 */
function checkAsn(asn: number): void {
  const isPrivate = (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
  if (!isPrivate) {
    refuse("R140", `Value (${asn}) for parameter AmazonSideAsn is invalid.`);
  }
}

export const transitGatewayType = resourceType(
  transitGateway,
  {
    description: v.optional(v.string()),
    amazonSideAsn: v.optional(v.number(), 64_512),
    autoAcceptSharedAttachments: v.optional(v.picklist(["enable", "disable"]), "disable"),
    defaultRouteTableAssociation: flag,
    defaultRouteTablePropagation: flag,
    dnsSupport: flag,
    vpnEcmpSupport: flag,
    multicastSupport: forcesNew(v.optional(v.literal("disable"))),
    securityGroupReferencingSupport: v.optional(v.literal("disable")),
    tags,
  },
  (inputs, { account, region }, _world, previous) => {
    checkAsn(inputs.amazonSideAsn);
    const id = previous?.id ?? inventId("tgw-");
    const bornRouteTableId = previous?.state.bornRouteTableId ?? inventId("tgw-rtb-");
    const enabled = (setting: "enable" | "disable") => (setting === "enable" ? bornRouteTableId : "");
    return {
      id,
      state: {
        ...inputs,
        id,
        arn: `arn:aws:ec2:${region}:${account}:transit-gateway/${id}`,
        ownerId: account,
        bornRouteTableId,
        associationDefaultRouteTableId: enabled(inputs.defaultRouteTableAssociation),
        propagationDefaultRouteTableId: enabled(inputs.defaultRouteTablePropagation),
      },
    };
  },
  { bookkeeping: ["bornRouteTableId"] },
);

export const transitGatewayRouteTableType = resourceType(
  transitGatewayRouteTable,
  { transitGatewayId: forcesNew(v.string()), tags },
  (inputs, place, world, previous) => {
    ownGateway(world, place, inputs.transitGatewayId);
    const id = previous?.id ?? inventId("tgw-rtb-");
    const arn = `arn:aws:ec2:${place.region}:${place.account}:transit-gateway-route-table/${id}`;
    return { id, state: { ...inputs, id, arn } };
  },
);

const swapEntries = { transitGatewayId: forcesNew(v.string()), transitGatewayRouteTableId: v.string() };

/** Refuses a swap of a default that is switched off. */
function checkSwap(world: World, place: Place, swap: DefaultRouteTable, what: "Association" | "Propagation"): void {
  const gateway = ownGateway(world, place, swap.transitGatewayId);
  const table = swap.transitGatewayRouteTableId;
  if (gatewayOfTable(world, place, table).id !== gateway.id) {
    refuse("R23", `Transit Gateway Route Table ${table} was deleted or does not exist.`);
  }
  if (gateway.state[`defaultRouteTable${what}`] === "disable") {
    refuse("R32", `disable DefaultRouteTable${what} conflicts with ${what}DefaultRouteTableId ${table}`);
  }
}

export const defaultRouteTableAssociationType = resourceType(
  defaultRouteTableAssociation,
  swapEntries,
  (inputs, place, world) => {
    checkSwap(world, place, inputs, "Association");
    return { id: inputs.transitGatewayId, state: inputs };
  },
);

export const defaultRouteTablePropagationType = resourceType(
  defaultRouteTablePropagation,
  swapEntries,
  (inputs, place, world) => {
    checkSwap(world, place, inputs, "Propagation");
    return { id: inputs.transitGatewayId, state: inputs };
  },
);

/** The tables that an attachment made now would be associated with, and propagate into. */
export function defaultTables(
  world: World,
  { id, account, state }: Resource<TransitGateway>,
): { readonly association: string | undefined; readonly propagation: string | undefined } {
  const swapped = (type: typeof defaultRouteTableAssociation) =>
    world.list(type, account).find((swap) => swap.state.transitGatewayId === id)?.state.transitGatewayRouteTableId ??
    state.bornRouteTableId;
  return {
    association: state.defaultRouteTableAssociation === "enable" ? swapped(defaultRouteTableAssociation) : undefined,
    propagation: state.defaultRouteTablePropagation === "enable" ? swapped(defaultRouteTablePropagation) : undefined,
  };
}
