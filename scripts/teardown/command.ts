import { Refusal } from "../../common/refusal";
import type { Project, Stack } from "../../stacks/project/stack";
import { type ChoiceOptions, readChoice } from "../deploy/options";
import { endText, type Outcome } from "../deploy/report";
import { sideBySide } from "../deploy/side-by-side";
import type { CredentialPlaces, Profiles } from "../support/credentials";
import { confirmDeletion } from "../support/questions";
import { Stopped } from "../support/stopped";
import type { Terminal } from "../support/terminal";
import type { Engine } from "./engine";
import type { Patience } from "./patience";
import { inOrder, leftBehind, type Target } from "./plan";
import { planLines } from "./report";
import { type Surveying, surveyStacks } from "./survey";

/** The options of `npm run teardown`, with their help texts. */
export interface Options extends ChoiceOptions {
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
 * Takes children down side by side, then parents, then hubs. A failure ends nothing that is beside it, and what it reads stays.
 *
 * @returns why stacks failed, and which weren't begun.
 */
async function inLevels<T extends Target>(
  targets: readonly T[],
  parallel: number,
  { signal, terminal }: Pick<Surroundings, "signal" | "terminal">,
  work: (target: T) => Promise<void>,
): Promise<Pick<Outcome, "failures" | "left">> {
  const failures = new Map<string, string>();
  const begun = new Set<Stack>();
  for (const role of ["child", "parent", "shared"] as const) {
    const level = failures.size > 0 ? [] : targets.filter(({ stack }) => stack.config.role === role);
    await sideBySide(level, parallel, async (target) => {
      if (signal.aborted) {
        return;
      }
      begun.add(target.stack);
      try {
        await work(target);
      } catch (error) {
        if (!(error instanceof Stopped)) {
          throw error;
        }
        failures.set(target.stack.name, error.message);
        terminal.say(`  ${target.stack.name}  failed: ${error.message}`);
      }
    });
  }
  const left = targets.filter(({ stack }) => !begun.has(stack)).map(({ stack }) => stack.name);
  return { failures, left };
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
  const { stacks: chosen, profiles, parallel } = readChoice("npm run teardown", options, project, around);
  const stacks = inOrder(project, new Set(chosen.map(({ name }) => name)));
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
  const failures = await inLevels(targets, parallel, around, (target) =>
    takeDown(target, { engine, ...target.clients, terminal, patience: around }),
  );
  const text = endText(failures, options, around.signal.aborted, "npm run teardown");
  if (text !== undefined) {
    throw new Stopped(text);
  }
  terminal.say(`Down: ${stacks.map(({ name }) => name).join(", ")}.`);
  for (const line of leftBehind(project, stacks)) {
    terminal.say(`${line}.`);
  }
}
