import { kind } from "../core/world";

/** A VPC as EC2 keeps it, with the security group and the route table that it is born with. */
export interface Vpc {
  readonly id: string;
  readonly arn: string;
  readonly cidrBlock: string;
  readonly enableDnsHostnames: boolean;
  readonly enableDnsSupport: boolean;
  readonly defaultSecurityGroupId: string;
  readonly mainRouteTableId: string;
}
export const vpc = kind<Vpc>("aws:ec2/vpc:Vpc");

/** What Pulumi's AWSx makes of a VPC, in the order of its Availability Zones. */
export interface AwsxVpc {
  readonly vpcId: string;
  readonly vpc: Vpc;
  readonly internetGateway: InternetGateway;
  readonly isolatedSubnetIds: readonly string[];
  readonly subnets: readonly Subnet[];
  readonly routeTables: readonly { readonly id: string; readonly vpcId: string }[];
  readonly routeTableAssociations: readonly {
    readonly id: string;
    readonly subnetId: string;
    readonly routeTableId: string;
  }[];
}
export const awsxVpc = kind<AwsxVpc>("awsx:ec2:Vpc");

/** An internet gateway as EC2 keeps it. It opens nothing by itself: that takes a route to it. */
export interface InternetGateway {
  readonly id: string;
  readonly arn: string;
  readonly vpcId: string;
}
export const internetGateway = kind<InternetGateway>("aws:ec2/internetGateway:InternetGateway");

/** A subnet as EC2 keeps it. */
export interface Subnet {
  readonly id: string;
  readonly arn: string;
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly availabilityZone: string;
}
export const subnet = kind<Subnet>("aws:ec2/subnet:Subnet");

/** Addresses of a subnet that are given out only on request by number. */
export interface SubnetReservation {
  readonly subnetId: string;
  readonly cidrBlock: string;
}
export const subnetCidrReservation = kind<SubnetReservation>("aws:ec2/subnetCidrReservation:SubnetCidrReservation");

/** A route table of a VPC; the local route is in it without being written down. */
export interface RouteTable {
  readonly id: string;
  readonly vpcId: string;
}
export const routeTable = kind<RouteTable>("aws:ec2/routeTable:RouteTable");

/** A subnet's route table. */
export interface RouteTableAssociation {
  readonly subnetId: string;
  readonly routeTableId: string;
}
export const routeTableAssociation = kind<RouteTableAssociation>("aws:ec2/routeTableAssociation:RouteTableAssociation");

/** A route of a VPC to a transit gateway. */
export interface Route {
  readonly routeTableId: string;
  readonly destinationCidrBlock: string;
  readonly transitGatewayId: string;
}
export const route = kind<Route>("aws:ec2/route:Route");

/** A security group as EC2 keeps it; its rules are resources of their own. */
export interface SecurityGroup {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly vpcId: string;
}
export const securityGroup = kind<SecurityGroup>("aws:ec2/securityGroup:SecurityGroup");

/** A rule of a security group: who may come in, or where it may go out to. */
export interface SecurityGroupRule {
  readonly securityGroupId: string;
  /** A protocol's name, or `-1` for every protocol and port. */
  readonly ipProtocol: string;
  readonly fromPort?: number | undefined;
  readonly toPort?: number | undefined;
  readonly cidrIpv4?: string | undefined;
  readonly referencedSecurityGroupId?: string | undefined;
  readonly prefixListId?: string | undefined;
}
export const securityGroupIngressRule = kind<SecurityGroupRule>(
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
);
export const securityGroupEgressRule = kind<SecurityGroupRule>(
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
);

/** A VPC's default security group without any rule. */
export interface DefaultSecurityGroup {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly vpcId: string;
}

/** A default security group that stays without rules after the resource that emptied it is gone. No stack has it. */
export const leftEmpty = kind<DefaultSecurityGroup>("a default security group that was left empty");
export const defaultSecurityGroup = kind<DefaultSecurityGroup>("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");

