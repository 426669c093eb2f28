import { ofType, referring, refersTo } from "../support/references";
import type { Resource, StackRule, Violation } from "../support/rule";
import { isKnown } from "../support/values";

const prefix = "aws:ec2transitgateway";
const types = {
  gateway: `${prefix}/transitGateway:TransitGateway`,
  table: `${prefix}/routeTable:RouteTable`,
  joins: `${prefix}/defaultRouteTableAssociation:DefaultRouteTableAssociation`,
  learns: `${prefix}/defaultRouteTablePropagation:DefaultRouteTablePropagation`,
  association: `${prefix}/routeTableAssociation:RouteTableAssociation`,
  propagation: `${prefix}/routeTablePropagation:RouteTablePropagation`,
  route: `${prefix}/route:Route`,
  attachment: `${prefix}/vpcAttachment:VpcAttachment`,
};

/** The tables that replace a gateway's default one. */
interface Swapped {
  /** The table that new attachments are associated with. */
  readonly spokes: Resource;
  /** The table that new attachments propagate into. */
  readonly hub: Resource;
}

function tableOf(resources: readonly Resource[], type: string, gateway: Resource): Resource | undefined {
  const [swap] = referring(resources, type, "transitGatewayId", gateway);
  return swap === undefined
    ? undefined
    : ofType(resources, types.table).find((table) => refersTo(swap, "transitGatewayRouteTableId", table));
}

const asOpenMesh = "so that every attached network reaches every other";

function judgeSwap(joined: Resource | undefined, learning: Resource | undefined): string[] {
  if (joined === undefined || learning === undefined) {
    const missing = [
      ...(joined === undefined ? ["DefaultRouteTableAssociation"] : []),
      ...(learning === undefined ? ["DefaultRouteTablePropagation"] : []),
    ];
    return [
      `keeps its default route table, ${asOpenMesh}: replace it by ${missing.join(" and ")}, so that new attachments are associated with one table and propagate into another`,
    ];
  }
  return joined.urn === learning.urn
    ? [
        `has "${joined.name}" both for association and propagation of new attachments, ${asOpenMesh}: make a table for the hub, and let networks propagate only into that`,
      ]
    : [];
}

/** Attachments of the stack that are associated with a table. */
function associatedWith(resources: readonly Resource[], table: Resource): readonly Resource[] {
  const associations = referring(resources, types.association, "transitGatewayRouteTableId", table);
  return ofType(resources, types.attachment).filter((attachment) =>
    associations.some((association) => refersTo(association, "transitGatewayAttachmentId", attachment)),
  );
}

/** Routes from a table to an attachment. */
function waysFrom(resources: readonly Resource[], table: Resource): readonly Resource[] {
  const routes = referring(resources, types.route, "transitGatewayRouteTableId", table);
  return [
    ...referring(resources, types.propagation, "transitGatewayRouteTableId", table),
    ...routes.filter(({ props }) => props.blackhole !== true && isKnown(props.blackhole)),
  ];
}

/** From every table but the hub's, all routes lead to the hub. */
function judgeWays(resources: readonly Resource[], gateway: Resource, { hub }: Swapped): Violation[] {
  const hubs = associatedWith(resources, hub);
  return referring(resources, types.table, "transitGatewayId", gateway)
    .filter((table) => table.urn !== hub.urn)
    .flatMap((table) =>
      waysFrom(resources, table)
        .filter((way) => !hubs.some((attachment) => refersTo(way, "transitGatewayAttachmentId", attachment)))
        .map(({ urn }) => ({
          urn,
          message: `leads from table "${table.name}" to a network that isn't the hub: lead only to the hub's attachment, which is associated with "${hub.name}"`,
        })),
    );
}

/**
 * Without a default association, each network is associated by hand: two networks of a table into which both propagate
 * reach each other, as in the default one.
 */
function judgeByHand(resources: readonly Resource[], gateway: Resource): Violation[] {
  return referring(resources, types.table, "transitGatewayId", gateway)
    .filter((table) => {
      const joined = referring(resources, types.association, "transitGatewayRouteTableId", table);
      const ways = waysFrom(resources, table);
      const both = joined.filter((one) => ways.some((way) => isSame(resources, one, way)));
      return both.length > 1;
    })
    .map(({ urn }) => ({
      urn,
      message: `has networks that are associated with it and propagate into it, ${asOpenMesh}: make a table for the hub, and let networks propagate only into that`,
    }));
}

/** Whether two resources name the same attachment, of this stack or, by its id, of another. */
function isSame(resources: readonly Resource[], one: Resource, other: Resource): boolean {
  const property = "transitGatewayAttachmentId";
  const id = one.props[property];
  return (
    (typeof id === "string" && id === other.props[property]) ||
    ofType(resources, types.attachment).some(
      (attachment) => refersTo(one, property, attachment) && refersTo(other, property, attachment),
    )
  );
}

/** The hub's table reaches every network, so only the hub's own attachment may be associated with it. */
function judgeHubTable(resources: readonly Resource[], hub: Resource): Violation[] {
  return referring(resources, types.association, "transitGatewayRouteTableId", hub)
    .filter(
      (one) =>
        !ofType(resources, types.attachment).some((attachment) =>
          refersTo(one, "transitGatewayAttachmentId", attachment),
        ),
    )
    .map(({ urn }) => ({
      urn,
      message: `puts a network of another stack into "${hub.name}", which reaches every network: associate only the hub's own attachment with it`,
    }));
}

function judgeGateway(resources: readonly Resource[], gateway: Resource): Violation[] {
  const { defaultRouteTableAssociation, defaultRouteTablePropagation } = gateway.props;
  if (defaultRouteTableAssociation === "disable" && defaultRouteTablePropagation === "disable") {
    return judgeByHand(resources, gateway);
  }
  const spokes = tableOf(resources, types.joins, gateway);
  const hub = tableOf(resources, types.learns, gateway);
  const mistakes = judgeSwap(spokes, hub).map((message) => ({ urn: gateway.urn, message }));
  return mistakes.length > 0 || spokes === undefined || hub === undefined
    ? mistakes
    : [...judgeHubTable(resources, hub), ...judgeWays(resources, gateway, { spokes, hub })];
}

export const transitGatewayTables: StackRule = {
  name: "transit-gateway-no-open-mesh",
  description:
    "Networks on a transit gateway reach the hub and not each other: two tables replace the default one, and all routes lead to the hub.",
  source: "Amazon VPC Transit Gateways Guide, Isolated VPCs with shared services and Transit gateway route tables",
  judgeStack: (resources) => ofType(resources, types.gateway).flatMap((gateway) => judgeGateway(resources, gateway)),
};
