import type { World } from "../../../../local/aws/core/world";
import { region } from "../../support/local-aws";
import {
  anywhere,
  associationOf,
  attachmentOf,
  callerIn,
  endpointOf,
  gatewayEndpointOf,
  groupOf,
  hubAccount,
  lobA,
  lobB,
  openInstance,
  organization,
  organizationArn,
  piece,
  port,
  type Range,
  ranges,
  routesOf,
  ruleOf,
  vpcOf,
} from "./estate";
import type { Piece } from "./pieces";

export const stsHost = `sts.${region}.amazonaws.com`;
export const studioZone = `studio.${region}.sagemaker.aws`;
export const studioHost = `d-abc123.${studioZone}`;
export const apiHost = `abc123.execute-api.${region}.amazonaws.com`;

const supernet = "10.96.0.0/11";
const corporate = { cidrIpv4: ranges.onPremises.cidr };
const dns = [port(53, { cidrIpv4: ranges.hub.cidr }, "udp"), port(53, { cidrIpv4: ranges.hub.cidr })];

const groups: Piece[] = [
  ...groupOf(hubAccount, "hub", "hub-callers", { out: [port(443, anywhere)] }),
  ...groupOf(hubAccount, "hub", "people", { in: [port(443, corporate)] }),
  ...groupOf(hubAccount, "hub", "workloads", {
    in: [port(443, { cidrIpv4: supernet }), port(443, { referencedSecurityGroupId: "{hub-callers}" })],
  }),
  ...groupOf(hubAccount, "hub", "inbound-group", { in: [...dns, port(53, corporate, "udp"), port(53, corporate)] }),
  ...groupOf(hubAccount, "hub", "outbound-group", { out: dns }),
];

const endpoints: Piece[] = [
  ...endpointOf("sts", `com.amazonaws.${region}.sts`, "workloads", stsHost, [""]),
  ...endpointOf("studio", `aws.sagemaker.${region}.studio`, "people", studioZone, ["", "*"]),
  ...endpointOf("api", `com.amazonaws.${region}.execute-api`, "people", apiHost, [""]),
  gatewayEndpointOf(hubAccount, "hub", "s3"),
  gatewayEndpointOf(hubAccount, "hub", "dynamodb"),
];

function reserved(key: string, subnetId: string, cidrBlock: string): Piece {
  return piece(hubAccount, key, "aws:ec2/subnetCidrReservation:SubnetCidrReservation", {
    subnetId,
    cidrBlock,
    reservationType: "explicit",
  });
}

const [first, second] = ["{hub.isolatedSubnetIds.0}", "{hub.isolatedSubnetIds.1}"];

const resolver: Piece[] = [
  reserved("reserved-0", first, "10.0.0.16/28"),
  reserved("reserved-1", second, "10.0.32.16/28"),
  piece(hubAccount, "inbound", "aws:route53/resolverEndpoint:ResolverEndpoint", {
    direction: "INBOUND",
    securityGroupIds: ["{inbound-group}"],
    ipAddresses: [
      { subnetId: first, ip: "10.0.0.20" },
      { subnetId: second, ip: "10.0.32.20" },
    ],
  }),
  piece(hubAccount, "outbound", "aws:route53/resolverEndpoint:ResolverEndpoint", {
    direction: "OUTBOUND",
    securityGroupIds: ["{outbound-group}"],
    ipAddresses: [{ subnetId: first }, { subnetId: second }],
  }),
];

const swapEntries = { transitGatewayId: "{gateway}" };

const gateway: Piece[] = [
  piece(hubAccount, "gateway", "aws:ec2transitgateway/transitGateway:TransitGateway", {
    description: "Between the hub and the LOBs",
    autoAcceptSharedAttachments: "enable",
  }),
  piece(hubAccount, "hub-table", "aws:ec2transitgateway/routeTable:RouteTable", swapEntries),
  piece(hubAccount, "spokes-table", "aws:ec2transitgateway/routeTable:RouteTable", swapEntries),
  piece(hubAccount, "on-premises-table", "aws:ec2transitgateway/routeTable:RouteTable", swapEntries),
  piece(
    hubAccount,
    "swap-association",
    "aws:ec2transitgateway/defaultRouteTableAssociation:DefaultRouteTableAssociation",
    {
      ...swapEntries,
      transitGatewayRouteTableId: "{spokes-table}",
    },
  ),
  piece(
    hubAccount,
    "swap-propagation",
    "aws:ec2transitgateway/defaultRouteTablePropagation:DefaultRouteTablePropagation",
    {
      ...swapEntries,
      transitGatewayRouteTableId: "{hub-table}",
    },
  ),
  piece(hubAccount, "blackhole", "aws:ec2transitgateway/route:Route", {
    transitGatewayRouteTableId: "{spokes-table}",
    destinationCidrBlock: supernet,
    blackhole: true,
  }),
];

