import { attachmentOf, hubAccount, lobA, lobB, piece, port, ranges, vpcOf } from "../aws/network/estate";
import { hub } from "../aws/network/hub";
import { region } from "./local-aws";
import type { NetworkRefusalCase } from "./network-refusal-case";
import {
  allOfInterfaces,
  endpoint,
  firstSubnet,
  functionIn,
  ingress,
  internetGateway,
  lobAVpc,
  member,
  networkInterfaces,
  noSuchTable,
  plainVpc,
  reservation,
  route,
  secondSubnet,
  subnetIn,
  withBareRunner,
  withRunner,
} from "./network-wanted";

/** An AWSx VPC in the first zone and another one. */
const onlyVpc = (zone: string) => {
  const [made] = vpcOf(lobA, "more", ranges.lobB);
  return piece(lobA, "more", "awsx:ec2:Vpc", {
    ...made?.inputs,
    availabilityZoneNames: [`${region}a`, `${region}${zone}`],
  });
};

const flowLog = (inputs: Readonly<Record<string, string>>) =>
  piece(hubAccount, "more", "aws:ec2/flowLog:FlowLog", { vpcId: "{hub}", trafficType: "ALL", ...inputs });
const toGroup = { logDestination: `arn:aws:logs:${region}:${hubAccount}:log-group:connections` };
const toBucket = { logDestinationType: "s3", logDestination: "arn:aws:s3:::network-logs" };
const iamRoleArn = `arn:aws:iam::${hubAccount}:role/WritesLogs`;

/** Cases of the rows of VPCs. */
export const vpcCases: readonly NetworkRefusalCase[] = [
  {
    row: "R142",
    what: "a flow log to CloudWatch without a role",
    refused: flowLog(toGroup),
    message: "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.",
    accepted: [flowLog({ ...toGroup, iamRoleArn })],
  },
  {
    row: "R142",
    what: "a flow log to a bucket with a role",
    refused: flowLog({ ...toBucket, iamRoleArn }),
    message: "DeliverLogsPermissionArn is not applicable for LogDestinationType s3.",
    accepted: [flowLog(toBucket)],
  },
  {
    row: "R142",
    what: "a flow log to a bucket that is declared to be a log group",
    refused: flowLog({ logDestination: toBucket.logDestination, iamRoleArn }),
    message: "LogDestination arn:aws:s3:::network-logs is not valid for LogDestinationType cloud-watch-logs.",
    accepted: [flowLog(toBucket)],
  },
  {
    row: "R20",
    what: "a subnet in a VPC of another account",
    refused: subnetIn(lobB, "{lob-a}", "10.100.64.0/24"),
    message: "The vpc ID '{lob-a}' does not exist",
    accepted: [subnetIn(lobA, "{lob-a}", "10.100.64.0/24")],
  },
  {
    row: "R134",
    what: "a subnet in a zone that the region doesn't have",
    refused: subnetIn(lobA, "{lob-a}", "10.100.64.0/24", "f"),
    message: `Value (${region}f) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${region}a, ${region}b, ${region}c.`,
    accepted: [subnetIn(lobA, "{lob-a}", "10.100.64.0/24", "c")],
  },
  {
    row: "R134",
    what: "a subnet in a zone that the account doesn't have",
    lacking: { zone: `${region}b` },
    refused: subnetIn(lobA, "{lob-a}", "10.100.64.0/24", "b"),
    message: `Value (${region}b) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${region}a, ${region}c.`,
    accepted: [subnetIn(lobA, "{lob-a}", "10.100.64.0/24", "c")],
  },
  {
    row: "R134",
    what: "an AWSx VPC in a zone that the account doesn't have",
    lacking: { zone: `${region}b` },
    refused: onlyVpc("b"),
    message: `Value (${region}b) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${region}a, ${region}c.`,
    accepted: [onlyVpc("c")],
  },
  {
    row: "R21",
    what: "an endpoint in a subnet of another VPC",
    refused: endpoint({ subnetIds: ["{on-premises.isolatedSubnetIds.0}"] }),
    message: "The subnet ID '{on-premises.isolatedSubnetIds.0}' does not exist",
    accepted: [endpoint({})],
  },
  {
    row: "R21",
    what: "an attachment by a subnet of another account",
    given: [...hub, ...lobAVpc],
    refused: attachmentOf(lobA, "lob-a", { subnetIds: ["{hub-attachment-0}"] }),
    message: "The subnet ID '{hub-attachment-0}' does not exist",
    accepted: [attachmentOf(lobA, "lob-a")],
  },
  {
    row: "R22",
    what: "an endpoint with a security group of another VPC",
    refused: endpoint({ securityGroupIds: ["{on-premises-callers}"] }),
    message: "The security group '{on-premises-callers}' does not exist in VPC '{hub}'",
    accepted: [endpoint({ securityGroupIds: ["{people}"] })],
  },
  {
    row: "R22",
    what: "a rule that names a group that doesn't exist",
    refused: ingress(port(443, { referencedSecurityGroupId: "sg-0123456789abcdef0" })),
    message: "The security group 'sg-0123456789abcdef0' does not exist",
    accepted: [ingress(port(443, { referencedSecurityGroupId: "{hub-callers}" }))],
  },
  {
    row: "R23",
    what: "a route in a table of another account",
    refused: route(lobB, { routeTableId: "{lob-a.routeTables.0.id}", destinationCidrBlock: "10.1.0.0/16" }),
    message: "The routeTable ID '{lob-a.routeTables.0.id}' does not exist",
    accepted: [route(lobB, { routeTableId: "{lob-b.routeTables.0.id}", destinationCidrBlock: "10.1.0.0/16" })],
  },
  {
    row: "R23",
    what: "a propagation that a LOB asks for, who doesn't own the gateway",
    refused: member(lobA, "Propagation", "{lob-a-attached}", "{on-premises-table}"),
    message: noSuchTable("{on-premises-table}"),
    accepted: [member(hubAccount, "Propagation", "{lob-a-attached}", "{on-premises-table}")],
  },
  {
    row: "R24",
    what: "a subnet outside of its VPC",
    refused: subnetIn(lobA, "{lob-a}", "10.101.64.0/24"),
    message: "The CIDR '10.101.64.0/24' is invalid.",
    accepted: [subnetIn(lobA, "{lob-a}", "10.100.64.0/24")],
  },
  {
    row: "R24",
    what: "a reservation outside of its subnet",
    refused: reservation("10.0.32.32/28"),
    message: "The CIDR '10.0.32.32/28' is invalid.",
    accepted: [reservation("10.0.0.32/28")],
  },
  {
    row: "R25",
    what: "a subnet over another",
    refused: subnetIn(lobA, "{lob-a}", "10.100.48.0/20"),
    message: "The CIDR '10.100.48.0/20' conflicts with another subnet",
    accepted: [subnetIn(lobA, "{lob-a}", "10.100.64.0/20")],
  },
  {
    row: "R120",
    what: "an internet gateway on a VPC that has one, as AWSx gives to each of its VPCs",
    given: plainVpc,
    refused: internetGateway("{hub}"),
    message: "Network {hub} already has an internet gateway attached",
    accepted: [internetGateway("{plain}")],
  },
];

