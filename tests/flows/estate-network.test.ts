import { expect } from "chai";
import { internetGateway, route, transitGatewayAssociation, vpc, vpcAttachment } from "../../local/aws/ec2/kinds";
import { letThrough } from "../../local/aws/network/groups";
import { lookUp } from "../../local/aws/network/lookup";
import type { Origin } from "../../local/aws/network/origin";
import { findPath, type Path } from "../../local/aws/network/path";
import { resolverEndpoint } from "../../local/aws/route53-resolver/kinds";
import { Estate } from "../../local/estate/estate";
import { withSimulators } from "../../local/estate/on-premises";
import { addressesIn } from "../../local/estate/places";
import { withStanding } from "../../local/verify/standing";
import { type ChildStack, isChild } from "../../stacks/project/roles";
import { Places } from "../docs/support/places";
import { shippedProject } from "../local/support/project";
import { noModel } from "./support/studio-estate";

const lobs: Readonly<Record<string, string>> = { child: "333333333333", "lob-b": "444444444444" };
const hub = "111122223333";

describe("The shipped estate as its files have it", () => {
  it("creates no internet gateway in the hub and none in any LOB", async () => {
    await withStanding(shippedProject, ({ aws: { world } }) => {
      expect(world.all(vpc).map(({ stack }) => stack)).to.have.members(["shared", "child", "lob-b"]);
      expect(world.all(internetGateway)).to.deep.equal([]);
    });
  });
});

function lobStack(name: string): ChildStack {
  const found = shippedProject.stacks.filter(isChild).find((stack) => stack.name === name);
  if (found === undefined) {
    throw new Error(`the shipped project has no LOB ${name}`);
  }
  return found;
}

