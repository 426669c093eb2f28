import type { World } from "../../../local/aws/core/world";
import {
  route,
  securityGroup,
  securityGroupEgressRule,
  securityGroupIngressRule,
  transitGatewayPropagation,
  transitGatewayRouteTable,
  vpc,
  vpcAttachment,
} from "../../../local/aws/ec2/kinds";
import { prefixListOf } from "../../../local/aws/network/endpoint-services";
import {
  firewallDomainList,
  firewallRule,
  firewallRuleGroupAssociation,
  resolverRule,
  resolverRuleAssociation,
} from "../../../local/aws/route53-resolver/kinds";
import { adding, all, type Change, editing, named, removing } from "../support/estate-changes";
import { sharedWithOrganization } from "../support/foreign-network";
import type { Widening } from "./widening";

const hub = "111122223333";
const lobs = { child: "333333333333", "lob-b": "444444444444" };
const ranges = { child: "10.100.0.0/16", "lob-b": "10.101.0.0/16" };

type Lob = keyof typeof lobs;

/** A rule of a group for TCP on one port, in from a CIDR block or out to one. */
function rule(way: "in" | "out", account: string, stack: string, group: string, cidrIpv4: string, port = 443): Change {
  const type = way === "in" ? securityGroupIngressRule : securityGroupEgressRule;
  return adding(type, account, `${stack}-${group}-${way}-${cidrIpv4}-${port}`, (world) => ({
    securityGroupId: named(world, securityGroup, stack, group).id,
    ipProtocol: "tcp",
    fromPort: port,
    toPort: port,
    cidrIpv4,
  }));
}

/** What a transit gateway has to be told for a LOB to be known to all others. */
function learned(lob: Lob): Change {
  return adding(transitGatewayPropagation, hub, `spokes-learn-${lob}`, (world) => ({
    transitGatewayAttachmentId: named(world, vpcAttachment, lob, "lob-network-attachment").id,
    transitGatewayRouteTableId: named(world, transitGatewayRouteTable, "shared", "hub-tgw-spokes").id,
  }));
}

function tablesOf(world: World, lob: Lob): string[] {
  return world
    .list(route, lobs[lob])
    .filter(({ stack }) => stack === lob)
    .map(({ state }) => state.routeTableId);
}

/** Routes in each subnet of a LOB to a CIDR block, through the transit gateway. */
function routed(lob: Lob, destinationCidrBlock: string): Change {
  return (world) => {
    const [first] = world.list(route, lobs[lob]);
    const undo = tablesOf(world, lob).map((routeTableId, index) =>
      adding(route, lobs[lob], `${lob}-to-${destinationCidrBlock}-${index}`, () => ({
        routeTableId,
        destinationCidrBlock,
        transitGatewayId: first?.state.transitGatewayId ?? "",
      }))(world),
    );
    return () => undo.forEach((one) => void one());
  };
}

/** Everything that it takes for LOB A to reach LOB B on a port. */
const mesh: readonly Change[] = [
  learned("child"),
  learned("lob-b"),
  routed("child", ranges["lob-b"]),
  routed("lob-b", ranges.child),
  rule("out", lobs.child, "child", "lob-groups-studio", ranges["lob-b"], 8888),
  rule("in", lobs["lob-b"], "lob-b", "lob-groups-studio", ranges.child, 8888),
];

/** The group of LOB A's domain lets its members reach each other on the ports of Studio's apps. */
const amongApps = [securityGroupIngressRule, securityGroupEgressRule].map((type) =>
  adding(type, lobs.child, "among-apps", (world) => {
    const { id } = named(world, securityGroup, "child", "lob-groups-studio");
    const ports = { ipProtocol: "tcp", fromPort: 8192, toPort: 65_535 };
    return { securityGroupId: id, ...ports, referencedSecurityGroupId: id };
  }),
);

/** LOB A learns the API's name, as people do. */
const apiRule = adding(resolverRuleAssociation, lobs.child, "api-rule", (world) => ({
  name: "api-rule",
  resolverRuleId: named(world, resolverRule, "shared", "on-premises-api-rule").id,
  vpcId: world.list(vpc, lobs.child)[0]?.id ?? "",
}));

