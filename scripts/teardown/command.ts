import { Refusal } from "../../common/refusal";
import type { Project } from "../../stacks/project/stack";
import { type CredentialPlaces, type Profiles, readStackOptions, type StackOptions } from "../support/credentials";
import { confirmDeletion } from "../support/questions";
import type { Terminal } from "../support/terminal";
import type { Engine } from "./engine";
import type { Patience } from "./patience";
import { inOrder, leftBehind } from "./plan";
import { planLines } from "./report";
import { type Surveying, surveyStacks } from "./survey";

/** The options of `npm run teardown`, with their help texts. */
export interface Options extends StackOptions {
  readonly dryRun?: true;
  readonly yes?: true;
}

/** The command's surroundings. */
export interface Surroundings extends Patience, Surveying, CredentialPlaces {
  /** Reads the project's files. Throws what is wrong with them. */
  readProject(): Project;
  engine(profiles: Profiles): Engine;
  readonly terminal: Terminal;
}

/**
 * What `npm run teardown` does: surveys everything, prints what prevents it or what it will delete, asks, and takes the
 * stacks down, children first.
 *
 * @throws Refusal or UsersMistake with nothing deleted; Stopped if something ends it on the way.
 */
export async function runTeardown(options: Options, around: Surroundings): Promise<void> {
  const { terminal } = around;
  const project = around.readProject();
  const { chosen, profiles } = readStackOptions("npm run teardown", options, project.stacks, around);
  const stacks = inOrder(project, chosen);
  const engine = around.engine(profiles);
  const { targets, mistakes } = await surveyStacks(project, stacks, { engine, profiles }, around);
  if (mistakes.length > 0) {
    throw new Refusal("npm run teardown", mistakes);
  }
  terminal.say(planLines(project.name, stacks, targets).join("\n"));
  if (targets.length === 0) {
    terminal.say("Nothing is left to delete, according to the state that npx pulumi whoami --verbose names.");
    return;
  }
  if (options.dryRun) {
    terminal.say("Nothing was deleted: this was a dry run.");
    return;
  }
  if (!options.yes) {
    await confirmDeletion(project.name, terminal);
  }
  const { takeDown }: typeof import("./take-down") = require("./take-down");
  for (const target of targets) {
    await takeDown(target, { engine, ...target.clients, terminal, patience: around });
  }
  terminal.say(`Down: ${stacks.map(({ name }) => name).join(", ")}.`);
  for (const line of leftBehind(project, stacks)) {
    terminal.say(`${line}.`);
  }
}
