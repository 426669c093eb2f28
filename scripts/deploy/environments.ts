import { sourcesOf } from "../../stacks/project/roles";
import type { Project, Stack } from "../../stacks/project/stack";

/** Stacks that read each other, directly or by others between them. */
export interface Environment {
  /** The name of its first stack, without what its role adds: `dev` for `dev-shared`, `shared` for `shared`. */
  readonly name: string;
  readonly stacks: readonly Stack[];
}

/** The environments of a project. Each stack is in one. */
export function environmentsOf(project: Project): Environment[] {
  const groups: Stack[][] = [];
  for (const stack of project.stacks) {
    const sources = sourcesOf(project, stack);
    const [first, ...others] = groups.filter((group) => group.some((other) => sources.includes(other)));
    if (first === undefined) {
      groups.push([stack]);
      continue;
    }
    first.push(...others.flat(), stack);
    for (const other of others) {
      groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups.map((stacks) => ({ name: (stacks[0]?.name ?? "").replace(/-(shared|parent)$/, ""), stacks }));
}
