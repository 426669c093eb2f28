import { isUsersMistake } from "../../common/explain-failure";
import type { Stack } from "../../stacks/project/stack";
import { type Changes, isNothing, isSame } from "../engine/changes";
import type { Outcome } from "../stack-runs/outcome";
import { levelsOf, sideBySide } from "../stack-runs/side-by-side";
import { confirm } from "../support/questions";
import type { Terminal } from "../support/terminal";
import { bringUp } from "./bring-up";
import type { Options } from "./options";
import { chosenSources, planStacks } from "./planning";
import { planDocument, planLines } from "./report";
import type { Deployment } from "./surroundings";

/** Asks whether stacks may come up, unless `--yes` says so. Throws as {@link confirm} does. */
export async function confirmBringUp(
  names: readonly string[],
  otherwise: string,
  { yes }: Options,
  terminal: Terminal,
): Promise<void> {
  if (!yes) {
    await confirm(`Bring up ${names.join(", ")}? Type yes: `, "yes", otherwise, terminal);
  }
}

/** Plans once more what changed stacks may have changed; gives the stacks to go on with, which were shown and confirmed. */
async function replan(
  level: readonly Stack[],
  plans: Map<string, Changes>,
  changed: ReadonlySet<string>,
  failures: Map<string, string>,
  options: Options,
  deployment: Deployment,
): Promise<readonly Stack[]> {
  const { teller } = deployment;
  const isOpen = (stack: Stack) =>
    !plans.has(stack.name) || chosenSources(deployment, stack).some(({ name }) => changed.has(name));
  const open = level.filter(isOpen);
  if (open.length === 0) {
    return level;
  }
  const found = await planStacks(open, deployment);
  for (const [name, { reason }] of found.mistakes) {
    failures.set(name, reason);
    teller.tell({ event: "failed", stack: name, cause: reason, seconds: 0 });
  }
  const news = open.flatMap((stack) => {
    const [old, plan] = [plans.get(stack.name), found.plans.get(stack.name)];
    if (plan === undefined || failures.has(stack.name)) {
      return [];
    }
    plans.set(stack.name, plan);
    return isNothing(plan) || (old !== undefined && isSame(old, plan)) ? [] : [{ stack, plan }];
  });
  if (news.length > 0 && !deployment.around.signal.aborted) {
    teller.tell({ event: "planned", stacks: planDocument(news) }, planLines(news));
    const names = news.map(({ stack }) => stack.name);
    await confirmBringUp(names, `${names.join(", ")} stayed as they were`, options, deployment.around.terminal);
  }
  return level.filter(({ name }) => !failures.has(name) && plans.has(name));
}

/**
 * Brings stacks up: hubs, then parents, then children side by side. A failure of hub or parent ends the run, one of a child
 * doesn't; what runs beside it finishes.
 *
 * @param shown what previews told of stacks, which was confirmed. The others are planned after what they read, with a question.
 */
export async function bringAllUp(
  shown: ReadonlyMap<string, Changes>,
  options: Options,
  deployment: Deployment,
): Promise<Outcome> {
  const { chosen, teller, around } = deployment;
  const plans = new Map(shown);
  const changed = new Set<string>();
  const failures = new Map<string, string>();
  const up = new Set<string>();
  const work = async (stack: Stack) => {
    const plan = plans.get(stack.name);
    if (around.signal.aborted || plan === undefined) {
      return;
    }
    if (isNothing(plan)) {
      teller.tell({ event: "unchanged", stack: stack.name });
      up.add(stack.name);
      return;
    }
    const cause = await bringUp(stack, plan, deployment);
    if (cause === undefined) {
      changed.add(stack.name);
      up.add(stack.name);
    } else {
      failures.set(stack.name, cause);
    }
  };
  let refused: Error | undefined;
  for (const level of levelsOf(chosen.stacks)) {
    if (failures.size > 0 || refused !== undefined || around.signal.aborted) {
      break;
    }
    try {
      const ready = await replan(level, plans, changed, failures, options, deployment);
      const stays = failures.size > 0 && level.some(({ config }) => config.role !== "child");
      await sideBySide(stays ? [] : ready, chosen.parallel, work);
    } catch (error) {
      if (!isUsersMistake(error)) {
        throw error;
      }
      refused = error;
      teller.tell({ event: "stopped", why: error.message });
    }
  }
  const names = chosen.stacks.map(({ name }) => name);
  const left = names.filter((name) => !up.has(name) && !failures.has(name));
  return { up: names.filter((name) => up.has(name)), failures, left };
}
