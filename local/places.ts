import { UsersMistake } from "../infra/support/users-mistake";
import type { ChildStack, SharedStack } from "../stacks/project/roles";
import { hostAddresses } from "./aws/network/cidr";
import type { Origin } from "./aws/network/origin";
import { instance } from "./aws/resource-types/instance";
import { domain } from "./aws/resource-types/sagemaker";
import { subnet } from "./aws/resource-types/subnet";
import type { World } from "./aws/world";

/** A hub's people have nowhere to sit. */
class NoDesk extends UsersMistake {
  constructor(hub: string) {
    super(
      `corporateCidrs of stack ${hub} has no range of /24 or larger for the on-premises simulator, from which people are played: add one, or choose scenarios with --scenario`,
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

/** Where code in a LOB's Studio calls from. */
export function studioOf(world: World, { name, config }: ChildStack): Origin {
  const { account, region } = config;
  const found = world.list(domain, account).find(({ stack }) => stack === name);
  if (found === undefined) {
    throw new Error(`stack ${name} has no Studio domain`);
  }
  const { vpcId, subnetIds, defaultUserSettings } = found.state;
  return { kind: "vpc", account, region, vpcId, subnetIds, securityGroupIds: defaultUserSettings.securityGroups };
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
