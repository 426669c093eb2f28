import type { Resource, World } from "../core/world";
import { vpc } from "../ec2/kinds";
import { type ResolverEndpoint, resolverEndpoint } from "../route53-resolver/kinds";
import { resolveInVpc, resolvePublicly } from "./dns";
import type { Origin } from "./origin";
import { findPath } from "./path";
import { EndOfWalk, type FailedAt, Walk } from "./walk";

/** The outcome of a lookup. */
export type Lookup =
  | { readonly resolved: true; readonly addresses: readonly string[]; readonly steps: readonly string[] }
  | {
      readonly resolved: false;
      readonly failedAt: FailedAt;
      /** One sentence. */
      readonly reason: string;
      readonly steps: readonly string[];
    };

function attempt(resolve: (walk: Walk) => readonly string[]): Lookup {
  const walk = new Walk();
  try {
    return { resolved: true, addresses: resolve(walk), steps: walk.steps };
  } catch (error) {
    if (error instanceof EndOfWalk) {
      return { resolved: false, failedAt: error.failedAt, reason: error.reason, steps: walk.steps };
    }
    throw error;
  }
}

/** Whether a caller reaches a resolver endpoint, by one protocol at least. */
function reaches(world: World, origin: Origin, { state }: Resource<ResolverEndpoint>): boolean {
  return state.ipAddresses.some(({ ip }) =>
    (["udp", "tcp"] as const).some((protocol) => {
      const path = findPath(world, origin, { address: ip }, 53, protocol);
      return path.reached && path.at === "resolver endpoint";
    }),
  );
}

/**
 * Looks a name up from a place, by each resolver that it can ask: its VPC's own, which no security group filters, and
 * the inbound endpoints that it reaches. The first that answers counts; where none does, the answer of the VPC's own.
 *
 * A query that gets as far as public DNS has left the network, whether or not there is a way to the answer's address.
 *
 * Source: VPC User Guide, "Understanding Amazon DNS".
 */
export function lookUp(world: World, origin: Origin, name: string): Lookup {
  const host = name.toLowerCase();
  if (origin.kind === "internet") {
    return attempt((walk) => resolvePublicly(world, host, walk));
  }
  const inbound = world
    .all(resolverEndpoint)
    .filter((found) => found.state.direction === "INBOUND" && reaches(world, origin, found));
  const homes = [origin.vpcId, ...inbound.map(({ state }) => state.hostVpcId)].flatMap(
    (id) => world.find(vpc, id) ?? [],
  );
  const [own, ...others] = homes.map((home) => attempt((walk) => resolveInVpc(world, home, host, walk)));
  if (own === undefined) {
    throw new Error(`a name is looked up from ${origin.vpcId}, which doesn't exist`);
  }
  return own.resolved ? own : (others.find(({ resolved }) => resolved) ?? own);
}
