import type { World } from "../../../local/aws/core/world";
import { withStanding } from "../../../local/verify/standing";
import type { Project } from "../../../stacks/project/stack";

/** Brings a project's stacks up on a local AWS and looks at it. */
export function withWorld<T>(project: Project, look: (world: World) => T | Promise<T>): Promise<T> {
  return withStanding(project, ({ aws }) => look(aws.world));
}
