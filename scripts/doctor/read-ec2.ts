import {
  DescribeTransitGatewaysCommand,
  type EC2Client,
  paginateDescribeRouteTables,
  paginateDescribeTransitGatewayAttachments,
  paginateDescribeTransitGatewayVpcAttachments,
  paginateDescribeVpcEndpoints,
  paginateGetTransitGatewayAttachmentPropagations,
  type RouteTable,
  SearchTransitGatewayRoutesCommand,
} from "@aws-sdk/client-ec2";
import type { Attachment, Endpoint, Gateway, GatewayRoute, OwnerAttachment, VpcTable } from "./network-facts";

/** A value for what AWS leaves out of an answer. */
const untold = "unknown";

function tableOf({ RouteTableId = "", Associations = [], Routes = [] }: RouteTable): VpcTable {
  return {
    id: RouteTableId,
    subnetIds: Associations.flatMap(({ SubnetId }) => SubnetId ?? []),
    isMain: Associations.some(({ Main }) => Main === true),
    routes: Routes.flatMap(
      ({ DestinationCidrBlock: cidr, TransitGatewayId: transitGatewayId, State: state = untold }) =>
        cidr === undefined || transitGatewayId === undefined ? [] : [{ cidr, transitGatewayId, state }],
    ),
  };
}

/** The route tables of a VPC. */
export async function readTables(client: EC2Client, vpcId: string): Promise<VpcTable[]> {
  const tables: VpcTable[] = [];
  const Filters = [{ Name: "vpc-id", Values: [vpcId] }];
  for await (const { RouteTables = [] } of paginateDescribeRouteTables({ client }, { Filters })) {
    tables.push(...RouteTables.map(tableOf));
  }
  return tables;
}

/** Those of some interface endpoints that exist. */
export async function readEndpoints(client: EC2Client, ids: readonly string[]): Promise<Endpoint[]> {
  const endpoints: Endpoint[] = [];
  // By filter, since AWS refuses a list of ids with a missing one.
  const Filters = [{ Name: "vpc-endpoint-type", Values: ["Interface"] }];
  for await (const { VpcEndpoints = [] } of paginateDescribeVpcEndpoints({ client }, { Filters })) {
    endpoints.push(
      ...VpcEndpoints.map(({ VpcEndpointId: id = "", State: state = untold, VpcId: vpcId = "", SubnetIds = [] }) => ({
        id,
        state,
        vpcId,
        subnetIds: SubnetIds,
      })),
    );
  }
  return endpoints.filter(({ id }) => ids.includes(id));
}

/** A transit gateway of the account; undefined if there is none with that id. */
export async function readGateway(client: EC2Client, account: string, id: string): Promise<Gateway | undefined> {
  const { TransitGateways = [] } = await client.send(
    new DescribeTransitGatewaysCommand({ Filters: [{ Name: "owner-id", Values: [account] }] }),
  );
  const gateway = TransitGateways.find(({ TransitGatewayId }) => TransitGatewayId === id);
  return gateway === undefined
    ? undefined
    : {
        state: gateway.State ?? untold,
        autoAccepts: gateway.Options?.AutoAcceptSharedAttachments === "enable",
        joinedTable: gateway.Options?.AssociationDefaultRouteTableId,
        learningTable: gateway.Options?.PropagationDefaultRouteTableId,
      };
}

/** A deleted attachment leads nowhere, and its VPC can be attached again. */
function isThere(state: string | undefined): boolean {
  return !["deleting", "deleted", "rejected", "rejecting", "failed"].includes(state ?? "");
}

/** The attachments to a transit gateway of the account. */
export async function readOwnerAttachments(client: EC2Client, gatewayId: string): Promise<OwnerAttachment[]> {
  const attachments: OwnerAttachment[] = [];
  const Filters = [{ Name: "transit-gateway-id", Values: [gatewayId] }];
  for await (const page of paginateDescribeTransitGatewayAttachments({ client }, { Filters })) {
    for (const each of page.TransitGatewayAttachments ?? []) {
      const { TransitGatewayAttachmentId: id = "", ResourceId: vpcId = "", State: state = untold } = each;
      const { ResourceOwnerId: account = untold, ResourceType: type = untold } = each;
      if (isThere(state)) {
        attachments.push({ id, account, type, vpcId, state, table: each.Association?.TransitGatewayRouteTableId });
      }
    }
  }
  return attachments;
}

/** The attachments of a VPC of the account to a transit gateway: one, or none. */
export async function readAttachments(client: EC2Client, vpcId: string, gatewayId: string): Promise<Attachment[]> {
  const attachments: Attachment[] = [];
  const Filters = [
    { Name: "vpc-id", Values: [vpcId] },
    { Name: "transit-gateway-id", Values: [gatewayId] },
  ];
  for await (const page of paginateDescribeTransitGatewayVpcAttachments({ client }, { Filters })) {
    for (const { TransitGatewayAttachmentId: id = "", State: state = untold } of page.TransitGatewayVpcAttachments ??
      []) {
      if (isThere(state)) {
        attachments.push({ id, state });
      }
    }
  }
  return attachments;
}

/** The tables that an attachment propagates into. */
export async function readPropagations(client: EC2Client, attachmentId: string): Promise<string[]> {
  const tables: string[] = [];
  const input = { TransitGatewayAttachmentId: attachmentId };
  for await (const page of paginateGetTransitGatewayAttachmentPropagations({ client }, input)) {
    for (const { TransitGatewayRouteTableId: table, State } of page.TransitGatewayAttachmentPropagations ?? []) {
      tables.push(...(table !== undefined && State === "enabled" ? [table] : []));
    }
  }
  return tables;
}

/** The CIDR blocks that a transit gateway's table routes to an attachment. */
export async function readRangesOf(client: EC2Client, table: string, attachmentId: string): Promise<string[]> {
  const { Routes = [] } = await client.send(
    new SearchTransitGatewayRoutesCommand({
      TransitGatewayRouteTableId: table,
      Filters: [{ Name: "attachment.transit-gateway-attachment-id", Values: [attachmentId] }],
    }),
  );
  return Routes.flatMap(({ DestinationCidrBlock }) => DestinationCidrBlock ?? []);
}

/** The route for exactly this CIDR block in a transit gateway's table; undefined when there is none. */
export async function readRoute(client: EC2Client, table: string, cidr: string): Promise<GatewayRoute | undefined> {
  const { Routes: [route] = [] } = await client.send(
    new SearchTransitGatewayRoutesCommand({
      TransitGatewayRouteTableId: table,
      Filters: [{ Name: "route-search.exact-match", Values: [cidr] }],
    }),
  );
  return route === undefined
    ? undefined
    : {
        state: route.State ?? untold,
        attachmentIds: (route.TransitGatewayAttachments ?? []).flatMap((each) => each.TransitGatewayAttachmentId ?? []),
      };
}
