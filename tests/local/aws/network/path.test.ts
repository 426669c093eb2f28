import { expect } from "chai";
import { defaultSecurityGroup } from "../../../../local/aws/ec2/kinds";
import { internet } from "../../../../local/aws/network/origin";
import { type Destination, findPath } from "../../../../local/aws/network/path";
import { eachTestOnItsOwnAws, region } from "../../support/local-aws";
import { groupOf, hubAccount, lobA, lobB, piece, port, ranges, routesOf } from "./estate";
import {
  apiHost,
  callers,
  estate,
  hub,
  lob,
  onPremises,
  openHubAccounts,
  stsHost,
  studioHost,
  studioZone,
} from "./hub";
import { all, changed, later, type Piece, Put, withMore, without } from "./pieces";

/** A route in the spokes' table that drops a CIDR block. */
const gatewayRoute = (destinationCidrBlock: string) =>
  piece(hubAccount, "dropped", "aws:ec2transitgateway/route:Route", {
    transitGatewayRouteTableId: "{spokes-table}",
    destinationCidrBlock,
    blackhole: true,
  });

/** Where a call starts, where it goes, and what becomes of it. */
interface Call {
  readonly from: keyof typeof callers | "internet";
  /** A host name or an address, which may name a piece. */
  readonly to: string;
  /** 443 unless told. */
  readonly port?: number;
  /** What answers there, with the piece that has it, or the step at which the call ends. */
  readonly ends: string;
}

const apiByEndpoint = `abc123-{api}.execute-api.${region}.amazonaws.com`;
const studioByEndpoint = "{studio.dnsEntries.1.dnsName}";
const stsByEndpoint = "{sts.dnsEntries.1.dnsName}";
const s3Host = `models.s3.${region}.amazonaws.com`;

const calls: readonly Call[] = [
  { from: "lobA", to: stsHost, ends: "interface endpoint sts" },
  { from: "lobB", to: stsHost, ends: "interface endpoint sts" },
  { from: "hub", to: stsHost, ends: "interface endpoint sts" },
  { from: "lobA", to: stsHost.toUpperCase(), ends: "interface endpoint sts" },
  { from: "lobA", to: stsByEndpoint, ends: "interface endpoint sts" },
  { from: "lobA", to: "{sts.networkInterfaces.1.address}", ends: "interface endpoint sts" },
  { from: "lobA", to: s3Host, ends: "gateway endpoint lob-a-s3" },
  { from: "hub", to: s3Host, ends: "gateway endpoint hub-s3" },
  { from: "hub", to: `dynamodb.${region}.amazonaws.com`, ends: "gateway endpoint hub-dynamodb" },
  { from: "hub", to: `${hubAccount}.ddb.${region}.amazonaws.com`, ends: "gateway endpoint hub-dynamodb" },
  { from: "onPremises", to: studioHost, ends: "interface endpoint studio" },
  { from: "onPremises", to: studioZone, ends: "interface endpoint studio" },
  { from: "onPremises", to: apiHost, ends: "interface endpoint api" },
  { from: "onPremises", to: apiByEndpoint, ends: "interface endpoint api" },
  { from: "onPremises", to: "10.0.0.20", port: 53, ends: "resolver endpoint inbound" },

  // LOBs reach no endpoint for people, people none for workloads, by whatever name.
  { from: "lobA", to: studioHost, ends: "route" },
  { from: "lobA", to: studioByEndpoint, ends: "security group" },
  { from: "lobA", to: "{studio.networkInterfaces.0.address}", ends: "security group" },
  { from: "lobA", to: apiHost, ends: "route" },
  { from: "lobA", to: apiByEndpoint, ends: "security group" },
  { from: "onPremises", to: stsHost, ends: "route" },
  { from: "onPremises", to: stsByEndpoint, ends: "security group" },
  { from: "onPremises", to: "{sts.networkInterfaces.0.address}", ends: "security group" },
  { from: "hub", to: studioHost, ends: "security group" },

  // No LOB reaches another, or the corporate network; an instance that takes everything in shows it.
  { from: "lobA", to: "{lob-b-instance.privateIp}", ends: "route" },
  { from: "lobA", to: "{lob-b-instance.privateIp}", port: 22, ends: "route" },
  { from: "lobB", to: "{lob-a-instance.privateIp}", ends: "route" },
  { from: "onPremises", to: "{lob-a-instance.privateIp}", ends: "route" },
  { from: "lobA", to: "192.168.10.4", ends: "route" },
  { from: "hub", to: "{lob-a-instance.privateIp}", ends: "instance lob-a-instance" },
  { from: "lobA", to: "{lob-a-instance.privateIp}", ends: "instance lob-a-instance" },

  { from: "lobA", to: stsByEndpoint, port: 80, ends: "security group" },
  { from: "onPremises", to: studioByEndpoint, port: 8443, ends: "security group" },
  { from: "onPremises", to: "10.0.0.20", ends: "security group" },
  { from: "hub", to: "10.0.0.99", ends: "endpoint" },
  { from: "lobA", to: `s3.us-east-1.amazonaws.com`, ends: "route" },
  { from: "lobA", to: "nobody.invalid", ends: "name" },
  { from: "lobA", to: "example.com", ends: "route" },
  { from: "lobA", to: `vpce-0.sts.${region}.vpce.amazonaws.com`, ends: "name" },
  { from: "lobA", to: `abc123-{sts}.execute-api.${region}.amazonaws.com`, ends: "name" },

  { from: "internet", to: stsHost, ends: "public side" },
  { from: "internet", to: studioHost, ends: "public side" },
  { from: "internet", to: studioByEndpoint, ends: "route" },
  { from: "internet", to: apiByEndpoint, ends: "route" },
  { from: "internet", to: "10.0.0.4", ends: "route" },
  { from: "internet", to: "nobody.invalid", ends: "name" },
  { from: "internet", to: "example.com", ends: "public side" },
];

