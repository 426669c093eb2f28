import type { Project } from "../../stacks/project/stack";
import type { Terminal } from "../support/terminal";
import { changesFor } from "./changes";
import type { Given, Options } from "./options";
import { formMistakes, planLob, refuse } from "./plan";
import { ProjectFolder } from "./project-folder";
import { changeLines, dryRunLines, heading, nextLines, notes } from "./report";
import { writeFiles } from "./write-files";

/** The command's surroundings. */
export interface Surroundings extends Pick<Terminal, "say"> {
  /** The project's folder. */
  readonly folder: string;
}

/** The project as it is. A hub without LOBs, which other commands refuse, is read with its first. */
function readProject(folder: ProjectFolder, given: Given): Project {
  const empty = folder.files.filter(
    (file) => file.role === "shared" && file.list("lobs").length === 0 && file.stack === (given.shared ?? file.stack),
  );
  const mistakes = empty.length === 0 ? [] : formMistakes(given);
  if (mistakes.length > 0) {
    throw refuse(mistakes);
  }
  return folder.projectWith(empty.map((file) => file.with("lobs", { name: given.lob, account: given.account })));
}

/**
 * What `npm run onboard -- <LOB>` does: checks what was given against the project's files and the project as it would
 * be, writes the LOB's file and the hub's entry, and prints the next commands.
 *
 * @throws Refusal, ProjectRefusal with every mistake, and no file touched.
 */
export function runOnboard(lob: string, options: Options, { folder: place, say }: Surroundings): void {
  const given = { lob, ...options };
  const folder = ProjectFolder.read(place);
  const project = readProject(folder, given);
  const plan = planLob(folder, project, given);
  const changes = changesFor(folder, plan, given);
  folder.projectWith(changes);
  const isDryRun = options.dryRun === true;
  if (!isDryRun) {
    writeFiles(place, changes);
  }
  const lines = [
    heading(plan, given),
    ...(isDryRun ? [] : changeLines(changes)),
    ...notes(project, plan, given, changes),
    ...(isDryRun ? dryRunLines(changes) : nextLines(plan, changes)),
  ];
  say(lines.join("\n"));
}
