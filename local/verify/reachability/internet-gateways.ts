import { isShared } from "../../../stacks/project/roles";
import type { Project, Stack } from "../../../stacks/project/stack";
import { internetGateway, type Resource, type Vpc, vpc, type World } from "../../aws";

/** Whether a VPC is a hub's simulated corporate network, to which AWSx gives an internet gateway whatever it is asked for. */
function isSimulated(stack: Stack, { state }: Resource<Vpc>): boolean {
  return isShared(stack) && stack.config.onPremisesSimulator && stack.config.simulatorCidr === state.cidrBlock;
}

/** Internet gateways on VPCs of hubs and LOBs, which have none, a sentence each. Empty where there is none. */
export function internetGatewaysOf(world: World, { stacks }: Project): string[] {
  return world.all(internetGateway).flatMap((gateway) => {
    const home = world.find(vpc, gateway.state.vpcId);
    const stack = stacks.find(({ name }) => name === home?.stack);
    if (home === undefined || stack === undefined || isSimulated(stack, home)) {
      return [];
    }
    const owner = `${isShared(stack) ? "hub" : "LOB"} ${stack.name}, account ${home.account}`;
    return `internet gateway "${gateway.urn.split("::").at(-1)}" is attached to VPC ${home.state.cidrBlock} of ${owner}, so a single route would reach the internet: remove it from the stack, or detach it by hand if no stack has it`;
  });
}
