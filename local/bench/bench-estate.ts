import * as path from "node:path";
import { readProject } from "../../stacks/project/project-files";
import type { Project } from "../../stacks/project/stack";
import { Estate } from "../estate/estate";
import { withSimulators } from "../estate/on-premises";
import { startSampleModel } from "../model/sample-model";

/** The shipped project, as `npm start` plays it. */
export const shipped = withSimulators(readProject(path.resolve(__dirname, "../..")));

/** Works with the accounts of a project, before any stack is up. */
export async function withEstate<T>(project: Project, work: (estate: Estate) => Promise<T>): Promise<T> {
  const model = await startSampleModel();
  const estate = await Estate.found(project, model.url);
  try {
    return await work(estate);
  } finally {
    await estate.close();
    await model.close();
  }
}

/** The same with every stack of the shipped project up. */
export function withShippedEstate<T>(work: (estate: Estate) => Promise<T>): Promise<T> {
  return withEstate(shipped, async (estate) => {
    for (const stack of shipped.stacks) {
      await estate.up(stack);
    }
    return work(estate);
  });
}
