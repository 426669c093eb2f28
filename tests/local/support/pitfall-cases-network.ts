import type { PitfallNumber } from "../../../local/aws/pitfalls";
import {
  anywhere,
  associationOf,
  endpointOf,
  hubAccount,
  lobA,
  lobB,
  piece,
  ranges,
  recordOf,
  routesOf,
  ruleOf,
} from "../aws/network/estate";
import { type callers, lob, stsHost, studioHost, studioZone } from "../aws/network/hub";
import { all, changed, later, type Piece, withMore, without } from "../aws/network/pieces";
import { region } from "./local-aws";

/** A change to an estate that works, accepted by AWS, and a call that it breaks, or lets through. */
export interface PitfallCase {
  readonly row: PitfallNumber;
  readonly change: (pieces: readonly Piece[]) => Piece[];
  readonly from: keyof typeof callers;
  /** A host name, or an address; it may name a piece, as pieces do. */
  readonly to: string;
  /** The reason of the failure, or the address where the call arrives. */
  readonly shows: string;
}

const s3Host = `s3.${region}.amazonaws.com`;
const tables = `${hubAccount}.ddb.${region}.amazonaws.com`;
const otherApi = `other1.execute-api.${region}.amazonaws.com`;
const noWay = (table: string, vpc: string, address: string) =>
  `${table} of ${vpc} has no route to ${address}, which is public, and ${vpc} has no route to the internet`;
const publicSts = "203.0.113.103";
const [firstTable, lobTable] = ["{hub.routeTables.0.id}", "{lob-a.routeTables.0.id}"];

/** A shared rule of that name, and its association with LOB A. */
const ruleInLobA = (key: string, domain: string) => withMore(...ruleOf(key, domain), associationOf(lobA, "lob-a", key));

const interfaceOf = (account: string, vpc: string, key: string, service: string, inputs: Piece["inputs"] = {}) =>
  piece(account, key, "aws:ec2/vpcEndpoint:VpcEndpoint", {
    vpcId: `{${vpc}}`,
    serviceName: `com.amazonaws.${region}.${service}`,
    vpcEndpointType: "Interface",
    subnetIds: [`{${vpc}.isolatedSubnetIds.0}`],
    ...inputs,
  });

