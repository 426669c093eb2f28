import { region } from "../../support/local-aws";
import type { Piece, Place } from "./pieces";

export const hubAccount = "111122223333";
export const lobA = "333333333333";
export const lobB = "444444444444";
export const organization = { id: "o-exampleorg1", path: "o-exampleorg1/r-root/ou-root-workloads/" };
export const organizationArn = "arn:aws:organizations::111111111111:organization/o-exampleorg1";

/** A VPC with a subnet and an attachment subnet in two Availability Zones each. */
export interface Range {
  readonly cidr: string;
  readonly subnets: readonly [string, string];
  readonly attachment: readonly [string, string];
}

export const ranges = {
  hub: {
    cidr: "10.0.0.0/16",
    subnets: ["10.0.0.0/19", "10.0.32.0/19"],
    attachment: ["10.0.255.224/28", "10.0.255.240/28"],
  },
  lobA: {
    cidr: "10.100.0.0/16",
    subnets: ["10.100.0.0/19", "10.100.32.0/19"],
    attachment: ["10.100.255.224/28", "10.100.255.240/28"],
  },
  lobB: {
    cidr: "10.101.0.0/16",
    subnets: ["10.101.0.0/19", "10.101.32.0/19"],
    attachment: ["10.101.255.224/28", "10.101.255.240/28"],
  },
  onPremises: {
    cidr: "192.168.10.0/24",
    subnets: ["192.168.10.0/26", "192.168.10.64/26"],
    attachment: ["192.168.10.224/28", "192.168.10.240/28"],
  },
} as const satisfies Record<string, Range>;

const zones = [`${region}a`, `${region}b`];

/** One piece. */
export function piece(account: string, key: string, type: string, inputs: Piece["inputs"]): Piece {
  return { account, key, type, inputs };
}

/** A VPC with its attachment subnets, and a default security group without rules. */
export function vpcOf(account: string, key: string, { cidr, subnets, attachment }: Range): Piece[] {
  return [
    piece(account, key, "awsx:ec2:Vpc", {
      cidrBlock: cidr,
      availabilityZoneNames: zones,
      subnetSpecs: [{ type: "Isolated", name: "isolated", cidrBlocks: subnets }],
      subnetStrategy: "Auto",
      natGateways: { strategy: "None" },
      enableDnsHostnames: true,
      enableDnsSupport: true,
    }),
    ...attachment.map((cidrBlock, index) =>
      piece(account, `${key}-attachment-${index}`, "aws:ec2/subnet:Subnet", {
        vpcId: `{${key}}`,
        cidrBlock,
        availabilityZone: zones[index],
      }),
    ),
    piece(account, `${key}-default-group`, "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", {
      vpcId: `{${key}}`,
      ingress: [],
      egress: [],
    }),
  ];
}

/** A VPC's attachment to the hub's transit gateway, with further inputs. */
export function attachmentOf(account: string, vpc: string, inputs: Piece["inputs"] = {}): Piece {
  return piece(account, `${vpc}-attached`, "aws:ec2transitgateway/vpcAttachment:VpcAttachment", {
    transitGatewayId: "{gateway}",
    vpcId: `{${vpc}}`,
    subnetIds: [`{${vpc}-attachment-0}`, `{${vpc}-attachment-1}`],
    ...inputs,
  });
}

/** Routes from each of a VPC's subnets to the hub's transit gateway. */
export function routesOf(account: string, vpc: string, name: string, destinationCidrBlock: string): Piece[] {
  return [0, 1].map((index) =>
    piece(account, `${vpc}-${name}-${index}`, "aws:ec2/route:Route", {
      routeTableId: `{${vpc}.routeTables.${index}.id}`,
      destinationCidrBlock,
      transitGatewayId: "{gateway}",
    }),
  );
}

/** A security group with its rules, `in` and `out`. */
export function groupOf(
  account: string,
  vpc: string,
  key: string,
  rules: { readonly in?: readonly Piece["inputs"][]; readonly out?: readonly Piece["inputs"][] },
): Piece[] {
  const ruleOf = (direction: "Ingress" | "Egress") => (inputs: Piece["inputs"], index: number) =>
    piece(
      account,
      `${key}-${direction.toLowerCase()}-${index}`,
      `aws:vpc/securityGroup${direction}Rule:SecurityGroup${direction}Rule`,
      { securityGroupId: `{${key}}`, ...inputs },
    );
  return [
    piece(account, key, "aws:ec2/securityGroup:SecurityGroup", { vpcId: `{${vpc}}`, description: key }),
    ...(rules.in ?? []).map(ruleOf("Ingress")),
    ...(rules.out ?? []).map(ruleOf("Egress")),
  ];
}

