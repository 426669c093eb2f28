import type { Mistake } from "../../common/validation";
import { sourcesOf } from "../../stacks/project/roles";
import type { Stack } from "../../stacks/project/stack";
import type { StackState } from "../engine/stack-state";
import { sideBySide } from "../stack-runs/side-by-side";
import { otherRunMistakes, readStates } from "../stack-runs/states";
import { accountMistake, unlookedMistake } from "../support/credentials";
import type { StackMistake } from "./report";
import { type Deployment, type Surroundings, unlessEnded } from "./surroundings";

/** How stacks stand before a run. */
export interface Survey {
  /** By name; undefined for one that the backend doesn't have. Stacks that couldn't be looked at are left out. */
  readonly states: ReadonlyMap<string, StackState | undefined>;
  readonly mistakes: readonly StackMistake[];
}

async function ownAccount(
  stack: Stack,
  { chosen }: Deployment,
  sts: Surroundings["sts"],
): Promise<Mistake | undefined> {
  const { name, config } = stack;
  const source = chosen.profiles.of(name);
  const client = sts(stack, source);
  try {
    return await accountMistake(name, config.account, client, source);
  } catch (error) {
    return unlookedMistake(stack, error);
  } finally {
    client.destroy();
  }
}

/** A stack that isn't to come up, isn't up, and is read by one that is to. */
function absenceMistakes({ project, chosen }: Deployment, states: Survey["states"]): StackMistake[] {
  return chosen.stacks.flatMap((stack) =>
    sourcesOf(project, stack)
      .filter((source) => !chosen.stacks.includes(source) && states.has(source.name))
      .filter((source) => states.get(source.name)?.hasOutputs !== true)
      .map((source) => ({
        stack: stack.name,
        property: `stack ${stack.name}`,
        reason: `reads stack ${source.name}, which isn't up: bring it up first, or together with it: --stack ${source.name} ${stack.name}`,
      })),
  );
}

/**
 * Looks whether each stack's credentials are those of its account, and what the backend has of it. Nothing is changed.
 *
 * @throws Stopped when the operator ends it.
 */
export async function survey(deployment: Deployment, sts: Surroundings["sts"]): Promise<Survey> {
  const { project, chosen, engine, around } = deployment;
  around.terminal.doing("looking at the credentials");
  const wrong = new Map<Stack, Mistake>();
  await sideBySide(chosen.stacks, 10, async (stack) => {
    const mistake = await ownAccount(stack, deployment, sts);
    if (mistake !== undefined) {
      wrong.set(stack, mistake);
    }
  });
  unlessEnded(around.signal);
  const sources = chosen.stacks.flatMap((stack) => sourcesOf(project, stack));
  const asked = [...new Set([...chosen.stacks, ...sources])].filter((stack) => !wrong.has(stack));
  const { states, unread } = await readStates(asked, chosen.parallel, engine, around);
  unlessEnded(around.signal);
  const mistakes = [...new Set([...chosen.stacks, ...sources])].flatMap((stack) => {
    const own = wrong.get(stack) ?? unread.get(stack);
    const state = chosen.stacks.includes(stack) ? states.get(stack.name) : undefined;
    const all = [
      ...(own === undefined ? [] : [own]),
      ...(state === undefined ? [] : otherRunMistakes(stack.name, state)),
    ];
    return all.map((mistake) => ({ ...mistake, stack: stack.name }));
  });
  return { states, mistakes: [...mistakes, ...absenceMistakes(deployment, states)] };
}
