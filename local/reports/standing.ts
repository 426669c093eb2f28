import type { Project } from "../../stacks/project/stack";
import { Estate } from "../estate";

/** No report invokes a model. */
export const noModel = new URL("http://127.0.0.1:9/");

/** Works on a project's stacks as their files have them, on a local AWS of their own. */
export async function withStanding<T>(project: Project, work: (estate: Estate) => T | Promise<T>): Promise<T> {
  const estate = await Estate.found(project, noModel);
  try {
    for (const stack of project.stacks) {
      await estate.up(stack);
    }
    return await work(estate);
  } finally {
    await estate.close();
  }
}