/** Cases of the rows of functions in VPCs. */
export const functionCases: readonly NetworkRefusalCase[] = [
  {
    row: "R12",
    what: "a function in a subnet of another account",
    given: withRunner,
    refused: functionIn(["{lob-a.isolatedSubnetIds.0}"], ["{hub-callers}"]),
    message: "The subnet ID '{lob-a.isolatedSubnetIds.0}' does not exist",
    accepted: [functionIn([firstSubnet], ["{hub-callers}"])],
  },
  {
    row: "R49",
    what: "a function in two VPCs",
    given: withRunner,
    refused: functionIn([firstSubnet, "{on-premises.isolatedSubnetIds.0}"], ["{hub-callers}"]),
    message: "The subnets of a function must be in the same VPC.",
    accepted: [functionIn([firstSubnet, secondSubnet], ["{hub-callers}"])],
  },
  {
    row: "R49",
    what: "a function with a security group of another VPC",
    given: withRunner,
    refused: functionIn([firstSubnet], ["{on-premises-callers}"]),
    message: "The security group '{on-premises-callers}' does not exist in the VPC of the function's subnets.",
    accepted: [functionIn([firstSubnet], ["{hub-callers}"])],
  },
  {
    row: "R89",
    what: "a function whose role has no policy yet",
    given: withBareRunner,
    refused: functionIn([firstSubnet], ["{hub-callers}"]),
    message: "The provided execution role does not have permissions to call CreateNetworkInterface on EC2",
    accepted: [allOfInterfaces, functionIn([firstSubnet], ["{hub-callers}"])],
  },
  {
    row: "R89",
    what: "a function whose role can make network interfaces and not delete them",
    given: [...withBareRunner, networkInterfaces("CreateNetworkInterface", "DescribeNetworkInterfaces")],
    refused: functionIn([firstSubnet], ["{hub-callers}"]),
    message: "The provided execution role does not have permissions to call DeleteNetworkInterface on EC2",
    accepted: [allOfInterfaces, functionIn([firstSubnet], ["{hub-callers}"])],
  },
  {
    row: "R89",
    what: "a function whose role can't describe network interfaces",
    given: [...withBareRunner, networkInterfaces("CreateNetworkInterface", "DeleteNetworkInterface")],
    refused: functionIn([firstSubnet], ["{hub-callers}"]),
    message: "The provided execution role does not have permissions to call DescribeNetworkInterfaces on EC2",
    accepted: [allOfInterfaces, functionIn([firstSubnet], ["{hub-callers}"])],
  },
];
