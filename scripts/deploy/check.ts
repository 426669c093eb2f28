import { Stopped } from "../support/stopped";
import { checkLines, checkMarkdown, checkSummary } from "./check-report";
import type { Options } from "./options";
import { planStacks } from "./planning";
import { planDocument, type StackMistake } from "./report";
import { type Deployment, unlessEnded } from "./surroundings";
import type { Survey } from "./survey";

/** Stacks that have no resources yet, so that nothing of them can differ. */
function absent({ chosen }: Deployment, { states }: Survey): StackMistake[] {
  return chosen.stacks
    .filter(({ name }) => states.has(name) && states.get(name)?.hasOutputs !== true)
    .map(({ name }) => ({
      stack: name,
      property: `stack ${name}`,
      reason: `isn't up: bring it up with npm run deploy -- --stack ${name}`,
    }));
}

/**
 * What `npm run deploy -- --check` does: previews every stack after asking AWS what it has, without writing anything, and
 * reports all that differs. A stack that can't be looked at is named, and the others are looked at.
 *
 * @param surveyed how the stacks stand.
 * @throws Stopped when anything differs, or a stack couldn't be looked at.
 */
export async function runCheck(options: Options, surveyed: Survey, deployment: Deployment): Promise<void> {
  const { chosen, teller, around } = deployment;
  const before = [...surveyed.mistakes, ...absent(deployment, surveyed)];
  const isOpen = ({ name }: { readonly name: string }) => !before.some(({ stack }) => stack === name);
  const { plans, mistakes } = await planStacks(chosen.stacks.filter(isOpen), deployment, { refresh: true });
  unlessEnded(around.signal);
  const unseen = [...before, ...[...mistakes].map(([stack, mistake]) => ({ ...mistake, stack }))];
  const planned = chosen.stacks.flatMap((stack) => {
    const plan = plans.get(stack.name);
    return plan === undefined ? [] : [{ stack, plan }];
  });
  const summary = checkSummary(planned, unseen);
  if (options.markdown) {
    around.terminal.say(checkMarkdown(planned, unseen));
  } else {
    teller.tell({ event: "checked", stacks: planDocument(planned), unseen }, checkLines(planned, unseen));
  }
  if (summary !== undefined) {
    throw new Stopped(summary);
  }
  if (!options.json && !options.markdown) {
    around.terminal.say("No drift: every stack matches its file and AWS.");
  }
}
