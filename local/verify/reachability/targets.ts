import { regionsOf } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import {
  type Destination,
  domain,
  endpointService,
  freeAddress,
  instance,
  type Origin,
  ownNames,
  type Path,
  type Resource,
  resolverEndpoint,
  restApi,
  subnet,
  type VpcEndpoint,
  vpcEndpoint,
  type World,
} from "../../aws";
import type { NamedPlace } from "../places";

/** A way that arrived somewhere. */
export type Reached = Extract<Path, { readonly reached: true }>;

/** How a caller names what it wants to reach. */
export type By = "service name" | "endpoint name" | "address";

/** Something that somebody could want to reach. */
export interface Target {
  /** As reports and access.yaml name it, such as `endpoint sts of shared`. */
  readonly name: string;
  readonly ways: readonly { readonly by: By; readonly destination: Destination }[];
  /** TCP ports that are tried by address; names are tried on 443. */
  readonly ports: readonly number[];
  /** Place that this is in; a place isn't asked about itself. */
  readonly place: string | undefined;
  /** Whether what a connection came to is this, and not something of the same name: others have endpoints as well. */
  isAt(path: Reached): boolean;
}

/** Ports that somebody would try: shells, names, web, file systems, databases, desktops, notebooks, the ends of the range. */
export const everyPort = [1, 22, 53, 80, 443, 2049, 3306, 3389, 5432, 8192, 8888, 65_535];

/** The service of an endpoint without what all have in common, such as `sagemaker.api`. */
export function serviceOf({ state }: Resource<VpcEndpoint>): string {
  return state.serviceName.replace(/^com\.amazonaws\.[a-z0-9-]+\.|^aws\.sagemaker\.[a-z0-9-]+\./, "");
}

/** Names under which callers know a service. */
function hostsOf(world: World, endpoint: Resource<VpcEndpoint>): string[] {
  const { region } = endpoint;
  switch (serviceOf(endpoint)) {
    case "execute-api":
      return world.all(restApi).map(({ id }) => `${id}.execute-api.${region}.amazonaws.com`);
    case "studio":
      return world.all(domain).map(({ state }) => new URL(state.url).hostname);
    default: {
      const zone = endpointService(endpoint.state.serviceName, region)?.zone;
      return zone === undefined ? [] : [zone];
    }
  }
}

function endpointTarget(world: World, endpoint: Resource<VpcEndpoint>): Target {
  const { state, stack } = endpoint;
  const byName = (by: By, hosts: readonly string[]) => hosts.map((host) => ({ by, destination: { host } }));
  return {
    name: `endpoint ${serviceOf(endpoint)} of ${stack}`,
    ways: [
      ...byName("service name", hostsOf(world, endpoint)),
      ...byName("endpoint name", ownNames(state)),
      ...state.networkInterfaces.map(({ address }) => ({ by: "address" as const, destination: { address } })),
    ],
    ports: everyPort,
    place: undefined,
    isAt: (path) => path.endpoint?.id === endpoint.id,
  };
}

/** The stack under which reports list the machines that they try to reach. */
const stack = "reachability";

/** A machine in a subnet, which answers on every port, behind the security groups of something there. */
export function machine(
  id: string,
  { account, region, securityGroupIds: vpcSecurityGroupIds }: Extract<Origin, { kind: "vpc" }>,
  subnetId: string,
  privateIp: string,
): Resource {
  const state = { subnetId, privateIp, vpcSecurityGroupIds };
  return { urn: `urn:pulumi:${stack}::${id}`, type: instance.token, stack, id, account, region, state };
}

/**
 * Puts a machine beside everything in a place that can call, behind the same security groups, which answers on every
 * port: the network decides whether it is reached.
 */
export function putUpMachines(world: World, places: readonly NamedPlace[]): void {
  for (const { name, kind, origins } of places) {
    for (const [index, origin] of origins.entries()) {
      const found = origin.kind === "vpc" ? world.find(subnet, origin.subnetIds[0] ?? "") : undefined;
      if (origin.kind === "vpc" && found !== undefined && (kind === "hub" || kind === "LOB")) {
        world.put(machine(`machine ${index} in ${name}`, origin, found.id, freeAddress(world, found)));
      }
    }
  }
}

function machineTargets(world: World, places: readonly NamedPlace[]): Target[] {
  return places.flatMap(({ name, stack: owner, kind }) => {
    const machines = world
      .all(instance)
      .filter((found) =>
        kind === "on-premises" ? found.stack === owner : found.stack === stack && found.id.endsWith(` ${name}`),
      );
    return machines.length === 0
      ? []
      : [
          {
            name: `machines in ${name}`,
            ways: machines.map(({ state }) => ({ by: "address" as const, destination: { address: state.privateIp } })),
            ports: everyPort,
            place: name,
            isAt: ({ at }: Reached) => at === "instance",
          },
        ];
  });
}

function resolverTargets(world: World): Target[] {
  return world
    .all(resolverEndpoint)
    .filter(({ state }) => state.direction === "INBOUND")
    .map((found) => ({
      name: `resolver of ${found.stack}`,
      ways: found.state.ipAddresses.map(({ ip }) => ({ by: "address" as const, destination: { address: ip } })),
      ports: everyPort,
      place: undefined,
      isAt: ({ at }) => at === "resolver endpoint",
    }));
}

/** What is there to be reached, in an estate and outside of it. */
export function targetsOf(world: World, { stacks }: Project, places: readonly NamedPlace[]): Target[] {
  const isOwn = ({ stack: owner }: { readonly stack: string }) => stacks.some(({ name }) => name === owner);
  const endpoints = world
    .all(vpcEndpoint)
    .filter((found) => isOwn(found) && found.state.vpcEndpointType === "Interface");
  return [
    ...endpoints.map((endpoint) => endpointTarget(world, endpoint)),
    ...resolverTargets(world),
    ...machineTargets(world, places),
    ...publicSide(regionsOf(stacks)),
  ];
}

/** What AWS, in each region of the estate, and others have on the internet: whether a place gets there, and through what. */
export function publicSide(regions: readonly string[]): Target[] {
  const service = (name: string, label: string): Target => ({
    name,
    ways: regions.map((region) => ({
      by: "service name",
      destination: { host: `${label}.${region}.amazonaws.com` },
    })),
    ports: [443],
    place: "internet",
    isAt: () => true,
  });
  return [
    service("service s3", "s3"),
    service("service dynamodb", "dynamodb"),
    service("a service of AWS without an endpoint", "translate"),
    {
      name: "the internet",
      // Stands for any public address. Source: RFC 5737.
      ways: [{ by: "address", destination: { address: "203.0.113.5" } }],
      ports: [443],
      place: "internet",
      isAt: () => true,
    },
  ];
}
