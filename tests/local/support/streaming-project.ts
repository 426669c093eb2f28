import { makeStack, type Project } from "../../../stacks/project/stack";
import { shippedProject } from "./project";

/** A parent that streams the endpoint `llm`, and a child that it trusts, without a hub. */
export const streamingProject: Project = {
  ...shippedProject,
  stacks: [
    makeStack("parent", {
      role: "parent",
      account: "222222222222",
      region: "eu-west-1",
      children: '["333333333333"]',
      endpoints: '["llm"]',
      sampleModel: "false",
      streaming: "true",
    }),
    makeStack("child", { role: "child", account: "333333333333", region: "eu-west-1", parentStack: "parent" }),
  ],
};
