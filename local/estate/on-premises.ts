import { contains, firstFree, prefixOf } from "../../common/cidr";
import { isShared } from "../../stacks/project/roles";
import { makeStack, type Project, type Stack } from "../../stacks/project/stack";

/** The smallest VPC CIDR block that holds the simulator. */
const simulatorPrefix = 24;

/** A CIDR block for the simulator inside the corporate network; undefined where that has none of a VPC's size. */
function simulatorRange(corporate: readonly string[], configured: string): string | undefined {
  if (corporate.some((cidr) => contains(cidr, configured))) {
    return configured;
  }
  const roomy = corporate.find((cidr) => prefixOf(cidr) <= simulatorPrefix);
  return roomy === undefined ? undefined : firstFree(roomy, simulatorPrefix, []);
}

function simulated(stack: Stack): Stack {
  if (!isShared(stack) || stack.config.onPremisesSimulator) {
    return stack;
  }
  const { corporateCidrs, simulatorCidr } = stack.config;
  const range = simulatorRange(corporateCidrs, simulatorCidr);
  return range === undefined
    ? stack
    : makeStack(stack.name, { ...stack.texts, onPremisesSimulator: "true", simulatorCidr: range });
}

/** The project with the on-premises simulator on in every hub: on the local AWS it costs nothing, and people need a desk. */
export function withSimulators(project: Project): Project {
  return { ...project, stacks: project.stacks.map(simulated) };
}
