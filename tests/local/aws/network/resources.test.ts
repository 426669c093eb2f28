import { expect } from "chai";
import { leftEmpty, vpcEndpoint } from "../../../../local/aws/ec2/kinds";
import { resolverEndpoint } from "../../../../local/aws/route53-resolver/kinds";
import { eachTestOnItsOwnAws, region } from "../../support/local-aws";
import { hubAccount, lobA, piece } from "./estate";
import { estate, openHubAccounts } from "./hub";
import { all, changed, find, later, Put } from "./pieces";

const tagged = { tags: { Team: "network" } };

describe("The resources of a network", () => {
  const aws = eachTestOnItsOwnAws();

  beforeEach(() => openHubAccounts(aws().world));

  const idsByUrn = () =>
    Object.fromEntries(
      aws()
        .world.ofStack("stack")
        .map(({ urn, id }) => [urn, id]),
    );

  it("keep their ids and addresses when their tags change", async () => {
    const put = await Put.all(aws(), estate);
    const before = idsByUrn();
    const addresses = () => [
      aws()
        .world.all(vpcEndpoint)
        .map(({ state }) => [state.networkInterfaces, state.dnsEntries]),
      aws()
        .world.all(resolverEndpoint)
        .map(({ state }) => state.ipAddresses),
    ];
    const given = addresses();

    const keys = [
      "hub",
      "gateway",
      "sts",
      "hub-s3",
      "inbound",
      "outbound",
      "hub-attached",
      "sts-rule",
      "share",
      "lob-a",
    ];
    const change = all(...keys.map((key) => changed(key, tagged)));
    for (const piece of find(change(estate), ...keys)) {
      await put.add(aws(), piece);
    }

    expect(idsByUrn()).to.deep.equal(before);
    expect(addresses()).to.deep.equal(given);
  });

  it("get other ids when something changes that AWS can't change", async () => {
    const put = await Put.all(aws(), estate);
    const before = put.text("{lob-a} {lob-a-attachment-0} {lob-a-callers}");

    for (const piece of find(
      changed("lob-a-attachment-0", { cidrBlock: "10.100.254.0/28" })(estate),
      "lob-a-attachment-0",
    )) {
      await put.add(aws(), piece);
    }

    expect(put.text("{lob-a} {lob-a-callers}")).to.equal(
      before
        .split(" ")
        .filter((_, index) => index !== 1)
        .join(" "),
    );
    expect(put.text("{lob-a-attachment-0}")).not.to.equal(before.split(" ")[1]);
  });

  it("stay in the table that an attachment was made into, whatever is the default later", async () => {
    const put = await Put.all(aws(), later("swap-association", "lob-a-attached")(estate));
    const table = put.text("{lob-a-attached.bornInto.association}");

    for (const piece of find(changed("lob-a-attached", tagged)(estate), "lob-a-attached")) {
      await put.add(aws(), piece);
    }

    expect(put.text("{lob-a-attached.bornInto.association}")).to.equal(table);
    expect(put.text("{lob-b-attached.bornInto.association}")).to.equal(put.text("{spokes-table}"));
  });

  it("leave addresses out that are reserved for who asks for them", async () => {
    const put = await Put.all(aws(), changed("reserved-0", { cidrBlock: "10.0.0.0/27" })(estate));

    expect(put.text("{outbound.ipAddresses.0.ip} {outbound.ipAddresses.1.ip}")).to.equal("10.0.0.32 10.0.32.7");
  });

  it("are made up as AWS does", async () => {
    const put = await Put.all(aws(), estate);
    const hex = "[0-9a-f]{17}";

    expect(put.text("{hub}")).to.match(new RegExp(`^vpc-${hex}$`));
    expect(put.text("{sts}")).to.match(new RegExp(`^vpce-${hex}$`));
    expect(put.text("{sts.arn}")).to.equal(`arn:aws:ec2:${region}:${hubAccount}:vpc-endpoint/${put.text("{sts}")}`);
    expect(put.text("{hub-s3.prefixListId}")).to.match(/^pl-[0-9a-f]{8}$/);
    expect(put.text("{gateway.arn}")).to.equal(
      `arn:aws:ec2:${region}:${hubAccount}:transit-gateway/${put.text("{gateway}")}`,
    );
    expect(put.text("{sts-rule.arn}")).to.equal(
      `arn:aws:route53resolver:${region}:${hubAccount}:resolver-rule/${put.text("{sts-rule}")}`,
    );
    expect(put.text("{share}")).to.match(new RegExp(`^arn:aws:ram:${region}:${hubAccount}:resource-share/${hex}$`));
  });

  it("have an AWSx VPC's parts as resources of their own", async () => {
    const put = await Put.all(aws(), estate);
    const parts = aws()
      .world.ofStack("stack")
      .filter(({ account, urn }) => account === lobA && urn.includes("awsx:ec2:Vpc") && urn.includes("$"));

    expect(parts.map(({ type, id }) => [type, id])).to.deep.equal(
      [
        ["aws:ec2/vpc:Vpc", "{lob-a}"],
        ["aws:ec2/internetGateway:InternetGateway", "{lob-a.internetGateway.id}"],
        ["aws:ec2/subnet:Subnet", "{lob-a.isolatedSubnetIds.0}"],
        ["aws:ec2/subnet:Subnet", "{lob-a.isolatedSubnetIds.1}"],
        ["aws:ec2/routeTable:RouteTable", "{lob-a.routeTables.0.id}"],
        ["aws:ec2/routeTable:RouteTable", "{lob-a.routeTables.1.id}"],
        ["aws:ec2/routeTableAssociation:RouteTableAssociation", "{lob-a.routeTableAssociations.0.id}"],
        ["aws:ec2/routeTableAssociation:RouteTableAssociation", "{lob-a.routeTableAssociations.1.id}"],
      ].map(([type, id = ""]) => [type, put.text(id)]),
    );
  });

  it("take every rule out of a default security group that a program takes over, and leave nothing behind its VPC", async () => {
    const vpc = piece(lobA, "vpc", "aws:ec2/vpc:Vpc", { cidrBlock: "10.102.0.0/16" });
    const rules = ["Ingress", "Egress"].map((way) =>
      piece(lobA, way, `aws:vpc/securityGroup${way}Rule:SecurityGroup${way}Rule`, {
        securityGroupId: "{vpc.defaultSecurityGroupId}",
        ipProtocol: "-1",
        cidrIpv4: "10.102.0.0/16",
      }),
    );
    const group = piece(lobA, "group", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", { vpcId: "{vpc}" });
    const put = await Put.all(aws(), [vpc, ...rules, group]);

    expect(Object.values(idsByUrn())).to.deep.equal([put.text("{vpc}"), put.text("{vpc.defaultSecurityGroupId}")]);
    expect(put.text("{group.arn} {group.name}")).to.equal(
      `arn:aws:ec2:${region}:${lobA}:security-group/${put.text("{group}")} default`,
    );

    for (const [urn, id] of Object.entries(idsByUrn()).reverse()) {
      await aws().delete(urn, id);
    }
    expect(idsByUrn()).to.deep.equal({});
    expect(aws().world.all(leftEmpty)).to.deep.equal([]);
  });

  it("give an endpoint the lowest address that nobody has and nobody reserved", async () => {
    const put = await Put.all(aws(), estate);

    expect(put.text("{sts.networkInterfaces.0.address} {studio.networkInterfaces.0.address}")).to.equal(
      "10.0.0.4 10.0.0.5",
    );
    expect(put.text("{outbound.ipAddresses.0.ip} {outbound.ipAddresses.1.ip}")).to.equal("10.0.0.7 10.0.32.7");
    expect(put.text("{inbound.ipAddresses.0.ip}")).to.equal("10.0.0.20");
  });
});
