import { createHash } from "node:crypto";
import * as v from "valibot";
import { contains } from "../../../common/cidr";
import { inventId } from "../core/ids";
import { forcesNew, jsonText, setOf } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import type { Place, Resource, World } from "../core/world";
import { readDocument } from "../iam";
import { type EndpointService, endpointService } from "../network/endpoint-services";
import { freeAddress, isTaken } from "../network/interfaces";
import { refuse } from "../refusals";
import { zone } from "../route53/kinds";
import { type Subnet, type Vpc, type VpcEndpoint, vpcEndpoint } from "./kinds";
import { ownSubnet, ownVpc, vpcOfTable } from "./own";
import { checkDestination } from "./route-table";
import { checkGroups } from "./security-group";

const fullAccess = JSON.stringify({
  Version: "2008-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The prefix list of a service in a region. */
export function prefixListId(serviceName: string): string {
  return `pl-${digest(serviceName).slice(0, 8)}`;
}

/**
 * What AWS lists as an interface endpoint's names: its own, one for each Availability Zone and one for them all under
 * each parent domain, among the service's names. Those were measured with private DNS on; they are listed here without
 * it as well, which is harder on a program. Source: EC2 API, DescribeVpcEndpoints, `DnsEntries`.
 */
function dnsEntries(id: string, service: EndpointService, subnets: readonly Resource<Subnet>[], world: World) {
  const name = `${id}-${digest(id).slice(0, 8)}`;
  const entry = (host: string, domain: string) => ({
    dnsName: host === "" ? domain : `${host}.${domain}`,
    hostedZoneId: `Z${digest(domain).slice(0, 13).toUpperCase()}`,
  });
  const [first, ...others] = subnets.map(({ state }) => `${name}-${state.availabilityZone}`);
  const hosts = [...others, name, ...(first === undefined ? [] : [first])];
  const own = service.ownDomains(world.readings).flatMap((domain) => hosts.map((host) => entry(host, domain)));
  const ofService = [
    ...service.names.map((host) => entry(host, service.zone)),
    ...(service.twins ?? []).map((twin) => entry("", twin)),
  ];
  return [...own, ...ofService];
}

/** The names that lead to the endpoint itself, whatever zones there are. */
export function ownNames({ dnsEntries: entries }: VpcEndpoint): string[] {
  return entries.map(({ dnsName }) => dnsName).filter((dnsName) => dnsName.startsWith("vpce-"));
}

/** Refuses private DNS that the VPC can't have. */
function checkPrivateDns(world: World, vpc: Resource<Vpc>, service: EndpointService, urn: string | undefined): void {
  if (!vpc.state.enableDnsHostnames || !vpc.state.enableDnsSupport) {
    refuse(
      "R27",
      `Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for ${vpc.id}`,
    );
  }
  const isAnswered =
    world
      .all(zone)
      .some(({ state }) => state.name === service.zone && state.vpcs.some(({ vpcId }) => vpcId === vpc.id)) ||
    world
      .all(vpcEndpoint)
      .some(
        (other) =>
          other.urn !== urn &&
          other.state.vpcId === vpc.id &&
          other.state.privateDnsEnabled &&
          endpointService(other.state.serviceName, other.region)?.zone === service.zone,
      );
  if (isAnswered) {
    refuse(
      "R27",
      `private-dns-enabled cannot be set because there is already a conflicting DNS domain for ${service.zone} in the VPC ${vpc.id}`,
    );
  }
}

/** The address of an interface: the one asked for, the one that it has, or a free one. */
function addressIn(
  world: World,
  subnet: Resource<Subnet>,
  wanted: string | undefined,
  previous: (Resource & { readonly state: VpcEndpoint }) | undefined,
): string {
  if (wanted === undefined) {
    const kept = previous?.state.networkInterfaces.find(({ subnetId }) => subnetId === subnet.id);
    return kept?.address ?? freeAddress(world, subnet);
  }
  if (!contains(subnet.state.cidrBlock, wanted)) {
    refuse("R46", `Address ${wanted} does not fall within the subnet's address range`);
  }
  if (isTaken(world, subnet.id, wanted, previous?.urn)) {
    refuse("R46", `Address ${wanted} is in use.`);
  }
  return wanted;
}

/** Refuses two subnets of one Availability Zone. */
export function checkZones(subnets: readonly Resource<Subnet>[]): void {
  const zones = subnets.map(({ state }) => state.availabilityZone);
  const twice = zones.find((name, index) => zones.indexOf(name) < index);
  if (twice !== undefined) {
    refuse("R33", `Found another subnet in the same Availability Zone ${twice}`);
  }
}

/** Refuses subnets of zones that a service isn't in. Source: terraform-aws-vpc issues 462 and 785, for AWS's words. */
function checkServiceZones({ availability }: World, service: string, subnets: readonly Resource<Subnet>[]): void {
  const foreign = subnets.find(({ state }) => !availability.offers(service, state.availabilityZone));
  if (foreign !== undefined) {
    refuse(
      "R135",
      `The VPC endpoint service ${service} does not support the availability zone of the subnet: ${foreign.id}.`,
    );
  }
}

/**
 * Refuses a policy where the service takes none but AWS's default one. Source: VPC User Guide, "Control access to VPC
 * endpoints using endpoint policies"; pulumi-aws-native issue 1711, for AWS's words.
 */
function checkPolicy({ availability }: World, service: string, policy: string): void {
  if (policy !== fullAccess && !availability.takesPolicies(service)) {
    refuse("R136", `Service ${service} only supports the full-access endpoint policy.`);
  }
}

/** Refuses a second gateway endpoint of a service in a route table. */
function checkTables(world: World, place: Place, vpcId: string, tables: readonly string[], list: string, urn?: string) {
  for (const table of tables) {
    if (vpcOfTable(world, place, table) !== vpcId) {
      refuse("R23", `The routeTable ID '${table}' does not exist`);
    }
    const others = world
      .list(vpcEndpoint, place.account)
      .filter((other) => other.urn !== urn && other.state.routeTableIds.includes(table));
    checkDestination(
      table,
      list,
      others.map(({ state }) => state.prefixListId),
    );
  }
}

export const vpcEndpointType = resourceType(
  vpcEndpoint,
  {
    vpcId: forcesNew(v.string()),
    serviceName: forcesNew(v.string()),
    vpcEndpointType: forcesNew(v.optional(v.picklist(["Interface", "Gateway"]), "Gateway")),
    policy: v.optional(jsonText, fullAccess),
    privateDnsEnabled: v.optional(v.boolean(), false),
    ipAddressType: v.optional(v.literal("ipv4")),
    securityGroupIds: v.optional(setOf(v.string())),
    subnetIds: v.optional(setOf(v.string())),
    subnetConfigurations: v.optional(setOf(v.strictObject({ subnetId: v.string(), ipv4: v.optional(v.string()) })), []),
    routeTableIds: v.optional(setOf(v.string()), []),
    tags,
  },
  (inputs, place, world, previous) => {
    const { vpcId, serviceName, vpcEndpointType, subnetConfigurations, securityGroupIds = [] } = inputs;
    const vpc = ownVpc(world, place, vpcId);
    const service = endpointService(serviceName, place.region);
    if (service === undefined || !service.types.includes(vpcEndpointType) || !world.availability.offers(serviceName)) {
      return refuse("R26", `The Vpc Endpoint Service '${serviceName}' does not exist`);
    }
    readDocument(inputs.policy);
    checkPolicy(world, serviceName, inputs.policy);
    checkGroups(world, vpcId, securityGroupIds);
    const subnetIds = inputs.subnetIds ?? subnetConfigurations.map(({ subnetId }) => subnetId);
    const subnets = subnetIds.map((id) => ownSubnet(world, place, id));
    for (const { id, state } of subnets) {
      if (state.vpcId !== vpcId) {
        refuse("R21", `The subnet ID '${id}' does not exist`);
      }
    }
    checkZones(subnets);
    checkServiceZones(world, serviceName, subnets);
    if (inputs.privateDnsEnabled) {
      checkPrivateDns(world, vpc, service, previous?.urn);
    }
    const isGateway = vpcEndpointType === "Gateway";
    const list = isGateway ? prefixListId(serviceName) : "";
    checkTables(world, place, vpcId, inputs.routeTableIds, list, previous?.urn);
    const networkInterfaces = subnets.map((subnet) => ({
      subnetId: subnet.id,
      address: addressIn(
        world,
        subnet,
        subnetConfigurations.find(({ subnetId }) => subnetId === subnet.id)?.ipv4,
        previous,
      ),
    }));
    const id = previous?.id ?? inventId("vpce-");
    const [group = vpc.state.defaultSecurityGroupId, ...groups] = securityGroupIds;
    return {
      id,
      state: {
        ...inputs,
        id,
        arn: `arn:aws:ec2:${place.region}:${place.account}:vpc-endpoint/${id}`,
        securityGroupIds: isGateway ? [] : [group, ...groups],
        subnetIds,
        networkInterfaces,
        dnsEntries: isGateway ? [] : dnsEntries(id, service, subnets, world),
        prefixListId: list,
      },
    };
  },
  { bookkeeping: ["networkInterfaces"] },
);