/** An attachment of the hub's own account, in the tables that it is to be in. */
function placed(vpc: string, table: string, propagatesInto: readonly string[]): Piece[] {
  const transitGatewayAttachmentId = `{${vpc}-attached}`;
  return [
    attachmentOf(hubAccount, vpc, {
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: false,
    }),
    piece(hubAccount, `${vpc}-in-table`, "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation", {
      transitGatewayAttachmentId,
      transitGatewayRouteTableId: `{${table}}`,
    }),
    ...propagatesInto.map((into) =>
      piece(hubAccount, `${vpc}-into-${into}`, "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation", {
        transitGatewayAttachmentId,
        transitGatewayRouteTableId: `{${into}}`,
      }),
    ),
  ];
}

const share: Piece[] = [
  piece(hubAccount, "share", "aws:ram/resourceShare:ResourceShare", { name: "hub" }),
  piece(hubAccount, "gateway-shared", "aws:ram/resourceAssociation:ResourceAssociation", {
    resourceArn: "{gateway.arn}",
    resourceShareArn: "{share}",
  }),
  ...ruleOf("sts", stsHost),
  ...ruleOf("studio", studioZone),
  ...ruleOf("api", apiHost),
  piece(hubAccount, "share-principal", "aws:ram/principalAssociation:PrincipalAssociation", {
    principal: organizationArn,
    resourceShareArn: "{share}",
  }),
];

/** The hub: VPC, endpoints with their zones, resolver, transit gateway, shares and return routes. */
export const hub: readonly Piece[] = [
  ...vpcOf(hubAccount, "hub", ranges.hub),
  ...groups,
  ...endpoints,
  ...resolver,
  ...gateway,
  ...placed("hub", "hub-table", ["spokes-table", "on-premises-table"]),
  ...routesOf(hubAccount, "hub", "to-lobs", supernet),
  ...routesOf(hubAccount, "hub", "to-corporate", ranges.onPremises.cidr),
  ...share,
];

/** A line of business: VPC, attachment, routes, rule, the group of its functions, an instance open to all. */
export function lob(account: string, key: string, range: Range): Piece[] {
  return [
    ...vpcOf(account, key, range),
    ...groupOf(account, key, `${key}-callers`, { out: [port(443, anywhere)] }),
    attachmentOf(account, key),
    ...routesOf(account, key, "to-hub", ranges.hub.cidr),
    associationOf(account, key, "sts"),
    gatewayEndpointOf(account, key, "s3"),
    ...openInstance(account, key),
  ];
}

/** The corporate network, as the hub's account simulates it. */
export const onPremises: readonly Piece[] = [
  ...vpcOf(hubAccount, "on-premises", ranges.onPremises),
  ...groupOf(hubAccount, "on-premises", "on-premises-callers", { out: [{ ipProtocol: "-1", ...anywhere }] }),
  ...placed("on-premises", "on-premises-table", ["hub-table"]),
  ...routesOf(hubAccount, "on-premises", "to-hub", ranges.hub.cidr),
  associationOf(hubAccount, "on-premises", "studio"),
  associationOf(hubAccount, "on-premises", "api"),
];

/** Everything: the hub, two lines of business and the corporate network. */
export const estate: readonly Piece[] = [
  ...hub,
  ...lob(lobA, "lob-a", ranges.lobA),
  ...lob(lobB, "lob-b", ranges.lobB),
  ...onPremises,
];

export const callers = {
  hub: callerIn(hubAccount, "hub"),
  lobA: callerIn(lobA, "lob-a"),
  lobADefaultGroup: { ...callerIn(lobA, "lob-a"), groups: ["{lob-a.vpc.defaultSecurityGroupId}"] },
  lobB: callerIn(lobB, "lob-b"),
  onPremises: callerIn(hubAccount, "on-premises"),
};

/** An account that is in no organization. */
export const outsider = "666666666666";

/** Opens the estate's accounts, all but the outsider's of one organization. */
export function openHubAccounts(world: World): void {
  for (const id of [hubAccount, lobA, lobB]) {
    world.openAccount({ id, organization });
  }
  world.openAccount({ id: outsider });
}