describe("The network of the shipped estate", () => {
  let estate: Estate;

  before(async () => {
    const project = withSimulators(shippedProject);
    estate = await Estate.found(project, noModel);
    for (const stack of project.stacks) {
      await estate.up(stack);
    }
  });

  after(() => estate.close());

  it("has one internet gateway in all, AWSx's in the simulated corporate network, and no route to it", () => {
    const { world } = estate.aws;
    const networks = world.all(internetGateway).map(({ state }) => world.find(vpc, state.vpcId)?.state.cidrBlock);
    expect(networks).to.deep.equal(["192.168.10.0/24"]);
    expect(world.all(route).filter(({ state }) => !state.transitGatewayId.startsWith("tgw-"))).to.deep.equal([]);
  });

  it("has no rule in any VPC's default security group: it lets nobody in, and nobody out", () => {
    const { world } = estate.aws;
    const groups = world.all(vpc).map(({ state }) => state.defaultSecurityGroupId);
    expect(groups).to.have.length(4);
    const member = { address: "10.0.0.9", securityGroupIds: groups };
    for (const direction of ["ingress", "egress"] as const) {
      const traffic = { protocol: "tcp", port: 443, peer: member } as const;
      expect(groups.filter((id) => letThrough(world, [id], direction, traffic))).to.deep.equal([]);
    }
  });

  function pathsTo(from: string, to: string, by: string): Path[] {
    const places = new Places(estate);
    return places
      .destinations(to, by)
      .map((destination) => findPath(estate.aws.world, places.origin(from), destination));
  }

  /** Addresses of an endpoint that a name is answered with, whether or not anything gets there. */
  function namedAddresses(from: string, to: string): string[] {
    const [path] = pathsTo(from, to, "service name");
    const answer = path?.steps.findLast((step) => step.startsWith("name "));
    return answer?.match(/answers (.*)$/)?.[1]?.split(", ") ?? [];
  }

  function addressesOf(service: string): string[] {
    return new Places(estate)
      .destinations(service, "address")
      .map((destination) => ("address" in destination ? destination.address : destination.host));
  }

  for (const lob of Object.keys(lobs)) {
    for (const service of ["sts", "sagemaker.api", "sagemaker.runtime", "logs"]) {
      it(`tells Studio of ${lob} the hub's addresses of ${service}, by a resolver rule that is associated there`, () => {
        expect(namedAddresses(`Studio of ${lob}`, service)).to.have.members(addressesOf(service));
      });
    }
  }

  const peoplesNames: Readonly<Record<string, string>> = {
    studio: "the host of a Studio domain, by the wildcard record of the zone studio",
    "execute-api": "the API's host, by its own zone",
    "cognito-idp": "the host for signing in, by the zone cognito-idp",
    "sagemaker.api": "SageMaker's own host, which Studio's page calls from the browser, by the zone sagemaker.api",
  };
  for (const [service, what] of Object.entries(peoplesNames)) {
    it(`tells people the hub's addresses of ${what}`, () => {
      expect(namedAddresses("simulator", service)).to.have.members(addressesOf(service));
    });
  }

  /** How a caller names an endpoint. */
  const ways = ["service name", "endpoint name", "address"] as const;

  /** Ways by which a place gets to an endpoint of the hub. */
  function waysTo(from: string, service: string): string[] {
    return ways.filter((by) => pathsTo(from, service, by).some(({ reached }) => reached));
  }

  for (const [from, services] of Object.entries({
    "Studio of child": ["execute-api", "studio", "cognito-idp"],
    "Studio of lob-b": ["execute-api", "studio", "cognito-idp"],
    simulator: ["sagemaker.runtime", "sts", "logs"],
  })) {
    for (const service of services) {
      it(`keeps ${from} from the endpoint ${service}, which is only for others, by name and by address`, () => {
        expect(waysTo(from, service)).to.deep.equal([]);
      });
    }
  }

  for (const [from, known] of [
    // A LOB's DNS Firewall doesn't answer for endpoints' own names.
    ["Studio of child", ["service name", "address"]],
    ["Studio of lob-b", ["service name", "address"]],
    ["simulator", ways],
  ] as const) {
    it(`lets ${from} to the endpoint sagemaker.api, which is for people and code, by ${known.join(", ")}`, () => {
      expect(waysTo(from, "sagemaker.api")).to.deep.equal(known);
    });
  }

  /** Where the hub's packets to a place end, from each of its zones: from the hub itself no group lets any out. */
  function endsOfAnswers(to: string): string[] {
    const places = new Places(estate);
    const origin = places.origin("function of shared");
    const fromZones: Origin[] =
      origin.kind === "vpc" ? origin.subnetIds.map((id) => ({ ...origin, subnetIds: [id] })) : [];
    return fromZones
      .flatMap((from) => places.destinations(to, "address").map((one) => findPath(estate.aws.world, from, one)))
      .map((path) => (path.reached ? "reached" : path.failedAt));
  }

  for (const to of ["LOB child", "LOB lob-b", "simulator"]) {
    it(`has return routes from each zone of the hub's VPC to ${to}`, () => {
      expect(endsOfAnswers(to)).to.have.lengthOf.above(1).and.not.include("route");
    });

    it(`has ${to} in the hub's table of the transit gateway, which new attachments propagate into`, () => {
      expect(endsOfAnswers(to)).to.have.lengthOf.above(1).and.not.include("transit gateway");
    });
  }

  /** Puts a resource into an account by hand, for the time of some work. */
  async function beside<T>(
    account: string,
    resources: readonly { readonly type: string; readonly inputs: Readonly<Record<string, unknown>> }[],
    work: () => T | Promise<T>,
  ): Promise<T> {
    const urns = resources.map(({ type }, index) => `urn:pulumi:by-hand::by-hand::${type}::${index}`);
    try {
      for (const [index, { type, inputs }] of resources.entries()) {
        const urn = urns[index] ?? "";
        const place = { name: "by-hand", stack: "by-hand", account, region: "eu-west-1" };
        await estate.aws.put({ urn, type, ...place, inputs });
      }
      return await work();
    } finally {
      for (const urn of urns) {
        estate.aws.world.remove(urn);
      }
    }
  }

  /** Routes by which a LOB's administrator sends every LOB's CIDR block to the gateway. */
  function routesToLobs(lob: string) {
    return estate.aws.world.list(route, lobs[lob] ?? "").map(({ state }) => ({
      type: route.token,
      inputs: { ...state, destinationCidrBlock: "10.96.0.0/11" },
    }));
  }

  for (const [from, to] of [
    ["child", "lob-b"],
    ["lob-b", "child"],
  ] as const) {
    it(`has the attachment of ${from} join the spokes' table, as new ones do: it leads to the hub and, whatever ${from} routes there, not to ${to}`, async () => {
      const endsAt = (path: Path) => (path.reached ? "reached" : path.failedAt);
      expect(routesToLobs(from)).to.have.lengthOf(2);

      const toHub = pathsTo(`Studio of ${from}`, "sts", "address");
      const toLob = await beside(lobs[from] ?? "", routesToLobs(from), () =>
        pathsTo(`Studio of ${from}`, `LOB ${to}`, "address"),
      );

      expect(toHub.map(endsAt)).to.have.lengthOf(2).and.not.include("transit gateway");
      expect([...new Set(toLob.map(endsAt))]).to.deep.equal(["transit gateway"]);
    });
  }

  it("swallows what is for a LOB by the blackhole in the spokes' table, also where that has a default route", async () => {
    const { world } = estate.aws;
    const attachments = world.list(vpcAttachment, lobs.child ?? "");
    const defaultRoute = {
      type: "aws:ec2transitgateway/route:Route",
      inputs: {
        transitGatewayRouteTableId: attachments[0]?.state.bornInto.association,
        destinationCidrBlock: "0.0.0.0/0",
        // The hub's, whose VPC a corporate network could stand behind.
        transitGatewayAttachmentId: world.list(transitGatewayAssociation, hub).find(({ stack }) => stack === "shared")
          ?.state.transitGatewayAttachmentId,
      },
    };

    const paths = await beside(hub, [defaultRoute], () =>
      beside(lobs.child ?? "", routesToLobs("child"), () => pathsTo("Studio of child", "LOB lob-b", "address")),
    );

    expect(paths).to.have.lengthOf.above(0);
    for (const path of paths) {
      expect(path).to.include({ reached: false, failedAt: "transit gateway" });
      expect(path.reached ? "" : path.reason).to.include("drops 10.96.0.0/11");
    }
  });

  for (const [lob, name] of [
    ["child", "sagemaker-lob-a-333333333333-eu-west-1"],
    ["lob-b", "sagemaker-lob-b-444444444444-eu-west-1"],
  ] as const) {
    it(`has Studio of ${lob} reach its bucket by the bucket's own names, for which public DNS has others`, () => {
      for (const host of [`${name}.s3.eu-west-1.amazonaws.com`, `${name}.s3.amazonaws.com`]) {
        const path = findPath(estate.aws.world, new Places(estate).origin(`Studio of ${lob}`), { host });
        expect(path, host).to.include({ reached: true, at: "gateway endpoint" });
      }
    });
  }

  it("looks for no name in public that is below a zone of the hub's endpoints, so that none leaves by a LOB's rule", () => {
    const below = lookUp(
      estate.aws.world,
      new Places(estate).origin("function of shared"),
      "data.sts.eu-west-1.amazonaws.com",
    );

    expect(below).to.include({ resolved: false, failedAt: "name" });
    expect(below.resolved ? "" : below.reason).to.include("a name missing there isn't looked up in public DNS");
  });

  for (const protocol of ["udp", "tcp"] as const) {
    it(`lets corporate DNS ask the hub's inbound resolver by ${protocol.toUpperCase()} 53`, () => {
      const inbound = estate.aws.world.list(resolverEndpoint, hub).find(({ state }) => state.direction === "INBOUND");
      const peer = { address: "192.168.10.9", securityGroupIds: [] };
      expect(
        letThrough(estate.aws.world, inbound?.state.securityGroupIds ?? [], "ingress", { protocol, port: 53, peer }),
      ).to.equal(true);
    });

    it(`keeps LOBs from asking the hub's inbound resolver by ${protocol.toUpperCase()} 53, which would answer any name`, () => {
      const { world } = estate.aws;
      const inbound = world.list(resolverEndpoint, hub).find(({ state }) => state.direction === "INBOUND");
      const { ipAddresses = [], securityGroupIds = [] } = inbound?.state ?? {};
      expect(ipAddresses).to.have.lengthOf(2);
      for (const lob of Object.keys(lobs)) {
        const [address = ""] = addressesIn(world, lobStack(lob));
        const peer = { address, securityGroupIds: [] };
        expect(letThrough(world, securityGroupIds, "ingress", { protocol, port: 53, peer })).to.equal(false);
        for (const { ip } of ipAddresses) {
          const path = findPath(world, new Places(estate).origin(`Studio of ${lob}`), { address: ip }, 53, protocol);
          expect(path).to.include({ reached: false, failedAt: "security group" });
        }
      }
    });

    it(`lets queries of LOBs from the outbound to the inbound resolver by ${protocol.toUpperCase()} 53`, () => {
      const { world } = estate.aws;
      const groupsOf = (direction: "INBOUND" | "OUTBOUND") =>
        world.list(resolverEndpoint, hub).find(({ state }) => state.direction === direction)?.state.securityGroupIds ??
        [];
      const inbound = groupsOf("INBOUND");
      const outbound = groupsOf("OUTBOUND");
      const passes = (groups: readonly string[], way: "ingress" | "egress", securityGroupIds: readonly string[]) =>
        letThrough(world, groups, way, { protocol, port: 53, peer: { address: "10.0.0.9", securityGroupIds } });
      expect([passes(outbound, "egress", inbound), passes(inbound, "ingress", outbound)]).to.deep.equal([true, true]);
    });
  }
});