/** LOB A's DNS Firewall lets one more name pass. */
function alsoAllowed(name: string): Change {
  return editing(firewallDomainList, "child", "lob-dns-firewall-allowed", ({ domains }) => ({
    domains: [...domains, name],
  }));
}

const lobsToPeople = rule("in", hub, "shared", "hub-groups-people", "10.96.0.0/11");

/** LOB A may ask the hub's resolver, and the hub's resolver lets LOB A ask. */
const asksHub = rule("out", lobs.child, "child", "lob-groups-studio", "10.0.0.0/16", 53);
const answersLobs = rule("in", hub, "shared", "hub-groups-inbound", ranges.child, 53);

const anyName = "anything there may look up names outside AWS, from LOB child";

export const networkWidenings: readonly Widening[] = [
  {
    what: "people's endpoints admit LOBs",
    change: lobsToPeople,
    appears: [
      "anything there may connect to endpoint execute-api of shared on TCP 443, from LOB child and LOB lob-b",
      "anything there may connect to endpoint studio of shared on TCP 443, from LOB child and LOB lob-b",
      "anything there may connect to endpoint cognito-idp of shared on TCP 443, from LOB child and LOB lob-b",
    ],
  },
  {
    what: "people's endpoints admit LOBs, and LOB A is given the API's rule and may look its name up",
    change: all(lobsToPeople, apiRule, alsoAllowed("*.execute-api.eu-west-1.amazonaws.com.")),
    appears: [
      "nobody, without a token may open the sign-in page of shared, from LOB child",
      "user user-lob-a may get the URL of user-lob-a, from LOB child",
      "user user-lob-b may get the URL of user-lob-b, from LOB child",
      "anything there may connect to endpoint execute-api of shared on TCP 443, from LOB child and LOB lob-b",
      "anything there may connect to endpoint studio of shared on TCP 443, from LOB child and LOB lob-b",
      "anything there may connect to endpoint cognito-idp of shared on TCP 443, from LOB child and LOB lob-b",
    ],
  },
  {
    what: "workloads' endpoints admit people",
    change: rule("in", hub, "shared", "hub-groups-workloads", "192.168.10.0/24"),
    appears: [
      "StudioPresignedUrl-shared of shared may assume PresignedURLGenerator of child, with a source identity, from on-premises of shared",
      "StudioPresignedUrl-shared of shared may assume PresignedURLGenerator of lob-b, with a source identity, from on-premises of shared",
      "SageMakerExternal of parent may invoke endpoint iris of parent, from on-premises of shared",
      "Studio of user-lob-a in child may call models of user-lob-a in child, from on-premises of shared",
      "Studio of user-lob-a in child may read logs of jobs in child, from on-premises of shared",
      "Studio of colleague in child may call models of colleague in child, from on-premises of shared",
      "Studio of colleague in child may read logs of jobs in child, from on-premises of shared",
      "SageMakerInvoker-child of child may assume SageMakerExternal of parent, with its ExternalId, from on-premises of shared",
      "Studio of user-lob-b in lob-b may call models of user-lob-b in lob-b, from on-premises of shared",
      "Studio of user-lob-b in lob-b may read logs of jobs in lob-b, from on-premises of shared",
      "Studio of colleague in lob-b may call models of colleague in lob-b, from on-premises of shared",
      "Studio of colleague in lob-b may read logs of jobs in lob-b, from on-premises of shared",
      "a role named like SageMakerInvoker-* of child may assume SageMakerExternal of parent, with its ExternalId, from on-premises of shared",
      "anything there may connect to endpoint sagemaker.runtime of shared on TCP 443, from on-premises of shared",
      "anything there may connect to endpoint sts of shared on TCP 443, from on-premises of shared",
      "anything there may connect to endpoint logs of shared on TCP 443, from on-premises of shared",
    ],
  },
  {
    what: "the hub's function may call out to S3",
    change: rule("out", hub, "shared", "hub-groups-function", prefixListOf("com.amazonaws.eu-west-1.s3", "eu-west-1")),
    appears: [
      "Studio of user-lob-a in child may read files of user-lob-a in child, from hub shared",
      "Studio of user-lob-a in child may write files of user-lob-a in child, from hub shared",
      "Studio of colleague in child may read files of colleague in child, from hub shared",
      "Studio of colleague in child may write files of colleague in child, from hub shared",
      "StudioJob-user-lob-a of child may read files of user-lob-a in child, from hub shared",
      "StudioJob-user-lob-a of child may write files of user-lob-a in child, from hub shared",
      "StudioJob-colleague of child may read files of colleague in child, from hub shared",
      "StudioJob-colleague of child may write files of colleague in child, from hub shared",
      "Studio of user-lob-b in lob-b may read files of user-lob-b in lob-b, from hub shared",
      "Studio of user-lob-b in lob-b may write files of user-lob-b in lob-b, from hub shared",
      "Studio of colleague in lob-b may read files of colleague in lob-b, from hub shared",
      "Studio of colleague in lob-b may write files of colleague in lob-b, from hub shared",
      "StudioJob-user-lob-b of lob-b may read files of user-lob-b in lob-b, from hub shared",
      "StudioJob-user-lob-b of lob-b may write files of user-lob-b in lob-b, from hub shared",
      "StudioJob-colleague of lob-b may read files of colleague in lob-b, from hub shared",
      "StudioJob-colleague of lob-b may write files of colleague in lob-b, from hub shared",
      "anything there may connect to service s3 on TCP 443, from hub shared",
    ],
  },
  {
    what: "the group of a LOB's domain lets apps reach each other, as AWS's guide warns",
    change: all(...amongApps),
    appears: ["user-lob-a", "colleague"].flatMap((profile) =>
      [8192, 8888, 65_535].map(
        (port) =>
          `an app of another user in child may connect to an app of ${profile} in child on TCP ${port}, from LOB child`,
      ),
    ),
  },
  {
    what: "LOBs are routed to each other, and LOB B's Studio admits LOB A",
    change: all(...mesh),
    appears: ["anything there may connect to machines in LOB lob-b on TCP 8888, from LOB child"],
  },
  {
    what: "the hub's share is for its whole organization",
    change: sharedWithOrganization,
    appears: [
      "administrator of parent may attach a network of any CIDR block to the transit gateway of shared, from internet",
      "administrator of another account of the organization may attach a network of any CIDR block to the transit gateway of shared, from internet",
    ],
  },
  {
    what: "LOB A's DNS Firewall reports what it blocked before",
    change: editing(firewallRule, "child", "lob-dns-firewall-otherwise", () => ({ action: "ALERT" as const })),
    appears: [anyName],
  },
  {
    what: "LOB A's VPC is taken out of its DNS Firewall",
    change: removing(firewallRuleGroupAssociation, "child", "lob-dns-firewall-association"),
    appears: [anyName],
  },
  {
    what: "LOB A's DNS Firewall allows every name below com",
    change: alsoAllowed("*.com."),
    appears: [anyName],
  },
  {
    what: "LOB A asks the hub's resolver, round its own DNS Firewall",
    change: all(asksHub, answersLobs),
    appears: ["anything there may connect to resolver of shared on TCP 53, from LOB child", anyName],
  },
];

/** Changes that by themselves let nobody do more: something else still refuses. */
export const harmless: readonly { readonly what: string; readonly change: Change }[] = [
  { what: "LOB A may ask the hub's resolver, while its group lets no LOB in", change: asksHub },
  { what: "the hub's resolver lets LOB A in, while LOB A's group lets no DNS out", change: answersLobs },
  { what: "LOB A is given the API's rule, while people's endpoints don't admit it", change: apiRule },
  {
    what: "the group of a LOB's domain lets apps out to each other, while no group lets them in",
    change: all(...amongApps.slice(1)),
  },
  { what: "the transit gateway knows LOBs' CIDR blocks, while LOBs have no routes", change: all(...mesh.slice(0, 2)) },
  { what: "LOBs have routes to each other, while the transit gateway swallows them", change: all(...mesh.slice(2)) },
  {
    what: "LOBs are routed to each other, while their groups are closed",
    change: all(...mesh.slice(0, 4)),
  },
];
