import type { Project } from "../../stacks/project/stack";
import { Estate } from "../estate/estate";
import { noDocuments } from "../estate/own-roles";

/** No report invokes a model. */
export const noModel = new URL("http://127.0.0.1:9/");

/** Brings every stack of a project up, in order. */
export async function upAll(estate: Estate, { stacks }: Project): Promise<void> {
  for (const stack of stacks) {
    await estate.up(stack);
  }
}

/** Works on a project's stacks as their files have them, on a local AWS of their own. */
export async function withStanding<T>(
  project: Project,
  work: (estate: Estate) => T | Promise<T>,
  own = noDocuments,
): Promise<T> {
  const estate = await Estate.found(project, noModel);
  estate.ownDocuments = own;
  try {
    await upAll(estate, project);
    return await work(estate);
  } finally {
    await estate.close();
  }
}
