import { attachmentOf, hubAccount, lobA, piece, ranges, vpcOf } from "../aws/network/estate";
import { estate, hub, outsider } from "../aws/network/hub";
import { changed, type Piece } from "../aws/network/pieces";
import { lambdaTrust, policyText, region } from "./local-aws";
import { lambda } from "./wanted";

export const lobAVpc = vpcOf(lobA, "lob-a", ranges.lobA);
export const attachedLobA = [...lobAVpc, attachmentOf(lobA, "lob-a")];
/** The estate, and a VPC that AWSx didn't make. */
export const plainVpc = [...estate, piece(hubAccount, "plain", "aws:ec2/vpc:Vpc", { cidrBlock: "172.16.0.0/16" })];
export const internetGateway = (vpcId: string) =>
  piece(hubAccount, "more", "aws:ec2/internetGateway:InternetGateway", { vpcId });
export const firstSubnet = "{hub.isolatedSubnetIds.0}";
export const secondSubnet = "{hub.isolatedSubnetIds.1}";

export const subnetIn = (account: string, vpcId: string, cidrBlock: string, zone = "a") =>
  piece(account, "more", "aws:ec2/subnet:Subnet", { vpcId, cidrBlock, availabilityZone: `${region}${zone}` });
export const reservation = (cidrBlock: string) =>
  piece(hubAccount, "more", "aws:ec2/subnetCidrReservation:SubnetCidrReservation", {
    subnetId: firstSubnet,
    cidrBlock,
    reservationType: "explicit",
  });
export const endpoint = (inputs: Piece["inputs"], account = hubAccount) =>
  piece(account, "more", "aws:ec2/vpcEndpoint:VpcEndpoint", {
    vpcId: "{hub}",
    serviceName: `com.amazonaws.${region}.kms`,
    vpcEndpointType: "Interface",
    subnetIds: [firstSubnet],
    ...inputs,
  });
export const gatewayEndpoint = (serviceName: string) =>
  endpoint({ serviceName, vpcEndpointType: "Gateway", subnetIds: [], routeTableIds: ["{hub.routeTables.0.id}"] });
export const ingress = (inputs: Piece["inputs"]) =>
  piece(hubAccount, "more", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
    securityGroupId: "{people}",
    ...inputs,
  });
export const zone = (name: string, vpcId: string) =>
  piece(hubAccount, "more", "aws:route53/zone:Zone", { name, vpcs: [{ vpcId }] });
export const route = (account: string, inputs: Piece["inputs"]) =>
  piece(account, "more", "aws:ec2/route:Route", { transitGatewayId: "{gateway}", ...inputs });
export const gatewayTable = (account: string) =>
  piece(account, "more", "aws:ec2transitgateway/routeTable:RouteTable", { transitGatewayId: "{gateway}" });
export const gatewayRoute = (destinationCidrBlock: string) =>
  piece(hubAccount, "more", "aws:ec2transitgateway/route:Route", {
    transitGatewayRouteTableId: "{spokes-table}",
    destinationCidrBlock,
    blackhole: true,
  });
export const member = (account: string, what: "Association" | "Propagation", attachment: string, table: string) =>
  piece(account, "more", `aws:ec2transitgateway/routeTable${what}:RouteTable${what}`, {
    transitGatewayAttachmentId: attachment,
    transitGatewayRouteTableId: table,
  });
export const tableOfSubnet = (subnetId: string) =>
  piece(lobA, "more", "aws:ec2/routeTableAssociation:RouteTableAssociation", {
    subnetId,
    routeTableId: "{lob-a.routeTables.0.id}",
  });
export const swap = (what: "Association" | "Propagation", table = "{hub-table}") =>
  piece(hubAccount, "more", `aws:ec2transitgateway/defaultRouteTable${what}:DefaultRouteTable${what}`, {
    transitGatewayId: "{gateway}",
    transitGatewayRouteTableId: table,
  });
