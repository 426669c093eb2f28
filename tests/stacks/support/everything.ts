import { studioCapabilities } from "../../../infra/lob/studio-capabilities";
import { services } from "../../../infra/network/endpoint-catalog";
import { withSimulators } from "../../../local/estate/on-premises";
import { isParent, isShared } from "../../../stacks/project/roles";
import { makeStack, type Project, type Stack } from "../../../stacks/project/stack";
import { withModel } from "../../local/support/parents-model";
import { shippedProject } from "../../local/support/project";

/** What adds a kind of resource to a stack. */
function kinds(stack: Stack): Readonly<Record<string, string>> {
  if (isParent(stack)) {
    return { ...withModel(), studio: "true", streaming: "true", createKey: "true" };
  }
  const logs = { flowLogs: "true", queryLogs: "true", createKey: "true" };
  return isShared(stack)
    ? {
        ...logs,
        authorizerInVpc: "true",
        endpointServices: JSON.stringify(services.filter((name) => name.startsWith("ecr."))),
      }
    : {
        ...logs,
        studioCapabilities: JSON.stringify(studioCapabilities),
        studioImages: JSON.stringify([
          { name: "tools", image: `${stack.config.account}.dkr.ecr.eu-west-1.amazonaws.com/tools:3` },
        ]),
      };
}

/** The shipped project with every kind of resource that config can add, and with more in each stack. */
export function everything(more: (stack: Stack) => Readonly<Record<string, string>>): Project {
  return withSimulators({
    ...shippedProject,
    stacks: shippedProject.stacks.map((stack) =>
      makeStack(stack.name, { ...stack.texts, ...kinds(stack), ...more(stack) }),
    ),
  });
}