/** A rule for one port. */
export function port(number: number, peer: Piece["inputs"], ipProtocol = "tcp"): Piece["inputs"] {
  return { ipProtocol, fromPort: number, toPort: number, ...peer };
}

export const anywhere = { cidrIpv4: "0.0.0.0/0" };

/** An interface endpoint in the hub with its zone, and a record for each of the names in it. */
export function endpointOf(
  key: string,
  serviceName: string,
  group: string,
  zone: string,
  names: readonly string[],
): Piece[] {
  return [
    piece(hubAccount, key, "aws:ec2/vpcEndpoint:VpcEndpoint", {
      vpcId: "{hub}",
      serviceName,
      vpcEndpointType: "Interface",
      privateDnsEnabled: false,
      subnetIds: ["{hub.isolatedSubnetIds.0}", "{hub.isolatedSubnetIds.1}"],
      securityGroupIds: [`{${group}}`],
    }),
    piece(hubAccount, `${key}-zone`, "aws:route53/zone:Zone", { name: zone, vpcs: [{ vpcId: "{hub}" }] }),
    ...names.map((name) => recordOf(key, zone, name)),
  ];
}

/** A record of an endpoint's zone: its apex, or `*`. */
export function recordOf(key: string, zone: string, name: string): Piece {
  return piece(hubAccount, `${key}-record-${name === "*" ? "wildcard" : "apex"}`, "aws:route53/record:Record", {
    zoneId: `{${key}-zone}`,
    name: name === "*" ? `*.${zone}` : zone,
    type: "A",
    aliases: [
      {
        name: `{${key}.dnsEntries.1.dnsName}`,
        zoneId: `{${key}.dnsEntries.1.hostedZoneId}`,
        evaluateTargetHealth: false,
      },
    ],
  });
}

/** A rule that forwards a domain to the hub's inbound endpoint, in the hub's share. */
export function ruleOf(key: string, domainName: string): Piece[] {
  return [
    piece(hubAccount, `${key}-rule`, "aws:route53/resolverRule:ResolverRule", {
      name: key,
      domainName,
      ruleType: "FORWARD",
      resolverEndpointId: "{outbound}",
      targetIps: [{ ip: "10.0.0.20" }, { ip: "10.0.32.20" }],
    }),
    piece(hubAccount, `${key}-rule-shared`, "aws:ram/resourceAssociation:ResourceAssociation", {
      resourceArn: `{${key}-rule.arn}`,
      resourceShareArn: "{share}",
    }),
  ];
}

/** A rule's association with a VPC. */
export function associationOf(account: string, vpc: string, key: string): Piece {
  return piece(account, `${vpc}-${key}-associated`, "aws:route53/resolverRuleAssociation:ResolverRuleAssociation", {
    resolverRuleId: `{${key}-rule}`,
    vpcId: `{${vpc}}`,
  });
}

/** A gateway endpoint in every subnet of a VPC. */
export function gatewayEndpointOf(account: string, vpc: string, service: "s3" | "dynamodb"): Piece {
  return piece(account, `${vpc}-${service}`, "aws:ec2/vpcEndpoint:VpcEndpoint", {
    vpcId: `{${vpc}}`,
    serviceName: `com.amazonaws.${region}.${service}`,
    routeTableIds: [`{${vpc}.routeTables.0.id}`, `{${vpc}.routeTables.1.id}`],
  });
}

/** Where a function, or a tester, of a VPC calls from. */
export function callerIn(account: string, vpc: string, group = `${vpc}-callers`): Place {
  return {
    account,
    vpc: `{${vpc}}`,
    subnets: [`{${vpc}.isolatedSubnetIds.0}`, `{${vpc}.isolatedSubnetIds.1}`],
    groups: [`{${group}}`],
  };
}

/** An instance in a VPC that takes in whatever comes. */
export function openInstance(account: string, vpc: string): Piece[] {
  return [
    ...groupOf(account, vpc, `${vpc}-open`, { in: [{ ipProtocol: "-1", ...anywhere }] }),
    piece(account, `${vpc}-instance`, "aws:ec2/instance:Instance", {
      ami: "ami-00000000000000000",
      instanceType: "t4g.nano",
      subnetId: `{${vpc}.isolatedSubnetIds.0}`,
      vpcSecurityGroupIds: [`{${vpc}-open}`],
    }),
  ];
}
