import { studioCapabilities } from "../../../infra/lob/studio-capabilities";
import { makeStack, type Project } from "../../../stacks/project/stack";
import { shippedProject } from "../../local/support/project";

const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  shared: { endpointServices: '["ecr.api","ecr.dkr"]' },
  parent: { studio: "true" },
  child: { studioCapabilities: JSON.stringify(studioCapabilities) },
};

/** The shipped project without LOB B's stack; its parent trusts Studio, and LOB A's has every capability. */
export const studioProject: Project = {
  ...shippedProject,
  stacks: shippedProject.stacks
    .filter(({ name }) => name !== "lob-b")
    .map((stack) => makeStack(stack.name, { ...stack.texts, ...texts[stack.name] })),
};
