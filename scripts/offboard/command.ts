import { ProjectFolder } from "../onboard/project-folder";
import { refuse } from "./choose";
import { offboardLob } from "./lob";
import type { Options, Surroundings } from "./surroundings";
import { offboardUser } from "./user";

/**
 * What `npm run offboard` does: takes a line of business out of the project, or a person out of one.
 *
 * @throws Refusal, ProjectRefusal or UsersMistake with nothing deleted; Stopped if something ends it on the way.
 */
export async function runOffboard(lob: string | undefined, options: Options, around: Surroundings): Promise<void> {
  const { user } = options;
  if ((lob === undefined) === (user === undefined)) {
    const reason =
      lob === undefined ? "is not set, and neither is --user: give one" : "is given, and so is --user: give only one";
    throw refuse({ property: "LOB", reason });
  }
  const folder = ProjectFolder.read(around.folder);
  const project = folder.projectWith([]);
  if (lob !== undefined) {
    await offboardLob(lob, options, { project, folder }, around);
  }
  if (user !== undefined) {
    await offboardUser(user, options, project, around);
  }
}
