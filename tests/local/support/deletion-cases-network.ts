import { type DeletionCase, own } from "./deletion-cases";
import { lambdaTrust, parentAccount, policyText, region } from "./local-aws";
import { lambda } from "./wanted";

const vpc = own("vpc", "aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true });
const subnetOf = (key: string, cidrBlock: string, zone: string) =>
  own(key, "aws:ec2/subnet:Subnet", { vpcId: "{vpc}", cidrBlock, availabilityZone: `${region}${zone}` });
const subnet = subnetOf("subnet", "10.0.0.0/24", "a");
const otherSubnet = subnetOf("other-subnet", "10.0.1.0/24", "b");
const groupOf = (key: string) => own(key, "aws:ec2/securityGroup:SecurityGroup", { vpcId: "{vpc}" });
const group = groupOf("group");
const table = own("table", "aws:ec2/routeTable:RouteTable", { vpcId: "{vpc}" });
const endpoint = own("endpoint", "aws:ec2/vpcEndpoint:VpcEndpoint", {
  vpcId: "{vpc}",
  serviceName: `com.amazonaws.${region}.sts`,
  vpcEndpointType: "Interface",
  subnetIds: ["{subnet}"],
  securityGroupIds: ["{group}"],
});
const gatewayEndpoint = own("gateway-endpoint", "aws:ec2/vpcEndpoint:VpcEndpoint", {
  vpcId: "{vpc}",
  serviceName: `com.amazonaws.${region}.s3`,
});
const internetGateway = own("internet-gateway", "aws:ec2/internetGateway:InternetGateway", { vpcId: "{vpc}" });
const gateway = own("gateway", "aws:ec2transitgateway/transitGateway:TransitGateway", {});
const gatewayTable = own("gateway-table", "aws:ec2transitgateway/routeTable:RouteTable", {
  transitGatewayId: "{gateway}",
});
const attachment = own("attachment", "aws:ec2transitgateway/vpcAttachment:VpcAttachment", {
  transitGatewayId: "{gateway}",
  vpcId: "{vpc}",
  subnetIds: ["{subnet}"],
  transitGatewayDefaultRouteTableAssociation: false,
});
const swap = (what: string) =>
  own("swap", `aws:ec2transitgateway/defaultRouteTable${what}:DefaultRouteTable${what}`, {
    transitGatewayId: "{gateway}",
    transitGatewayRouteTableId: "{gateway-table}",
  });
const tunnel = own("tunnel", "aws:ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint", {
  subnetId: "{subnet}",
  securityGroupIds: ["{group}"],
});
const instance = own("instance", "aws:ec2/instance:Instance", {
  subnetId: "{subnet}",
  vpcSecurityGroupIds: ["{group}"],
});
const runner = [
  own("runner", "aws:iam/role:Role", { name: "runner", assumeRolePolicy: lambdaTrust }),
  own("interfaces", "aws:iam/rolePolicy:RolePolicy", {
    name: "interfaces",
    role: "runner",
    policy: policyText({ Effect: "Allow", Action: "ec2:*NetworkInterface*", Resource: "*" }),
  }),
];
const vpcConfig = { subnetIds: ["{subnet}"], securityGroupIds: ["{group}"] };
const functionInVpc = own(
  "function",
  "aws:lambda/function:Function",
  lambda("a", { vpcConfig }, { account: parentAccount }).inputs,
);
const addresses = [{ subnetId: "{subnet}" }, { subnetId: "{other-subnet}" }];
const outbound = own("outbound", "aws:route53/resolverEndpoint:ResolverEndpoint", {
  direction: "OUTBOUND",
  securityGroupIds: ["{group}"],
  ipAddresses: addresses,
});
const rule = own("rule", "aws:route53/resolverRule:ResolverRule", {
  domainName: "example.com",
  ruleType: "FORWARD",
  resolverEndpointId: "{outbound}",
  targetIps: [{ ip: "192.168.10.2" }],
});
const ruleInVpc = own("rule-in-vpc", "aws:route53/resolverRuleAssociation:ResolverRuleAssociation", {
  resolverRuleId: "{rule}",
  vpcId: "{vpc}",
});
const queryLog = own("query-log", "aws:route53/resolverQueryLogConfig:ResolverQueryLogConfig", {
  name: "queries",
  destinationArn: `arn:aws:logs:${region}:${parentAccount}:log-group:queries`,
});
const queryLogOfVpc = own(
  "query-log-of-vpc",
  "aws:route53/resolverQueryLogConfigAssociation:ResolverQueryLogConfigAssociation",
  { resolverQueryLogConfigId: "{query-log}", resourceId: "{vpc}" },
);
const zone = own("zone", "aws:route53/zone:Zone", { name: "example.com", vpcs: [{ vpcId: "{vpc}" }] });
const record = own("record", "aws:route53/record:Record", {
  zoneId: "{zone}",
  name: "www",
  type: "A",
  ttl: 60,
  records: ["10.0.0.4"],
});

const inVpc = {
  "a subnet": subnet,
  "a route table": table,
  "a security group": group,
  "an internet gateway": internetGateway,
  "a gateway endpoint": gatewayEndpoint,
};
const withGroup = [vpc, subnet, otherSubnet, group];
const users = {
  "an endpoint": [endpoint],
  "a resolver endpoint": [outbound],
  "an instance": [instance],
  "an end of a tunnel": [tunnel],
  "a function": [...runner, functionInVpc],
};

const vpcCases: readonly DeletionCase[] = [
  ...Object.entries(inVpc).map(([what, piece]) => ({
    ...{ row: "R90" as const, what: `a VPC with ${what}`, given: [vpc, piece], deleted: "vpc" },
    message: "The vpc '{vpc}' has dependencies and cannot be deleted.",
    first: [piece.key],
  })),
  ...Object.entries(users).map(([what, pieces]) => ({
    ...{ row: "R91" as const, what: `a subnet with ${what}`, given: [...withGroup, ...pieces], deleted: "subnet" },
    message: "The subnet '{subnet}' has dependencies and cannot be deleted.",
    first: pieces.slice(-1).map(({ key }) => key),
  })),
  ...Object.entries(users).map(([what, pieces]) => ({
    ...{ row: "R91" as const, what: `the security group of ${what}`, given: [...withGroup, ...pieces] },
    ...{ deleted: "group", message: "resource {group} has a dependent object" },
    first: pieces.slice(-1).map(({ key }) => key),
  })),
  {
    row: "R91",
    what: "a subnet with a transit gateway's attachment",
    given: [vpc, subnet, gateway, attachment],
    deleted: "subnet",
    message: "The subnet '{subnet}' has dependencies and cannot be deleted.",
    first: ["attachment"],
  },
  {
    row: "R91",
    what: "a security group that another one's rule names",
    given: [
      ...[vpc, group, groupOf("other-group")],
      own("ingress", "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
        securityGroupId: "{other-group}",
        referencedSecurityGroupId: "{group}",
        ipProtocol: "-1",
      }),
    ],
    deleted: "group",
    message: "resource {group} has a dependent object",
    first: ["ingress"],
  },
  {
    row: "R91",
    what: "a route table of a subnet",
    given: [
      ...[vpc, subnet, table],
      own("table-of-subnet", "aws:ec2/routeTableAssociation:RouteTableAssociation", {
        subnetId: "{subnet}",
        routeTableId: "{table}",
      }),
    ],
    deleted: "table",
    message: "The routeTable '{table}' has dependencies and cannot be deleted.",
    first: ["table-of-subnet"],
  },
];

