import { AwsError } from "../core/aws-error";
import type { Place, Resource, World } from "../core/world";
import { propagatedRoutes, propagationsOf, type TableRoute, tableOf, writtenRoutes } from "../network/transit";
import { isSharedWith } from "../ram";
import { type TransitGateway, transitGateway, type VpcAttachment, vpcAttachment } from "./kinds";
import { type Ec2Query, itemSet, select } from "./query";
import { defaultTables, gatewayOfTable } from "./transit-gateway";

/** Gateways that an account owns, or that are shared with it. */
export function describeTransitGateways(world: World, { account, region }: Place, query: Ec2Query): object {
  const seen = world
    .all(transitGateway)
    .filter((each) => each.region === region)
    .filter((each) => each.account === account || isSharedWith(world, each.state.arn, account));
  const found = select<Resource<TransitGateway>>(query, seen, {
    ids: { list: "TransitGatewayIds", of: ({ id }) => id, missing: "InvalidTransitGatewayID.NotFound" },
    filters: { "owner-id": (each) => each.account },
  });
  return {
    transitGatewaySet: itemSet(
      found.map((each) => {
        const { association, propagation } = defaultTables(world, each);
        const { arn, ownerId, ...options } = each.state;
        return {
          transitGatewayId: each.id,
          transitGatewayArn: arn,
          state: "available",
          ownerId,
          options: {
            autoAcceptSharedAttachments: options.autoAcceptSharedAttachments,
            defaultRouteTableAssociation: options.defaultRouteTableAssociation,
            defaultRouteTablePropagation: options.defaultRouteTablePropagation,
            ...(association !== undefined && { associationDefaultRouteTableId: association }),
            ...(propagation !== undefined && { propagationDefaultRouteTableId: propagation }),
          },
        };
      }),
    ),
  };
}

function stateOf({ state }: Resource<VpcAttachment>): string {
  return state.accepted ? "available" : "pendingAcceptance";
}

/** The attachments of an account's own VPCs, whichever account owns the gateway. */
export function describeVpcAttachments(world: World, place: Place, query: Ec2Query): object {
  const own = world.here(vpcAttachment, place);
  const found = select<Resource<VpcAttachment>>(query, own, {
    filters: { "transit-gateway-id": ({ state }) => state.transitGatewayId, "vpc-id": ({ state }) => state.vpcId },
  });
  return {
    transitGatewayVpcAttachments: itemSet(
      found.map((each) => ({
        transitGatewayAttachmentId: each.id,
        transitGatewayId: each.state.transitGatewayId,
        vpcId: each.state.vpcId,
        vpcOwnerId: each.account,
        state: stateOf(each),
        subnetIds: { item: each.state.subnetIds },
      })),
    ),
  };
}

function gatewayOf(world: World, { state }: Resource<VpcAttachment>): Resource<TransitGateway> | undefined {
  return world.find(transitGateway, state.transitGatewayId);
}

/** Attachments that an account sees: of its own VPCs, and to its own gateways. Only the gateway's owner sees tables. */
export function describeAttachments(world: World, { account, region }: Place, query: Ec2Query): object {
  const seen = world
    .all(vpcAttachment)
    .filter((each) => each.region === region)
    .filter((each) => each.account === account || gatewayOf(world, each)?.account === account);
  const found = select<Resource<VpcAttachment>>(query, seen, {
    filters: { "transit-gateway-id": ({ state }) => state.transitGatewayId },
  });
  return {
    transitGatewayAttachments: itemSet(
      found.map((each) => {
        const owner = gatewayOf(world, each)?.account;
        const table = owner === account ? tableOf(world, each) : undefined;
        return {
          transitGatewayAttachmentId: each.id,
          transitGatewayId: each.state.transitGatewayId,
          transitGatewayOwnerId: owner ?? "",
          resourceOwnerId: each.account,
          resourceType: "vpc",
          resourceId: each.state.vpcId,
          state: stateOf(each),
          ...(table !== undefined && { association: { transitGatewayRouteTableId: table, state: "associated" } }),
        };
      }),
    ),
  };
}

/** The tables that learn of an attachment, as the gateway's owner sees them. */
export function getAttachmentPropagations(world: World, { account }: Place, query: Ec2Query): object {
  select(query, [], { members: ["TransitGatewayAttachmentId"] });
  const id = query.members.get("TransitGatewayAttachmentId") ?? "";
  const found = world.find(vpcAttachment, id);
  if (found === undefined || gatewayOf(world, found)?.account !== account) {
    throw new AwsError(
      "InvalidTransitGatewayAttachmentID.NotFound",
      `Transit Gateway Attachment ${id} was deleted or does not exist.`,
    );
  }
  return {
    transitGatewayAttachmentPropagations: itemSet(
      propagationsOf(world, found).map((table) => ({ transitGatewayRouteTableId: table, state: "enabled" })),
    ),
  };
}

/** Routes of a table, as its gateway's owner finds them. A written one hides a propagated one of the same CIDR block. */
export function searchRoutes(world: World, place: Place, query: Ec2Query): object {
  const table = query.members.get("TransitGatewayRouteTableId") ?? "";
  gatewayOfTable(world, place, table);
  const written = writtenRoutes(world, table);
  const propagated = propagatedRoutes(world, table).filter(({ cidr }) => !written.some((route) => route.cidr === cidr));
  const all = [
    ...written.map((route) => ({ ...route, type: "static" })),
    ...propagated.map((route) => ({ ...route, type: "propagated" })),
  ];
  const stateOfRoute = ({ attachment }: TableRoute) => (attachment === undefined ? "blackhole" : "active");
  const found = select(query, all, {
    members: ["TransitGatewayRouteTableId"],
    filters: {
      state: stateOfRoute,
      "route-search.exact-match": ({ cidr }) => cidr,
      "attachment.transit-gateway-attachment-id": ({ attachment }) => attachment?.id ?? "",
    },
  });
  return {
    routeSet: itemSet(
      found.map((route) => ({
        destinationCidrBlock: route.cidr,
        ...(route.attachment !== undefined && {
          transitGatewayAttachments: itemSet([
            {
              resourceId: route.attachment.state.vpcId,
              transitGatewayAttachmentId: route.attachment.id,
              resourceType: "vpc",
            },
          ]),
        }),
        type: route.type,
        state: stateOfRoute(route),
      })),
    ),
    additionalRoutesAvailable: false,
  };
}
