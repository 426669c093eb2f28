import { isChild, type ParentStack } from "./roles";
import type { Project } from "./stack";

/**
 * Accounts that a parent trusts and no child of the project has, a sentence each. This can be intended: another project
 * can have them.
 */
export function childrenWithoutStack(project: Project, { config }: ParentStack): string[] {
  const { children } = config.invokeRole;
  const owners = project.stacks.filter(isChild).map((child) => child.config.account);
  return (children === "organization" ? [] : children)
    .filter((account) => !owners.includes(account))
    .map((account) => {
      const other = project.stacks.find((stack) => stack.config.account === account);
      const whose =
        other === undefined ? "which no stack here has" : `which is stack ${other.name}'s and not a child's`;
      return `children names ${account}, ${whose}`;
    });
}
