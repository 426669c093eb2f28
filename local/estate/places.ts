import type { ChildStack, SharedStack } from "../../stacks/project/roles";
import { domain, groupsOfApps, hostAddresses, instance, type Origin, subnet, userProfile, type World } from "../aws";
import { Unplayable } from "../scenarios/unplayable";

/** A hub's people have nowhere to sit. */
class NoDesk extends Unplayable {
  constructor(hub: string) {
    super(
      `corporateCidrs of stack ${hub} has no CIDR block of /24 or larger for the on-premises simulator, where the scenarios' users are: add one`,
    );
  }
}

/** The instance of a hub's on-premises simulator. */
export function deskOf(world: World, { name, config }: SharedStack): Origin {
  const found = world.list(instance, config.account).find(({ stack }) => stack === name);
  if (found === undefined) {
    throw new NoDesk(name);
  }
  const { account, region } = found;
  const { subnetId, vpcSecurityGroupIds: securityGroupIds } = found.state;
  const vpcId = world.list(subnet, account).find(({ id }) => id === subnetId)?.state.vpcId ?? "";
  return { kind: "vpc", account, region, vpcId, subnetIds: [subnetId], securityGroupIds };
}

/**
 * Where code in a LOB's Studio calls from, for every user: it has the security groups of all users together, so it
 * reaches what any of them reaches.
 */
export function studioOf(world: World, { name, config }: ChildStack): Origin {
  const { account, region } = config;
  const found = world.list(domain, account).find(({ stack }) => stack === name);
  if (found === undefined) {
    throw new Error(`stack ${name} has no Studio domain`);
  }
  const { vpcId, subnetIds } = found.state;
  const profiles = world.list(userProfile, account).filter(({ state }) => state.domainId === found.id);
  const groups = [undefined, ...profiles].flatMap((profile) => groupsOfApps(found, profile));
  return { kind: "vpc", account, region, vpcId, subnetIds, securityGroupIds: [...new Set(groups)] };
}

/** An address in each subnet of a LOB, which somebody's notebook or function could have. */
export function addressesIn(world: World, { name, config }: ChildStack): string[] {
  return world
    .list(subnet, config.account)
    .filter(({ stack }) => stack === name)
    .flatMap(({ state }) => {
      const [, address] = hostAddresses(state.cidrBlock);
      return address === undefined ? [] : [address];
    });
}
