import { Refusal } from "../../common/refusal";
import type { Project, Stack } from "../../stacks/project/stack";
import type { DestroyingEngine } from "../engine/engine";
import { type ChoiceOptions, readChoice } from "../stack-runs/choice";
import { endText, type Outcome } from "../stack-runs/outcome";
import { levelsOf, sideBySide } from "../stack-runs/side-by-side";
import type { RunSurroundings } from "../stack-runs/surroundings";
import { beginRun, whileShown } from "../stack-runs/work-on";
import { joinCauses } from "../support/account-mistakes";
import type { Profiles } from "../support/credentials";
import { confirmDeletion } from "../support/questions";
import { Stopped } from "../support/stopped";
import { inOrder, leftBehind } from "./plan";
import { planDocument, planLines } from "./report";
import { type Survey, type Surveying, surveyStacks } from "./survey";

/** The options of `npm run teardown`, with their help texts. */
export interface Options extends ChoiceOptions {
  readonly dryRun?: true;
  readonly yes?: true;
  readonly json?: true;
}

/** The command's surroundings. */
export interface Surroundings extends RunSurroundings, Pick<Surveying, "clients"> {
  /** Reads the project's files. Throws what is wrong with them. */
  readProject(): Project;
  engine(profiles: Profiles): DestroyingEngine;
}

type Target = Survey["targets"][number];

/**
 * Takes children down side by side, then parents, then hubs. A failure ends nothing that is beside it, and what it reads stays.
 *
 * @param work returns why a stack isn't down.
 * @returns why stacks failed, and which weren't begun.
 */
async function inLevels(
  targets: readonly Target[],
  parallel: number,
  signal: AbortSignal,
  work: (target: Target) => Promise<string | undefined>,
): Promise<Pick<Outcome, "failures" | "left">> {
  const failures = new Map<string, string>();
  const begun = new Set<Stack>();
  for (const level of levelsOf(targets.map(({ stack }) => stack)).reverse()) {
    const open = failures.size > 0 ? [] : targets.filter(({ stack }) => level.includes(stack));
    await sideBySide(open, parallel, async (target) => {
      if (signal.aborted) {
        return;
      }
      begun.add(target.stack);
      const cause = await work(target);
      if (cause !== undefined) {
        failures.set(target.stack.name, cause);
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
export async function runTeardown(options: Options, surroundings: Surroundings): Promise<void> {
  const project = surroundings.readProject();
  const choice = readChoice("npm run teardown", options, project, surroundings);
  const stacks = inOrder(project, new Set(choice.stacks.map(({ name }) => name)));
  const engine = surroundings.engine(choice.profiles);
  const runs = beginRun(options, surroundings);
  const { teller, around } = runs;
  const { targets, mistakes } = await surveyStacks(project, stacks, { ...choice, engine }, around);
  if (mistakes.length > 0) {
    throw new Refusal("npm run teardown", joinCauses(mistakes));
  }
  const say = (text: string) => options.json || around.terminal.say(text);
  teller.tell({ event: "planned", stacks: planDocument(stacks, targets) }, planLines(project.name, stacks, targets));
  if (targets.length === 0) {
    say("Nothing is left to delete, according to the backend that npx pulumi whoami --verbose names.");
    return;
  }
  if (options.dryRun) {
    say("Nothing was deleted: this was a dry run.");
    return;
  }
  if (!options.yes) {
    await confirmDeletion(project.name, around.terminal);
  }
  const { takeDown }: typeof import("./take-down") = require("./take-down");
  const outcome = await whileShown("what is being destroyed", runs, () =>
    inLevels(targets, choice.parallel, around.signal, (target) =>
      takeDown(target, { ...runs, ...target.clients, engine }),
    ),
  );
  const text = endText(outcome, options, around.signal.aborted, "npm run teardown");
  if (text !== undefined) {
    throw new Stopped(text);
  }
  say(`Down: ${stacks.map(({ name }) => name).join(", ")}.`);
  for (const line of leftBehind(project, stacks)) {
    teller.tell({ event: "left", why: `${line}.` });
  }
}
