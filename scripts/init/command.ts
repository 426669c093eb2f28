import { Refusal } from "../../common/refusal";
import { UsersMistake } from "../../common/users-mistake";
import type { Mistake } from "../../common/validation";
import { ProjectRefusal } from "../../stacks/project/project-refusal";
import type { Project } from "../../stacks/project/stack";
import type { Change } from "../onboard/changes";
import { ProjectFolder } from "../onboard/project-folder";
import { commandLines } from "../onboard/report";
import { writeFiles } from "../onboard/write-files";
import type { Terminal } from "../support/terminal";
import { type Answers, interview, type Options, topics } from "./answers";
import { mistakesOf } from "./checks";
import { type Draft, draftsOf, fileText } from "./drafts";
import { isShipped } from "./shipped";

/** The command's surroundings. */
export interface Surroundings {
  /** The project's folder. */
  readonly folder: string;
  readonly terminal: Pick<Terminal, "say" | "warn" | "ask">;
}

function refuse(mistakes: readonly Mistake[]): Refusal {
  return new Refusal("npm run init", mistakes);
}

/** What was given as options; undefined if nothing was. */
function givenIn(options: Options): Answers | undefined {
  return topics.some(({ key }) => options[key] !== undefined) ? options : undefined;
}

/** Asks until the answers have no mistakes. Throws if there is no terminal to ask at. */
async function ask(terminal: Surroundings["terminal"]): Promise<Answers> {
  terminal.say("Enter takes the value in brackets, - means none, Ctrl+C stops; nothing is written before you confirm.");
  let answers: Answers = {};
  for (;;) {
    const answered = await interview({ terminal, mistakesOf }, answers);
    if (answered === undefined) {
      throw new UsersMistake(
        "there is no terminal to ask on, so nothing was written: run this in a terminal, or give options, npm run init -- --help",
      );
    }
    answers = answered;
    const mistakes = mistakesOf(answers);
    if (mistakes.length === 0) {
      return answers;
    }
    terminal.warn(refuse(mistakes).message);
  }
}

/** How the files of the project change, and what prevents it. */
interface Plan {
  readonly changes: readonly Change[];
  /** Names of stacks' files that stay as they are. */
  readonly kept: readonly string[];
  readonly mistakes: readonly Mistake[];
}

function planFiles(folder: ProjectFolder, project: string, drafts: readonly Draft[], force: boolean): Plan {
  const mistakes: Mistake[] = [];
  const written = drafts.flatMap((draft): Change[] => {
    const file = folder.files.find(({ stack }) => stack.toLowerCase() === draft.stack.toLowerCase());
    const name = file?.name ?? `Pulumi.${draft.stack}.yaml`;
    const text = fileText(draft, project);
    const isExample = file !== undefined && isShipped(file);
    if (file !== undefined && !isExample && file.text !== text && !force) {
      mistakes.push({
        property: name,
        reason: "exists already, and is no longer the shipped example: --force replaces it",
      });
    }
    const what = file === undefined ? "new" : isExample ? "in place of the shipped example" : "in place of yours";
    return file?.text === text ? [] : [{ stack: draft.stack, name, before: file?.text, text, what }];
  });
  const removed = folder.files
    .filter((file) => isShipped(file) && drafts.every(({ stack }) => stack !== file.stack))
    .map(({ stack, name, text }) => ({
      stack,
      name,
      before: text,
      text: undefined,
      what: "removed, the shipped example",
    }));
  const changes = [...written, ...removed];
  const names = folder.files.map(({ name }) => name);
  return { changes, kept: names.filter((name) => changes.every((change) => change.name !== name)), mistakes };
}

/** The project as it will be. Files that stay are often of an earlier run, which the files' mistakes don't mention. */
function projectWith(folder: ProjectFolder, { changes, kept }: Plan): Project {
  try {
    return folder.projectWith(changes);
  } catch (error) {
    if (!(error instanceof ProjectRefusal) || kept.length === 0) {
      throw error;
    }
    const those = kept.length === 1 ? "stays as it is: remove it if it is" : "stay as they are: remove those that are";
    throw new UsersMistake(
      `${error.message}\n${kept.join(", ")} ${those} from an earlier init, or name its LOB in --lob`,
    );
  }
}

/** What will be in the folder: each file's name, with its text where it gets one. */
function planLines({ changes, kept }: Plan): string[] {
  const lines = changes.flatMap(({ name, text = "", what }) => [
    `${name}, ${what}`,
    ...text.split("\n").flatMap((line) => (line === "" ? [] : [`    ${line}`])),
  ]);
  return [...lines, ...kept.map((name) => `${name}, stays as it is`)];
}

function notes({ shared, organization }: Answers): string[] {
  const hubs = shared === undefined ? "" : ", and the hub shares by invitation";
  return [
    ...(shared === undefined
      ? []
      : ["Each LOB has one user profile so far: list its users' in userProfiles of its file."]),
    ...(organization === undefined ? [`Without an organization accounts are listed one by one${hubs}.`] : []),
  ];
}

function nextLines({ stacks }: Project, drafts: readonly Draft[]): string[] {
  const own = stacks.filter(({ name }) => drafts.some(({ stack }) => stack === name));
  const hub = own.find(({ config }) => config.role === "shared");
  return commandLines([
    ["npm start"],
    ["npm run doctor"],
    ...own.map(
      ({ name, config }) => [`npx pulumi stack init ${name} && npx pulumi up --stack ${name}`, config.account] as const,
    ),
    ...(hub === undefined ? [] : [["npm run populate -- users.csv", hub.config.account] as const]),
  ]);
}

/**
 * What `npm run init` does: takes options or asks, checks everything together, shows the stacks' files, writes them,
 * and prints the next commands.
 *
 * @throws Refusal, ProjectRefusal with every mistake, UsersMistake or Stopped, and no file touched.
 */
export async function runInit(options: Options, { folder: place, terminal }: Surroundings): Promise<void> {
  const folder = ProjectFolder.read(place);
  const given = givenIn(options);
  const answers = given ?? (await ask(terminal));
  const drafts = draftsOf(answers);
  const plan = planFiles(folder, folder.projectName, drafts, options.force === true);
  const { changes } = plan;
  const all = [...mistakesOf(answers), ...plan.mistakes];
  if (all.length > 0) {
    throw refuse(all);
  }
  const project = projectWith(folder, plan);
  terminal.say(planLines(plan).join("\n"));
  if (options.dryRun) {
    terminal.say("Nothing was written: leave --dry-run out to write it.");
    return;
  }
  if (given === undefined && changes.length > 0) {
    const answer = await terminal.ask("Write these files? Type yes: ");
    if (answer?.trim() !== "yes") {
      throw new UsersMistake("that isn't yes, so nothing was written");
    }
  }
  writeFiles(place, changes);
  terminal.say([...notes(answers), ...nextLines(project, drafts)].join("\n"));
}
