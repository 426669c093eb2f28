import type { Project } from "../../stacks/project/stack";
import { diffOf } from "../onboard/diff";
import type { ProjectFolder } from "../onboard/project-folder";
import { joinCauses } from "../support/account-mistakes";
import { roleMistakes } from "../support/credentials";
import { confirmDeletion } from "../support/questions";
import { surveyStacks, unlessEnded } from "../teardown/survey";
import { chooseLob, profilesOf, refuse } from "./choose";
import { changesFor } from "./files";
import type { Member, People } from "./people";
import { lobLines, nextLines, notes } from "./report";
import type { Options, Surroundings } from "./surroundings";

/** The users of a LOB, where its hub is up. */
interface Users {
  readonly people: People | undefined;
  readonly members: readonly Member[];
}

/**
 * What `npm run offboard -- <LOB>` does: surveys everything, prints what goes, asks, and takes the LOB out: what is in
 * its account, its users, its entries in the files of hub and parent, and last its own file. Each step looks at what is
 * left, so that a run continues where another stopped.
 *
 * @throws Refusal, ProjectRefusal or UsersMistake with nothing deleted; Stopped if something ends it on the way.
 */
export async function offboardLob(
  name: string,
  options: Options,
  { project, folder }: { readonly project: Project; readonly folder: ProjectFolder },
  around: Surroundings,
): Promise<void> {
  const { terminal, signal } = around;
  const profiles = profilesOf(project, options, around);
  const lob = chooseLob(project, name, options.shared);
  const { hub, child } = lob;
  const changes = changesFor(folder, project, lob);
  folder.projectWith(changes);

  const stacks = child === undefined ? [] : [child];
  const unassumed = await unlessEnded(signal, () => roleMistakes([hub, ...stacks], profiles));
  if (unassumed.length > 0) {
    throw refuse(...joinCauses(unassumed));
  }
  const engine = around.engine(profiles);
  const survey = await surveyStacks(project, stacks, { engine, profiles, parallel: 1 }, around);
  if (survey.mistakes.length > 0) {
    throw refuse(...joinCauses(survey.mistakes));
  }
  const { people, members } = await unlessEnded(signal, async (): Promise<Users> => {
    terminal.doing(`reading the users of stack ${hub.name}`);
    const state = await engine.state(hub.name);
    if (state === undefined || state.isEmpty) {
      return { people: undefined, members: [] };
    }
    const { openPeople }: typeof import("./people") = require("./people");
    const opened = await openPeople(hub, profiles, around);
    return { people: opened, members: (await opened.all()).filter(({ row }) => row?.lob === name) };
  });

  terminal.say(lobLines(lob, survey, members, changes).join("\n"));
  if (options.dryRun) {
    terminal.say([...changes.map(diffOf), "Nothing was deleted: this was a dry run."].join("\n"));
    return;
  }
  if (!options.yes) {
    await confirmDeletion(name, terminal);
  }
  const { carryOut }: typeof import("./carry-out") = require("./carry-out");
  await carryOut({ engine, targets: survey.targets, people, members, changes }, around);
  const lines = [...notes(project, lob, members, changes), ...nextLines(project, lob, survey, changes)];
  terminal.say(lines.join("\n"));
}