/** A VPC endpoint as EC2 keeps it. */
export interface VpcEndpoint {
  readonly id: string;
  readonly arn: string;
  readonly vpcId: string;
  readonly serviceName: string;
  readonly vpcEndpointType: "Interface" | "Gateway";
  /** JSON text. */
  readonly policy: string;
  readonly privateDnsEnabled: boolean;
  readonly securityGroupIds: readonly string[];
  readonly subnetIds: readonly string[];
  readonly routeTableIds: readonly string[];
  readonly networkInterfaces: readonly { readonly subnetId: string; readonly address: string }[];
  /** The endpoint's own names, in no order to rely on. */
  readonly dnsEntries: readonly { readonly dnsName: string; readonly hostedZoneId: string }[];
  /** Of the service's public addresses; empty for an interface endpoint. */
  readonly prefixListId: string;
}
export const vpcEndpoint = kind<VpcEndpoint>("aws:ec2/vpcEndpoint:VpcEndpoint");

/** A transit gateway as EC2 keeps it. */
export interface TransitGateway {
  readonly id: string;
  readonly arn: string;
  readonly ownerId: string;
  readonly autoAcceptSharedAttachments: "enable" | "disable";
  readonly defaultRouteTableAssociation: "enable" | "disable";
  readonly defaultRouteTablePropagation: "enable" | "disable";
  /** The table that AWS makes with the gateway, where a default is enabled. */
  readonly bornRouteTableId: string;
}
export const transitGateway = kind<TransitGateway>("aws:ec2transitgateway/transitGateway:TransitGateway");

/** A route table of a transit gateway. */
export interface TransitGatewayRouteTable {
  readonly id: string;
  readonly transitGatewayId: string;
}
export const transitGatewayRouteTable = kind<TransitGatewayRouteTable>("aws:ec2transitgateway/routeTable:RouteTable");

/** Makes a table the default of those attachments that are made later. */
export interface DefaultRouteTable {
  readonly transitGatewayId: string;
  readonly transitGatewayRouteTableId: string;
}
export const defaultRouteTableAssociation = kind<DefaultRouteTable>(
  "aws:ec2transitgateway/defaultRouteTableAssociation:DefaultRouteTableAssociation",
);
export const defaultRouteTablePropagation = kind<DefaultRouteTable>(
  "aws:ec2transitgateway/defaultRouteTablePropagation:DefaultRouteTablePropagation",
);

/** A VPC's attachment to a transit gateway. */
export interface VpcAttachment {
  readonly id: string;
  readonly transitGatewayId: string;
  readonly vpcId: string;
  readonly vpcOwnerId: string;
  readonly subnetIds: readonly string[];
  /** Whether the gateway's owner took it. */
  readonly accepted: boolean;
  /** The default tables of the time when it was made. */
  readonly bornInto: { readonly association: string | undefined; readonly propagation: string | undefined };
}
export const vpcAttachment = kind<VpcAttachment>("aws:ec2transitgateway/vpcAttachment:VpcAttachment");

/** An attachment in a route table of its gateway: its traffic is looked up there, or its CIDR block is known there. */
export interface TableMember {
  readonly transitGatewayAttachmentId: string;
  readonly transitGatewayRouteTableId: string;
}
export const transitGatewayAssociation = kind<TableMember & { readonly replaceExistingAssociation: boolean }>(
  "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation",
);
export const transitGatewayPropagation = kind<TableMember>(
  "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
);

/** A route that somebody wrote into a transit gateway's table. */
export interface TransitGatewayRoute {
  readonly transitGatewayRouteTableId: string;
  readonly destinationCidrBlock: string;
  readonly transitGatewayAttachmentId?: string | undefined;
  readonly blackhole: boolean;
}
export const transitGatewayRoute = kind<TransitGatewayRoute>("aws:ec2transitgateway/route:Route");

/** A launch template as EC2 keeps it. */
export interface LaunchTemplate {
  readonly id: string;
  readonly latestVersion: number;
}
export const launchTemplate = kind<LaunchTemplate>("aws:ec2/launchTemplate:LaunchTemplate");

/** An instance as EC2 keeps it. */
export interface Instance {
  readonly subnetId: string;
  readonly privateIp: string;
  readonly vpcSecurityGroupIds: readonly string[];
}
export const instance = kind<Instance>("aws:ec2/instance:Instance");

/** An EC2 Instance Connect Endpoint: a tunnel from outside to the instances of a VPC. */
export interface InstanceConnectEndpoint {
  readonly subnetId: string;
  readonly securityGroupIds: readonly string[];
}
export const instanceConnectEndpoint = kind<InstanceConnectEndpoint>(
  "aws:ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint",
);
export const flowLog = kind("aws:ec2/flowLog:FlowLog");
