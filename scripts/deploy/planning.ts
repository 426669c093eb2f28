import type { Mistake } from "../../common/validation";
import { sourcesOf } from "../../stacks/project/roles";
import type { Stack } from "../../stacks/project/stack";
import { type Changes, lossesOf } from "../engine/changes";
import { EngineFailure } from "../engine/engine";
import { sideBySide } from "../stack-runs/side-by-side";
import { failureWords } from "../stack-runs/work-on";
import type { Deployment } from "./surroundings";

/** What previews tell of stacks, by their names. */
export interface Plans {
  readonly plans: ReadonlyMap<string, Changes>;
  /** What is wrong with stacks, in the stacks' order. */
  readonly mistakes: ReadonlyMap<string, Mistake>;
}

/** Data that an `up` would lose, and nobody said that it may. */
function lossMistake(stack: string, changes: Changes, { chosen }: Deployment): Mistake | undefined {
  const losses = chosen.replaceData.has(stack) ? [] : lossesOf(changes);
  return losses.length === 0
    ? undefined
    : {
        property: `stack ${stack}`,
        reason: `would ${losses.join(", ")}, and lose what is in it: restore its file, or save what people need and give --replace-data ${stack}`,
      };
}

/** How stacks are previewed. */
interface Planning {
  /** Whether a stack that lacks outputs of another one may be planned after that one's `up`. Default: none. */
  readonly couldBeLater?: (stack: Stack) => boolean;
  /** Whether AWS is asked what it has, and nothing is brought up afterwards. Default: no. */
  readonly refresh?: boolean;
}

/** Previews one stack. Undefined when it lacks outputs of another one, and may be planned after that, or nobody waits for it. */
async function planOne(
  stack: Stack,
  deployment: Deployment,
  { couldBeLater, refresh }: Required<Planning>,
): Promise<Changes | Mistake | undefined> {
  const { engine, logs, around } = deployment;
  const { name } = stack;
  try {
    return await engine.preview(name, { log: (text) => logs.write(name, text), cancel: around.signal, refresh });
  } catch (error) {
    if (!(error instanceof EngineFailure)) {
      throw error;
    }
    const lacksOutputs = /: bring that stack up/.test(error.message);
    return around.signal.aborted || (lacksOutputs && couldBeLater(stack))
      ? undefined
      : { property: `stack ${name}`, reason: `can't be planned: ${failureWords(deployment, name, error)}` };
  }
}

/** Previews stacks side by side. */
export async function planStacks(
  stacks: readonly Stack[],
  deployment: Deployment,
  { couldBeLater = () => false, refresh = false }: Planning = {},
): Promise<Plans> {
  const { chosen, around } = deployment;
  const plans = new Map<string, Changes>();
  const found = new Map<string, Mistake>();
  let done = 0;
  const show = () => around.terminal.doing(`planning: ${done} of ${stacks.length} stacks`);
  show();
  await sideBySide(stacks, chosen.parallel, async (stack) => {
    const { name } = stack;
    const plan = around.signal.aborted ? undefined : await planOne(stack, deployment, { couldBeLater, refresh });
    const isPlan = plan !== undefined && "changes" in plan;
    const mistake = !isPlan ? plan : refresh ? undefined : lossMistake(name, plan, deployment);
    if (isPlan) {
      plans.set(name, plan);
    }
    if (mistake !== undefined) {
      found.set(name, mistake);
    }
    done += 1;
    show();
  });
  const mistakes = stacks.flatMap(({ name }) => {
    const mistake = found.get(name);
    return mistake === undefined ? [] : [[name, mistake] as const];
  });
  return { plans, mistakes: new Map(mistakes) };
}

/** The stacks of a run that a stack reads. */
export function chosenSources({ project, chosen }: Deployment, stack: Stack): Stack[] {
  return sourcesOf(project, stack).filter((source) => chosen.stacks.includes(source));
}
