import { childrenOfHub, isChild, type SharedStack } from "./roles";
import type { Project } from "./stack";

/**
 * LOBs that a hub lists and that have no stack in the project, a sentence each with what to do. This can be intended:
 * another project can have it.
 */
export function lobsWithoutStack(project: Project, hub: SharedStack): string[] {
  const children = childrenOfHub(project, hub);
  return hub.config.lobs
    .filter(({ name }) => !children.some(({ config }) => config.lob === name))
    .map(({ name, account }) => {
      const lost = project.stacks
        .filter(isChild)
        .find(({ config }) => config.account === account && config.sharedStack === undefined);
      const todo =
        lost === undefined
          ? `which has no stack file here: write it, npm run onboard -- ${name} --account ${account}, or take ${name} out, npm run offboard -- ${name}`
          : `and stack ${lost.name} has this account: set sharedStack there`;
      return `lobs of Pulumi.${hub.name}.yaml names ${name}, ${todo}`;
    });
}