describe("A call's way through the network", () => {
  const aws = eachTestOnItsOwnAws();

  beforeEach(() => openHubAccounts(aws().world));

  const destinationOf = (text: string): Destination => (/^[\d.]+$/.test(text) ? { address: text } : { host: text });

  async function follow(pieces: readonly Piece[], { from, to, port }: Omit<Call, "ends">) {
    const put = await Put.all(aws(), pieces);
    const origin = from === "internet" ? internet : put.origin(callers[from]);
    return { put, path: findPath(aws().world, origin, destinationOf(put.text(to)), port) };
  }

  for (const call of calls) {
    const { from, to, port = 443, ends } = call;

    it(`from ${from} to ${to}, port ${port}, ends at ${ends}`, async () => {
      const { put, path } = await follow(estate, call);

      if (!path.reached) {
        expect(path.failedAt).to.equal(ends);
        return;
      }
      const [, at = ends, key] = /^(.* endpoint|instance) ([\w-]+)$/.exec(ends) ?? [];
      expect(path.at).to.equal(at);
      expect(path.endpoint?.id).to.equal(/^(interface|gateway) endpoint$/.test(at) ? put.text(`{${key}}`) : undefined);
    });
  }

  it("is told step by step where it arrives", async () => {
    const { put, path } = await follow(estate, { from: "lobA", to: stsHost });

    expect(path).to.deep.include({
      reached: true,
      address: put.text("{sts.networkInterfaces.0.address}"),
      sourceAddress: "10.100.0.5",
      steps: [
        `name ${stsHost}: forward rule {sts-rule} (${stsHost}) of {lob-a} to 10.0.0.20, 10.0.32.20`,
        `name ${stsHost}: {sts-zone} (${stsHost}) of {hub} answers {sts.networkInterfaces.0.address}, {sts.networkInterfaces.1.address}`,
        "route 10.0.0.0/16 of {lob-a.routeTables.0.id}: to transit gateway {gateway}",
        "transit gateway {gateway}: {spokes-table} sends 10.0.0.0/16 to {hub-attached}",
        "security groups: TCP 443 may leave, and enter at {sts.networkInterfaces.0.address}",
        "return route: answers to 10.100.0.5 come back to {lob-a}",
      ].map((step) => put.text(step)),
    });
  });

  it("is told step by step up to where it ends", async () => {
    const { put, path } = await follow(estate, { from: "lobA", to: "{studio.networkInterfaces.0.address}" });

    expect(path).to.deep.equal({
      reached: false,
      failedAt: "security group",
      reason: put.text("group {people} of {studio} lets no TCP 443 in from 10.100.0.5"),
      steps: [
        put.text("route 10.0.0.0/16 of {lob-a.routeTables.0.id}: to transit gateway {gateway}"),
        put.text("transit gateway {gateway}: {spokes-table} sends 10.0.0.0/16 to {hub-attached}"),
      ],
    });
  });

  it("goes to the address of one Availability Zone by the endpoint's name for it", async () => {
    const { put, path } = await follow(estate, { from: "lobA", to: "{sts.dnsEntries.0.dnsName}" });

    expect(put.text("{sts.dnsEntries.0.dnsName}")).to.contain(`-${region}b.sts.`);
    expect(path).to.include({ reached: true, address: put.text("{sts.networkInterfaces.1.address}") });
  });

  it("follows a system rule back to what the VPC itself knows", async () => {
    const system = [
      piece(hubAccount, "system-rule", "aws:route53/resolverRule:ResolverRule", {
        domainName: studioHost,
        ruleType: "SYSTEM",
      }),
      piece(hubAccount, "system", "aws:route53/resolverRuleAssociation:ResolverRuleAssociation", {
        resolverRuleId: "{system-rule}",
        vpcId: "{on-premises}",
      }),
    ];

    const { path } = await follow(withMore(...system)(estate), { from: "onPremises", to: studioHost });

    expect(path).to.include({ reached: false, failedAt: "route" });
  });

  it("ends at no egress rule that lets it out", async () => {
    const put = await Put.all(aws(), estate);
    const origin = put.origin({ ...callers.lobA, groups: ["{lob-a-open}"] });

    expect(findPath(aws().world, origin, { host: stsHost })).to.include({
      failedAt: "security group",
      reason: put.text("group {lob-a-open} lets no TCP 443 out to {sts.networkInterfaces.0.address}"),
    });
  });

  it("doesn't leave by a VPC's default group that was emptied, nor after it is out of the program's hands", async () => {
    const put = await Put.all(aws(), estate);
    const origin = put.origin(callers.lobADefaultGroup);
    const stopped = {
      failedAt: "security group",
      reason: put.text(
        "the VPC's default group {lob-a-default-group} lets no TCP 443 out to {sts.networkInterfaces.0.address}",
      ),
    };
    expect(findPath(aws().world, origin, { host: stsHost })).to.include(stopped);

    const [group] = aws().world.list(defaultSecurityGroup, lobA);
    await aws().delete(group?.urn ?? "", group?.id ?? "");

    expect(aws().world.list(defaultSecurityGroup, lobA)).to.deep.equal([]);
    expect(findPath(aws().world, origin, { host: stsHost })).to.include(stopped);
  });

  it("takes the route with the longest prefix, in a VPC and in a transit gateway", async () => {
    const wide = all(
      withMore(...routesOf(lobA, "lob-a", "wide", "10.0.0.0/8"), gatewayRoute("10.0.0.0/8")),
      later("lob-a-to-hub-0", "lob-a-wide-0"),
    );

    const { put, path } = await follow(wide(estate), { from: "lobA", to: stsHost });

    expect(path).to.include({ reached: true });
    expect(path.steps).to.include(
      put.text("route 10.0.0.0/16 of {lob-a.routeTables.0.id}: to transit gateway {gateway}"),
    );
  });

  it("is dropped by a written route rather than taken by a propagated one of the same CIDR block", async () => {
    const { put, path } = await follow(withMore(gatewayRoute(ranges.hub.cidr))(estate), { from: "lobA", to: stsHost });

    expect(path).to.include({
      failedAt: "transit gateway",
      reason: put.text(
        "{spokes-table}, the table of {lob-a-attached}, drops 10.0.0.0/16, where {sts.networkInterfaces.0.address} is",
      ),
    });
  });

  it("goes to no attachment that the gateway's owner hasn't accepted", async () => {
    const pending = changed("gateway", { autoAcceptSharedAttachments: "disable" })([
      ...hub,
      ...lob(lobA, "lob-a", ranges.lobA).filter(({ key }) => !key.startsWith("lob-a-to-hub")),
    ]);

    const { put, path } = await follow(pending, { from: "hub", to: "{lob-a-instance.privateIp}" });

    expect(path).to.include({
      failedAt: "transit gateway",
      reason: put.text("{hub-table}, the table of {hub-attached}, has no route to {lob-a-instance.privateIp}"),
    });
  });

  it("comes from a group of another VPC that no rule can know by reference", async () => {
    const byGroup = all(
      changed("workloads-ingress-0", { cidrIpv4: undefined, referencedSecurityGroupId: "{lob-a-callers}" }),
      later("workloads-ingress-0", "lob-a-callers"),
    );

    expect((await follow(byGroup(estate), { from: "lobA", to: stsHost })).path).to.include({
      failedAt: "security group",
    });
  });

  it("needs a rule for S3 to leave for a gateway endpoint, which may name the prefix list", async () => {
    const rule = port(443, { prefixListId: "{lob-a-s3.prefixListId}" });
    const put = await Put.all(aws(), [...estate, ...groupOf(lobA, "lob-a", "s3-alone", { out: [rule] })]);
    const from = (group: string) => put.origin({ ...callers.lobA, groups: [group] });

    expect(findPath(aws().world, from("{s3-alone}"), { host: s3Host })).to.include({ reached: true });
    expect(findPath(aws().world, from("{s3-alone}"), { host: stsHost })).to.include({ failedAt: "security group" });
    expect(findPath(aws().world, from("{lob-a-open}"), { host: s3Host })).to.include({
      failedAt: "security group",
      reason: put.text("group {lob-a-open} lets no TCP 443 out to 198.51.100.216"),
    });
  });

  it("ends at an endpoint on any port but 443, whatever its group lets in", async () => {
    const open = all(
      changed("workloads-ingress-0", { fromPort: 0, toPort: 65_535 }),
      changed("lob-a-callers-egress-0", { fromPort: 0, toPort: 65_535 }),
    );

    const { put, path } = await follow(open(estate), { from: "lobA", to: stsHost, port: 80 });

    expect(path).to.include({ failedAt: "endpoint", reason: put.text("{sts} answers only on TCP 443, not on 80") });
  });

  it("finds nobody of another VPC that has the same addresses", async () => {
    const twins = [...hub, ...lob(lobA, "lob-a", ranges.lobA), ...lob(lobB, "lob-b", ranges.lobA)];

    const { path } = await follow(without("lob-b-instance")(twins), {
      from: "lobB",
      to: "{lob-a-instance.privateIp}",
    });

    expect(path).to.include({ failedAt: "endpoint" });
  });

  it("ends in a hub that has no gateway endpoint, either, for what comes in from a transit gateway", async () => {
    const wide = all(
      without("hub-dynamodb"),
      withMore(
        ...routesOf(lobA, "lob-a", "to-all", "0.0.0.0/0"),
        piece(hubAccount, "all-to-hub", "aws:ec2transitgateway/route:Route", {
          transitGatewayRouteTableId: "{spokes-table}",
          destinationCidrBlock: "0.0.0.0/0",
          transitGatewayAttachmentId: "{hub-attached}",
        }),
      ),
    );

    const { put, path } = await follow(wide(estate), { from: "lobA", to: `dynamodb.${region}.amazonaws.com` });

    expect(path).to.include({
      failedAt: "route",
      reason: put.text("{hub} has no way from its transit gateway to 192.0.2.216"),
    });
  });

  for (const { what, ip } of [
    { what: "an outbound endpoint", ip: "{outbound.ipAddresses.0.ip}" },
    { what: "an inbound endpoint of another VPC", ip: "{other-inbound.ipAddresses.0.ip}" },
  ]) {
    it(`is named by nobody where a rule's target is ${what}`, async () => {
      const subnets = ["{on-premises.isolatedSubnetIds.0}", "{on-premises.isolatedSubnetIds.1}"];
      const other = [
        ...onPremises,
        piece(hubAccount, "other-inbound", "aws:route53/resolverEndpoint:ResolverEndpoint", {
          direction: "INBOUND",
          securityGroupIds: ["{on-premises-callers}"],
          ipAddresses: subnets.map((subnetId) => ({ subnetId })),
        }),
      ];
      const misled = all(
        changed("sts-rule", { targetIps: [{ ip }] }),
        changed("outbound-group-egress-0", { cidrIpv4: "0.0.0.0/0" }),
        changed("outbound-group-egress-1", { cidrIpv4: "0.0.0.0/0" }),
        withMore(...lob(lobA, "lob-a", ranges.lobA)),
      );
      const apart = hub.filter(({ key }) => !key.startsWith("sts-rule"));
      const rules = hub.filter(({ key }) => key.startsWith("sts-rule"));

      const { put, path } = await follow(misled([...apart, ...other, ...rules]), { from: "lobA", to: stsHost });

      expect(path).to.include({
        failedAt: "rule",
        reason: put.text(`{sts-rule} forwards to ${ip}, where no inbound resolver endpoint answers`),
      });
    });
  }

  it("ends where nothing answers", async () => {
    const { put, path } = await follow(estate, { from: "hub", to: "10.0.255.230" });

    expect(path).to.include({ failedAt: "endpoint", reason: put.text("nothing answers at 10.0.255.230 in {hub}") });
  });
});