const gatewayCases: readonly DeletionCase[] = [
  {
    row: "R93",
    what: "a transit gateway with an attachment",
    given: [vpc, subnet, gateway, attachment],
    deleted: "gateway",
    message: "{gateway} has non-deleted VPC Attachments: {attachment}.",
    first: ["attachment"],
  },
  {
    row: "R94",
    what: "a transit gateway's route table with an association",
    given: [
      ...[vpc, subnet, gateway, gatewayTable, attachment],
      own("in-table", "aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation", {
        transitGatewayAttachmentId: "{attachment}",
        transitGatewayRouteTableId: "{gateway-table}",
      }),
    ],
    deleted: "gateway-table",
    message: "{gateway-table} has associations that aren't disassociated: {attachment}.",
    first: ["in-table"],
  },
  ...["Association", "Propagation"].map((what) => ({
    ...{ row: "R94" as const, what: `a transit gateway's route table of default ${what.toLowerCase()}` },
    ...{ given: [gateway, gatewayTable, swap(what)], deleted: "gateway-table", first: ["swap"] },
    message: "{gateway-table} is a default route table of its transit gateway.",
  })),
];

const dnsCases: readonly DeletionCase[] = [
  {
    row: "R95",
    what: "a resolver endpoint with a rule",
    given: [...withGroup, outbound, rule],
    deleted: "outbound",
    message:
      '[RSLVR-00600] Cannot delete resolver endpoint unless its related resolver rules are deleted. The following rules still exist for this resolver endpoint: "{rule}"',
    first: ["rule"],
  },
  {
    row: "R95",
    what: "a query log of a VPC",
    given: [vpc, queryLog, queryLogOfVpc],
    deleted: "query-log",
    message: "Disassociate VPCs from the query logging configuration '{query-log}' before deleting it",
    first: ["query-log-of-vpc"],
  },
  {
    row: "R96",
    what: "a resolver rule that holds for a VPC",
    given: [...withGroup, outbound, rule, ruleInVpc],
    deleted: "rule",
    message: "Please disassociate this resolver rule from VPC first before deleting",
    first: ["rule-in-vpc"],
  },
  {
    row: "R97",
    what: "a hosted zone with a record",
    given: [vpc, zone, record],
    deleted: "zone",
    message: "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
    first: ["record"],
  },
  {
    row: "R97",
    what: "a hosted zone with a record, until it may be emptied",
    given: [vpc, zone, record],
    deleted: "zone",
    message: "The specified hosted zone contains non-required resource record sets and so cannot be deleted.",
    changed: { forceDestroy: true },
    first: [],
  },
];

export const networkDeletionCases: readonly DeletionCase[] = [...vpcCases, ...gatewayCases, ...dnsCases];
