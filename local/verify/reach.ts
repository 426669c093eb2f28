import { findPath, ownNames, type Path, type Via, vpcEndpoint, type World } from "../aws";
import type { NamedPlace } from "./places";

/** A way in which a call arrives at a service of AWS: through an endpoint, or on AWS's public side. */
export interface Arrival {
  readonly via: Via | undefined;
}

/** Why a call doesn't arrive. */
export interface Unreached {
  readonly reason: string;
}

/** The names and addresses of a service: its own name, and what its endpoints in the estate are called. */
function destinations(world: World, host: string, label: string) {
  const endpoints = world.all(vpcEndpoint).filter(({ state }) => state.serviceName.endsWith(`.${label}`));
  const own = endpoints.flatMap(({ state }) => [
    ...ownNames(state).map((host) => ({ host })),
    ...state.networkInterfaces.map(({ address }) => ({ address })),
  ]);
  return [{ host }, ...own];
}

/** Finds how places reach services, each once. */
export class Reach {
  private readonly found = new Map<string, { readonly arrivals: readonly Arrival[]; readonly unreached: Unreached }>();

  constructor(private readonly world: World) {}

  /**
   * The ways from a place to a service, by its own name and by every name and address of its endpoints: who wants to
   * get in isn't held to the name that is meant. Each endpoint once.
   *
   * @param host the service's own name, such as `sts.eu-west-1.amazonaws.com`.
   * @param label the end of the endpoint service's name, such as `sts` or `sagemaker.api`.
   */
  from(place: NamedPlace, host: string, label: string): { arrivals: readonly Arrival[]; unreached: Unreached } {
    const key = `${place.name} ${host} ${label}`;
    const known = this.found.get(key) ?? this.look(place, host, label);
    this.found.set(key, known);
    return known;
  }

  private look(place: NamedPlace, host: string, label: string) {
    const paths = place.origins.flatMap((origin) =>
      destinations(this.world, host, label).map((destination) => findPath(this.world, origin, destination)),
    );
    const [first] = paths;
    const reason = first === undefined || first.reached ? "" : first.reason;
    return { arrivals: distinct(paths), unreached: { reason } };
  }
}

function distinct(paths: readonly Path[]): Arrival[] {
  const byEndpoint = new Map<string, Arrival>();
  for (const path of paths) {
    if (path.reached) {
      const { endpoint, sourceAddress } = path;
      const via = endpoint === undefined ? undefined : { endpoint, sourceAddress };
      byEndpoint.set(endpoint?.id ?? "public side", { via });
    }
  }
  return [...byEndpoint.values()];
}
