import { vpcEndpoint } from "../../../local/aws/ec2/kinds";
import { ownSubnet } from "../../../local/aws/ec2/own";
import { ownNames } from "../../../local/aws/ec2/vpc-endpoint";
import { lambdaFunction } from "../../../local/aws/lambda/kinds";
import type { Origin } from "../../../local/aws/network/origin";
import type { Destination } from "../../../local/aws/network/path";
import { resolverEndpoint } from "../../../local/aws/route53-resolver/kinds";
import { domain } from "../../../local/aws/sagemaker/kinds";
import type { Estate } from "../../../local/estate/estate";
import { withSimulators } from "../../../local/estate/on-premises";
import { addressesIn, deskOf, studioOf } from "../../../local/estate/places";
import { isChild, isShared } from "../../../stacks/project/roles";
import { shippedProject } from "../../local/support/project";

const { stacks } = withSimulators(shippedProject);

function hub() {
  const [found] = stacks.filter(isShared);
  if (found === undefined) {
    throw new Error("the shipped project has no hub");
  }
  return found;
}

function lob(name: string) {
  const found = stacks.filter(isChild).find((stack) => stack.name === name);
  if (found === undefined) {
    throw new Error(`the shipped project has no LOB ${name}`);
  }
  return found;
}

/** Names that callers use, which don't follow from the catalogue's names. */
const serviceNames: Readonly<Record<string, string>> = {
  "sagemaker.api": "api.sagemaker.eu-west-1.amazonaws.com",
  "sagemaker.runtime": "runtime.sagemaker.eu-west-1.amazonaws.com",
};

/** The places of the shipped project that docs/security.md speaks of. */
export class Places {
  constructor(private readonly estate: Estate) {}

  domainOf(stack: string): string {
    return this.estate.aws.world.list(domain, lob(stack).config.account)[0]?.id ?? "";
  }

  origin(words: string): Origin {
    const { world } = this.estate.aws;
    if (words === "simulator") {
      return deskOf(world, hub());
    }
    const [what, , stack = ""] = words.split(" ");
    if (what === "Studio") {
      return studioOf(world, lob(stack));
    }
    const { account, region } = hub().config;
    const found = world.list(lambdaFunction, account).find(({ state }) => state.vpcConfig?.vpcId !== undefined);
    const { vpcId = "", subnetIds = [], securityGroupIds = [] } = found?.state.vpcConfig ?? {};
    return { kind: "vpc", account, region, vpcId, subnetIds, securityGroupIds };
  }

  destinations(to: string, by: string): readonly Destination[] {
    const { world } = this.estate.aws;
    if (to === "the internet") {
      return [by === "name" ? { host: "data.tunnel.example.com" } : { address: "203.0.113.5" }];
    }
    if (to === "resolver") {
      return world
        .list(resolverEndpoint, hub().config.account)
        .filter(({ state }) => state.direction === "INBOUND")
        .flatMap(({ state }) => state.ipAddresses.map(({ ip }) => ({ address: ip })));
    }
    if (to === "simulator") {
      const { account } = hub().config;
      const desk = deskOf(world, hub());
      const subnetId = desk.kind === "vpc" ? desk.subnetIds[0] : undefined;
      const range = ownSubnet(world, { account, region: hub().config.region }, subnetId ?? "").state.cidrBlock;
      return [{ address: range.replace(/\.\d+\/\d+$/, ".9") }];
    }
    if (to.startsWith("LOB ")) {
      return addressesIn(world, lob(to.slice(4))).map((address) => ({ address }));
    }
    return this.endpoint(to, by);
  }

  private endpoint(service: string, by: string): readonly Destination[] {
    const found = this.estate.aws.world
      .list(vpcEndpoint, hub().config.account)
      .find(({ stack, state }) => stack === "shared" && state.serviceName.endsWith(`.${service}`));
    if (found === undefined) {
      throw new Error(`the hub has no endpoint ${service}`);
    }
    if (by === "address") {
      return found.state.networkInterfaces.map(({ address }) => ({ address }));
    }
    if (by === "endpoint name") {
      return ownNames(found.state).map((host) => ({ host }));
    }
    return [{ host: this.nameOf(service) }];
  }

  private nameOf(service: string): string {
    if (service === "execute-api") {
      return new URL(this.estate.output(hub(), "apiUrl")).hostname;
    }
    return service === "studio"
      ? `${this.domainOf("child")}.studio.eu-west-1.sagemaker.aws`
      : (serviceNames[service] ?? `${service}.eu-west-1.amazonaws.com`);
  }
}