/** Cases of the network's rows in local/aws/pitfalls.ts. */
export const networkPitfallCases: readonly PitfallCase[] = [
  {
    row: "P01",
    change: all(
      without("lob-a-sts-associated", "lob-b-sts-associated", "sts-record-apex", "sts-zone"),
      changed("sts", { privateDnsEnabled: true }),
    ),
    from: "lobA",
    to: stsHost,
    shows: noWay(lobTable, "{lob-a}", publicSts),
  },
  {
    row: "P02",
    change: all(
      withMore(associationOf(hubAccount, "hub", "sts")),
      later("hub-sts-associated", "sts-rule"),
      later("inbound", "hub-sts-associated"),
    ),
    from: "hub",
    to: stsHost,
    shows: "{sts-rule} is associated with {hub}, which contains the rule's own target, so the query loops",
  },
  {
    row: "P03",
    change: all(
      without("lob-a-to-hub-0", "lob-a-to-hub-1"),
      withMore(
        interfaceOf(lobA, "lob-a", "own-sts", "sts", {
          privateDnsEnabled: true,
          securityGroupIds: ["{lob-a-open}"],
        }),
      ),
    ),
    from: "lobA",
    to: stsHost,
    shows: `${lobTable} of {lob-a} has no route to {sts.networkInterfaces.0.address}`,
  },
  {
    row: "P04",
    change: withMore(
      piece(hubAccount, "wide", "aws:route53/zone:Zone", {
        name: `${region}.amazonaws.com`,
        vpcs: [{ vpcId: "{hub}" }],
      }),
    ),
    from: "hub",
    to: s3Host,
    shows: `${s3Host} isn't in {wide} (${region}.amazonaws.com) of {hub}, and a name missing there isn't looked up in public DNS`,
  },
  {
    row: "P05",
    change: all(
      ruleInLobA("wide", "amazonaws.com"),
      withMore(...endpointOf("people-s3", `com.amazonaws.${region}.s3`, "people", s3Host, [""])),
    ),
    from: "lobA",
    to: s3Host,
    shows: "group {people} of {people-s3} lets no TCP 443 in from 10.100.0.5",
  },
  {
    row: "P06",
    change: changed("hub", { enableDnsHostnames: false }),
    from: "lobA",
    to: stsHost,
    shows: noWay(lobTable, "{lob-a}", publicSts),
  },
  {
    row: "P07",
    change: without("inbound-group-ingress-1"),
    from: "lobA",
    to: stsHost,
    shows: "group {inbound-group} of {inbound} lets no TCP 53 in from {outbound.ipAddresses.0.ip}",
  },
  {
    row: "P08",
    change: without("outbound-group-egress-1"),
    from: "lobA",
    to: stsHost,
    shows: "group {outbound-group} of {outbound} lets no TCP 53 out to 10.0.0.20",
  },
  {
    row: "P09",
    change: without("studio-record-wildcard"),
    from: "onPremises",
    to: studioHost,
    shows: `${studioHost} isn't in {studio-zone} (${studioZone}) of {hub}, and a name missing there isn't looked up in public DNS`,
  },
  {
    row: "P10",
    change: all(
      without("lob-a-s3"),
      withMore(
        ...routesOf(lobA, "lob-a", "to-all", "0.0.0.0/0"),
        piece(hubAccount, "all-to-hub", "aws:ec2transitgateway/route:Route", {
          transitGatewayRouteTableId: "{spokes-table}",
          destinationCidrBlock: "0.0.0.0/0",
          transitGatewayAttachmentId: "{hub-attached}",
        }),
      ),
    ),
    from: "lobA",
    to: s3Host,
    shows:
      "the gateway endpoint of {hub} doesn't serve what comes in through a transit gateway, as calls of 198.51.100.216 do",
  },
  {
    row: "P11",
    change: all(
      without("hub-dynamodb"),
      withMore(
        ...endpointOf("tables", `com.amazonaws.${region}.dynamodb`, "workloads", `dynamodb.${region}.amazonaws.com`, [
          "",
        ]),
      ),
    ),
    from: "hub",
    to: tables,
    shows: noWay(firstTable, "{hub}", "192.0.2.216"),
  },
  {
    row: "P12",
    change: all(
      withMore(
        piece(hubAccount, "every-api-zone", "aws:route53/zone:Zone", {
          name: `execute-api.${region}.amazonaws.com`,
          vpcs: [{ vpcId: "{hub}" }],
        }),
        {
          ...recordOf("api", `execute-api.${region}.amazonaws.com`, "*"),
          inputs: {
            ...recordOf("api", `execute-api.${region}.amazonaws.com`, "*").inputs,
            zoneId: "{every-api-zone}",
          },
        },
        ...ruleOf("every-api", `execute-api.${region}.amazonaws.com`),
        associationOf(hubAccount, "on-premises", "every-api"),
      ),
    ),
    from: "onPremises",
    to: otherApi,
    shows: "{api.networkInterfaces.0.address}",
  },
  {
    row: "P13",
    change: changed("sts", { securityGroupIds: [] }),
    from: "lobA",
    to: stsHost,
    shows: "the VPC's default group {hub.vpc.defaultSecurityGroupId} of {sts} lets no TCP 443 in from 10.100.0.5",
  },
  {
    row: "P14",
    change: changed("studio", { securityGroupIds: ["{workloads}"] }),
    from: "lobA",
    to: "{studio.dnsEntries.1.dnsName}",
    shows: "{studio.networkInterfaces.0.address}",
  },
  {
    row: "P15",
    change: all(
      without("swap-association", "swap-propagation"),
      withMore(
        ...routesOf(lobA, "lob-a", "to-lobs", "10.96.0.0/11"),
        ...routesOf(lobB, "lob-b", "to-lobs", "10.96.0.0/11"),
      ),
    ),
    from: "lobA",
    to: "{lob-b-instance.privateIp}",
    shows: "{lob-b-instance.privateIp}",
  },
  {
    row: "P16",
    change: all(
      changed("gateway", { autoAcceptSharedAttachments: "disable" }),
      // AWS refuses a route to a gateway that hasn't accepted the VPC.
      without("lob-a-to-hub-0", "lob-a-to-hub-1", "lob-b-to-hub-0", "lob-b-to-hub-1"),
    ),
    from: "lobA",
    to: stsHost,
    shows: `${lobTable} of {lob-a} has no route to {sts.networkInterfaces.0.address}`,
  },
  {
    row: "P17",
    change: later("swap-association", "lob-a-attached"),
    from: "lobA",
    to: stsHost,
    shows:
      "{gateway.associationDefaultRouteTableId}, the table of {lob-a-attached}, has no route to {sts.networkInterfaces.0.address}",
  },
  {
    row: "P18",
    change: all(
      without("swap-association", "swap-propagation"),
      changed("lob-a-attached", {
        transitGatewayDefaultRouteTableAssociation: false,
        transitGatewayDefaultRouteTablePropagation: false,
      }),
      withMore(
        ...routesOf(lobA, "lob-a", "to-lobs", "10.96.0.0/11"),
        ...routesOf(lobB, "lob-b", "to-lobs", "10.96.0.0/11"),
      ),
    ),
    from: "lobA",
    to: "{lob-b-instance.privateIp}",
    shows: "{lob-b-instance.privateIp}",
  },
  {
    row: "P19",
    change: all(changed("workloads-ingress-0", anywhere), (pieces) => [
      ...pieces.filter(({ key }) => !key.startsWith("lob-a")),
      ...lob(lobA, "lob-a", {
        cidr: "172.16.0.0/16",
        subnets: ["172.16.0.0/19", "172.16.32.0/19"],
        attachment: ["172.16.255.224/28", "172.16.255.240/28"],
      }),
    ]),
    from: "lobA",
    to: stsHost,
    shows: `answers to 172.16.0.5 of {lob-a} are lost: ${firstTable} of {hub} has no route to 172.16.0.5`,
  },
  {
    row: "P20",
    change: without("hub-to-lobs-0", "hub-to-lobs-1"),
    from: "lobA",
    to: stsHost,
    shows: `answers to 10.100.0.5 of {lob-a} are lost: ${firstTable} of {hub} has no route to 10.100.0.5`,
  },
  {
    row: "P21",
    change: (pieces) => [
      ...pieces.filter(({ key }) => !key.startsWith("lob-b")),
      ...lob(lobB, "lob-b", {
        cidr: "10.100.128.0/17",
        subnets: ["10.100.128.0/19", "10.100.160.0/19"],
        attachment: ["10.100.255.192/28", "10.100.255.208/28"],
      }),
    ],
    from: "lobB",
    to: stsHost,
    shows: "answers to 10.100.128.5 of {lob-b} end up in {lob-a}",
  },
  {
    row: "P22",
    change: changed("lob-a-attached", { subnetIds: ["{lob-a-attachment-0}"] }),
    from: "lobA",
    to: stsHost,
    shows: `{lob-a-attached} has no subnet in ${region}b, where {lob-a.isolatedSubnetIds.1} is`,
  },
  {
    row: "P23",
    change: without("lob-a-to-hub-1"),
    from: "lobA",
    to: stsHost,
    shows: "{lob-a.routeTables.1.id} of {lob-a} has no route to {sts.networkInterfaces.0.address}",
  },
  {
    row: "P24",
    change: without("lob-a-sts-associated"),
    from: "lobA",
    to: stsHost,
    shows: noWay(lobTable, "{lob-a}", publicSts),
  },
  {
    row: "P25",
    change: without("hub-into-spokes-table"),
    from: "lobA",
    to: stsHost,
    shows: "{spokes-table}, the table of {lob-a-attached}, has no route to {sts.networkInterfaces.0.address}",
  },
  {
    row: "P26",
    change: without("on-premises-into-hub-table"),
    from: "onPremises",
    to: studioHost,
    shows:
      "answers to 192.168.10.4 of {on-premises} are lost: {hub-table}, the table of {hub-attached}, has no route to 192.168.10.4",
  },
  {
    row: "P27",
    change: without("hub-in-table"),
    from: "lobA",
    to: stsHost,
    shows: "answers to 10.100.0.5 of {lob-a} are lost: {hub-attached} is associated with no route table",
  },
  {
    row: "P28",
    change: changed("sts-rule", { targetIps: [{ ip: "10.0.0.21" }] }),
    from: "lobA",
    to: stsHost,
    shows: "{sts-rule} forwards to 10.0.0.21, where no inbound resolver endpoint answers",
  },
  {
    row: "P29",
    change: changed("lob-a", { enableDnsSupport: false }),
    from: "lobA",
    to: stsHost,
    shows: `{lob-a} has DNS support off, so nothing in it can look up ${stsHost}`,
  },
  {
    row: "P73",
    change: without("lob-a-default-group"),
    from: "lobADefaultGroup",
    to: stsHost,
    shows: "{sts.networkInterfaces.0.address}",
  },
  {
    row: "P85",
    change: (pieces) => [
      ...pieces.filter(({ key }) => !/^(lob-a|on-premises(?!-table))/.test(key)),
      ...lob(lobA, "lob-a", ranges.onPremises),
    ],
    from: "lobA",
    to: "{studio.dnsEntries.1.dnsName}",
    shows: "{studio.networkInterfaces.0.address}",
  },
  {
    row: "P86",
    change: withMore(
      ...["lob-a", "lob-b"].map((key) =>
        piece(
          hubAccount,
          `${key}-into-spokes-table`,
          "aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation",
          { transitGatewayAttachmentId: `{${key}-attached}`, transitGatewayRouteTableId: "{spokes-table}" },
        ),
      ),
      ...routesOf(lobA, "lob-a", "to-lobs", "10.96.0.0/11"),
      ...routesOf(lobB, "lob-b", "to-lobs", "10.96.0.0/11"),
    ),
    from: "lobA",
    to: "{lob-b-instance.privateIp}",
    shows: "{lob-b-instance.privateIp}",
  },
];
