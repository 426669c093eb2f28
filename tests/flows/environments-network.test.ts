import { expect } from "chai";
import { transitGateway, vpcAttachment, vpcEndpoint } from "../../local/aws/ec2/kinds";
import { ownSubnet } from "../../local/aws/ec2/own";
import { lambdaFunction } from "../../local/aws/lambda/kinds";
import type { Origin } from "../../local/aws/network/origin";
import { findPath } from "../../local/aws/network/path";
import { isSharedWith } from "../../local/aws/ram";
import { resolverEndpoint } from "../../local/aws/route53-resolver/kinds";
import type { Estate } from "../../local/estate/estate";
import { addressesIn, deskOf, studioOf } from "../../local/estate/places";
import { dev, type Environment, shipped, standingSideBySide, ways } from "./support/environments";
import { noModel } from "./support/studio-estate";

describe("The networks of two environments beside each other", () => {
  let estate: Estate;

  before(async () => {
    ({ estate } = await standingSideBySide(noModel));
  });

  after(() => estate.close());

  /** Everywhere that something of an environment calls from. */
  function originsOf({ hub, child }: Environment): Origin[] {
    const { world } = estate.aws;
    const { account, region } = hub.config;
    const inVpc = world.list(lambdaFunction, account).flatMap(({ state }) => state.vpcConfig ?? []);
    const functions = inVpc.map(({ subnetIds, securityGroupIds }): Origin => {
      const { vpcId } = ownSubnet(world, { account, region }, subnetIds[0] ?? "").state;
      return { kind: "vpc", account, region, vpcId, subnetIds, securityGroupIds };
    });
    return [deskOf(world, hub), studioOf(world, child), ...functions];
  }

  /** Every address that something of an environment has. */
  function addressesOf({ hub, child }: Environment): string[] {
    const { world } = estate.aws;
    const { account } = hub.config;
    return [
      ...world.list(vpcEndpoint, account).flatMap(({ state }) => state.networkInterfaces.map(({ address }) => address)),
      ...world.list(resolverEndpoint, account).flatMap(({ state }) => state.ipAddresses.map(({ ip }) => ip)),
      ...addressesIn(world, child),
      hub.config.simulatorCidr.replace(/\.\d+\/\d+$/, ".9"),
    ];
  }

  const ports = [22, 53, 80, 443, 2049, 3389, 8888, 65_535];

  for (const { what, from, to } of ways) {
    it(`have no path from any place of ${what} to an address of the other, on any port`, () => {
      const { world } = estate.aws;
      const addresses = addressesOf(to);
      const open = originsOf(from).flatMap((origin) =>
        addresses.flatMap((address) => ports.filter((port) => findPath(world, origin, { address }, port).reached)),
      );

      expect(originsOf(from)).to.have.length(3);
      expect(addresses.length).to.be.above(20);
      expect(open).to.deep.equal([]);
    });
  }

  it("attach their networks only to their own transit gateway", () => {
    const { world } = estate.aws;
    for (const { hub, parent, child } of [shipped, dev]) {
      const [gateway, ...others] = world.list(transitGateway, hub.config.account);
      const inside = world
        .all(vpcAttachment)
        .filter(({ state }) => state.transitGatewayId === gateway?.id)
        .map(({ account }) => account);
      const lobs = hub.config.lobs.map(({ account }) => account);

      expect(others).to.deep.equal([]);
      // The hub's own network and the simulator's, and one of each LOB.
      expect(inside.sort()).to.deep.equal([hub.config.account, hub.config.account, ...lobs].sort());
      expect(inside).to.include(child.config.account).and.not.to.include(parent.config.account);
    }
  });

  it("share a transit gateway with their own LOBs' accounts, and with an organization only when told", async () => {
    const { world } = estate.aws;
    const isShared = ({ hub }: Environment, { child }: Environment) => {
      const [gateway] = world.list(transitGateway, hub.config.account);
      return isSharedWith(world, gateway?.state.arn ?? "", child.config.account);
    };
    expect([isShared(dev, dev), isShared(dev, shipped)]).to.deep.equal([true, false]);
    expect([isShared(shipped, shipped), isShared(shipped, dev)]).to.deep.equal([true, false]);

    // The second environment's accounts are members of the shipped hub's organization.
    await estate.change(shipped.hub.name, { shareWith: JSON.stringify([shipped.hub.texts.organizationArn]) });

    expect([isShared(shipped, shipped), isShared(shipped, dev)]).to.deep.equal([true, true]);
    await estate.change(shipped.hub.name, { shareWith: "[]" });
  });
});
