import type { World } from "../../../local/aws/world";
import { Estate } from "../../../local/estate";
import type { Project } from "../../../stacks/project/stack";

/** Brings a project's stacks up on a local AWS and looks at it. */
export async function withWorld<T>(project: Project, look: (world: World) => T | Promise<T>): Promise<T> {
  const estate = await Estate.found(project, new URL("http://127.0.0.1:1"));
  try {
    for (const stack of project.stacks) {
      await estate.up(stack);
    }
    return await look(estate.aws.world);
  } finally {
    await estate.close();
  }
}