export const withoutDefault = (what: "Association" | "Propagation") => [
  piece(hubAccount, "gateway", "aws:ec2transitgateway/transitGateway:TransitGateway", {
    [`defaultRouteTable${what}`]: "disable",
  }),
  piece(hubAccount, "hub-table", "aws:ec2transitgateway/routeTable:RouteTable", { transitGatewayId: "{gateway}" }),
];
export const principal = (name: string, key = "more") =>
  piece(hubAccount, key, "aws:ram/principalAssociation:PrincipalAssociation", {
    principal: name,
    resourceShareArn: "{share}",
  });
export const accepter = (account: string) =>
  piece(account, "accepted", "aws:ram/resourceShareAccepter:ResourceShareAccepter", { shareArn: "{share}" });
export const sharedResource = (account: string, resourceArn: string) =>
  piece(account, "more", "aws:ram/resourceAssociation:ResourceAssociation", {
    resourceArn,
    resourceShareArn: "{share}",
  });
export const hubWith = (inputs: Piece["inputs"]) => changed("share", inputs)(hub);
export const invitedHub = [...hubWith({ allowExternalPrincipals: true }), principal(outsider, "invited")];
export const outsidersVpc = vpcOf(outsider, "other", ranges.lobB);
export const association = (account: string, rule: string, vpc: string) =>
  piece(account, "more-associated", "aws:route53/resolverRuleAssociation:ResolverRuleAssociation", {
    resolverRuleId: rule,
    vpcId: vpc,
  });
export const resolverEndpoint = (...ipAddresses: readonly object[]) =>
  piece(hubAccount, "more", "aws:route53/resolverEndpoint:ResolverEndpoint", {
    direction: "OUTBOUND",
    securityGroupIds: ["{outbound-group}"],
    ipAddresses,
  });
export const rule = (inputs: Piece["inputs"]) =>
  piece(hubAccount, "more", "aws:route53/resolverRule:ResolverRule", {
    domainName: `kms.${region}.amazonaws.com`,
    ruleType: "FORWARD",
    targetIps: [{ ip: "10.0.0.20" }],
    ...inputs,
  });
export const functionIn = (subnetIds: readonly string[], securityGroupIds: readonly string[]) =>
  piece(
    hubAccount,
    "function",
    "aws:lambda/function:Function",
    lambda("a", { vpcConfig: { subnetIds, securityGroupIds } }, { account: hubAccount }).inputs,
  );
export const withBareRunner = [
  ...estate,
  piece(hubAccount, "runner", "aws:iam/role:Role", { name: "runner", assumeRolePolicy: lambdaTrust }),
];
/** What a function's role may do with network interfaces. */
export const networkInterfaces = (...operations: readonly string[]) =>
  piece(hubAccount, "interfaces", "aws:iam/rolePolicy:RolePolicy", {
    name: "NetworkInterfaces",
    role: "runner",
    policy: policyText({
      Sid: "NetworkInterfaces",
      Effect: "Allow",
      Action: operations.map((operation) => `ec2:${operation}`),
      Resource: "*",
    }),
  });
export const allOfInterfaces = networkInterfaces(
  "CreateNetworkInterface",
  "DeleteNetworkInterface",
  "DescribeNetworkInterfaces",
);
export const withRunner = [...withBareRunner, allOfInterfaces];
export const noGateway = "Transit Gateway {gateway} was deleted or does not exist.";
export const noSuchTable = (id: string) => `Transit Gateway Route Table ${id} was deleted or does not exist.`;
export const withinOrganization =
  "The resource you are attempting to share can only be shared within your AWS Organization. This error may also occur if you have not enabled sharing with your AWS organization, or that onboarding process is still in progress.";
export const noInvitation =
  "No RAM Resource Share ({share}) invitation found\n\nNOTE: If both AWS accounts are in the same AWS Organization and RAM Sharing with AWS Organizations is enabled, this resource is not necessary";
