import { isShared } from "../../../stacks/project/roles";
import type { Project } from "../../../stacks/project/stack";
import { isSharedWith, principalAssociation, transitGateway, type World } from "../../aws";
import type { Access } from "./access";
import type { Principal } from "./principals";

/**
 * Which other accounts may attach a network to each hub's transit gateway. The gateway accepts by itself, and an account
 * chooses by its VPC which CIDR block it announces, so that only the hub's share prevents it.
 *
 * Source: Amazon VPC Transit Gateways Guide, "Work with shared transit gateways".
 */
export function shareAccesses(world: World, { stacks }: Project, principals: readonly Principal[]): Access[] {
  // An account's own people can do in it whatever the account can; the first of them stands for all.
  const administrators = new Map<string, string>();
  for (const { name, session } of principals.filter(({ isAdministrator }) => isAdministrator)) {
    administrators.set(session.role.account, administrators.get(session.role.account) ?? name);
  }
  return stacks.filter(isShared).flatMap(({ name, config }) =>
    world
      .list(transitGateway, config.account)
      .filter(({ stack }) => stack === name)
      .flatMap(({ state, account }) => {
        const sharedWith = world.list(principalAssociation, account).map(({ state: { principal } }) => principal);
        return [...administrators]
          .filter(([other]) => other !== account)
          .map(([other, who]) => ({
            who,
            may: `attach a network of any CIDR block to the transit gateway of ${name}`,
            from: "internet",
            allowed: isSharedWith(world, state.arn, other),
            decidedBy: `the hub's share is for ${sharedWith.join(", ") || "nobody"}`,
            isImplied: false,
          }));
      }),
  );
}
