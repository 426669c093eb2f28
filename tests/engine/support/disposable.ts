import { isChild, isShared } from "../../../stacks/project/roles";
import { makeStack, type Project, type Stack } from "../../../stacks/project/stack";

function disposableTexts(stack: Stack): Readonly<Record<string, string>> {
  return {
    ...(isShared(stack) && { deletionProtection: "false" }),
    ...(isChild(stack) && { homeFileSystem: "Delete" }),
  };
}

/** The project as one sets it for a trial: nothing in it keeps itself from being destroyed. */
export function disposable(project: Project): Project {
  const stacks = project.stacks.map((stack) => makeStack(stack.name, { ...stack.texts, ...disposableTexts(stack) }));
  return { ...project, stacks };
}
