import { shownName } from "../../stacks/project/roles";
import { findPath, type Origin, type Path } from "../aws";
import { type CentralEndpoint, centralEndpoints } from "./central-endpoints";
import { studioScenario } from "./studio-flow";
import type { StudioStage } from "./studio-stage";

/** A way to name an endpoint: by the service's own name, by the endpoint's own, or by address. */
interface Way {
  readonly of: CentralEndpoint;
  readonly by: string;
  readonly path: Path;
}

function waysTo(studio: StudioStage, origin: Origin, endpoint: CentralEndpoint): Way[] {
  const { world } = studio.estate.aws;
  const find = (by: string, destination: { host: string } | { address: string }) => ({
    of: endpoint,
    by,
    path: findPath(world, origin, destination),
  });
  return [
    find(endpoint.host, { host: endpoint.host }),
    ...endpoint.ownNames.map((host) => find(host, { host })),
    ...endpoint.addresses.map((address) => find(address, { address })),
  ];
}

function arrives({ path, of }: Way): boolean {
  return path.reached && path.endpoint?.id === of.id;
}

function refusals(ways: readonly Way[]): string {
  const steps = ways.flatMap(({ path }) => (path.reached ? [] : [path.failedAt]));
  return [...new Set(steps)].join(", ");
}

function opened(ways: readonly Way[]): string[] {
  return ways.filter(({ path }) => path.reached).map(({ of, by }) => `${of.service} by ${by}`);
}

export const networkLobToHub = studioScenario(
  "network-lob-to-hub",
  "a LOB reaches each workload endpoint by its service's name, and no endpoint that is only for people by any name or address",
  async (studio) => {
    const origin = studio.studioOf(studio.member);
    const endpoints = centralEndpoints(studio);
    const workloads = endpoints.filter(({ isForWorkloads }) => isForWorkloads);
    const byName = workloads.map((endpoint) => waysTo(studio, origin, endpoint)[0]);
    const people = endpoints.filter((one) => !one.isForWorkloads).flatMap((one) => waysTo(studio, origin, one));
    const sample = byName.find((way) => way?.of.service === "sagemaker.api");
    return {
      actual: `${byName.length} workload endpoints reached: ${workloads.map(({ service }) => service).join(", ")}; endpoints for people refused at: ${refusals(people)}`,
      notes: [...(sample?.path.steps ?? []), ...opened(people)],
      facts: {
        "each workload endpoint is reached by its service's name": byName.every(
          (way) => way !== undefined && arrives(way),
        ),
        "no endpoint that is only for people is reached by any name or address":
          opened(people).length === 0 && people.length > 0,
      },
    };
  },
);

/** Ports that somebody would try: shells, desktops, file systems, notebooks, databases, web, and the ends of the range. */
const ports = [1, 22, 53, 80, 443, 2049, 3306, 3389, 5432, 8192, 8888, 65_535];

function triesFrom(studio: StudioStage, origin: Origin, addresses: readonly string[]): Path[] {
  return addresses.flatMap((address) =>
    ports.map((port) => findPath(studio.estate.aws.world, origin, { address }, port)),
  );
}

export const networkLobToLob = studioScenario(
  "network-lob-to-lob",
  "nothing in another LOB's VPC is reached, in either direction, on any port",
  async (studio) => {
    const [a, b] = studio.members;
    const addresses = [studio.addressesOf(b), studio.addressesOf(a)].flat();
    const tries = [
      ...triesFrom(studio, studio.studioOf(a), studio.addressesOf(b)),
      ...triesFrom(studio, studio.studioOf(b), studio.addressesOf(a)),
    ];
    const [first] = tries;
    return {
      actual: `${tries.filter(({ reached }) => reached).length} of ${tries.length} connections between ${shownName(a.lob)} and ${shownName(b.lob)} succeeded`,
      notes: [...studio.madeUp([a, b]), ...(first === undefined || first.reached ? [] : [first.reason])],
      facts: {
        "there is something to reach": addresses.length > 0,
        "nothing is reached": tries.every(({ reached }) => !reached),
        "the network stops it, before any security group": tries.every(
          (path) => !path.reached && ["route", "transit gateway"].includes(path.failedAt),
        ),
      },
    };
  },
);

export const networkOnPremises = studioScenario(
  "network-on-premises",
  "people inside the network reach the API, Studio, sign-in and SageMaker endpoints, and nothing else, by any name or address",
  async (studio) => {
    const origin = studio.desk().place;
    const endpoints = centralEndpoints(studio);
    const people = endpoints.filter(({ isForPeople }) => isForPeople);
    const byName = people.flatMap((endpoint) => waysTo(studio, origin, endpoint));
    const workloads = endpoints.filter((one) => !one.isForPeople).flatMap((one) => waysTo(studio, origin, one));
    const inLobs = studio.present.flatMap((member) =>
      studio.addressesOf(member).map((address) => findPath(studio.estate.aws.world, origin, { address })),
    );
    return {
      actual: `reached: ${people.map(({ service }) => service).join(", ")}; the other endpoints refused at: ${refusals(workloads)}`,
      notes: opened(workloads),
      facts: {
        "the endpoints for people are reached": byName.length > 0 && byName.every(arrives),
        "Studio's page reaches SageMaker from the browser": people.some(({ service }) => service === "sagemaker.api"),
        "no endpoint that is only for workloads is reached": opened(workloads).length === 0 && workloads.length > 0,
        "no LOB's network is reached": inLobs.length > 0 && inLobs.every(({ reached }) => !reached),
      },
    };
  },
);
