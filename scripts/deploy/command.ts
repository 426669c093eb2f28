import { Refusal } from "../../common/refusal";
import type { Stack } from "../../stacks/project/stack";
import { isNothing } from "../engine/changes";
import type { StackState } from "../engine/stack-state";
import { endText } from "../stack-runs/outcome";
import { beginRun, whileShown } from "../stack-runs/work-on";
import { joinCauses } from "../support/account-mistakes";
import { Stopped } from "../support/stopped";
import { runCheck } from "./check";
import { initialise } from "./initialise";
import { type Options, readOptions } from "./options";
import { chosenSources, planStacks } from "./planning";
import { planDocument, planLines } from "./report";
import { bringAllUp, confirmBringUp } from "./run";
import { type Deployment, type Surroundings, unlessEnded } from "./surroundings";
import { survey } from "./survey";

/** What a stack reads that isn't up, or is to be planned later itself. */
function laterThan(
  deployment: Deployment,
  states: ReadonlyMap<string, StackState | undefined>,
  stack: Stack,
): string[] {
  return chosenSources(deployment, stack)
    .filter(({ name }) => states.has(name) && states.get(name)?.hasOutputs !== true)
    .map(({ name }) => name);
}

/** Plans what can be planned now, shows all, and refuses what is wrong. Returns the plans. */
async function planAll(
  deployment: Deployment,
  states: ReadonlyMap<string, StackState | undefined>,
  found: readonly Refusal["mistakes"][number][],
) {
  const { chosen, teller, around } = deployment;
  const isUnlooked = ({ name }: Stack) => !states.has(name);
  const isLater = (stack: Stack) => laterThan(deployment, states, stack).length > 0;
  const now = chosen.stacks.filter((stack) => !isLater(stack) && !isUnlooked(stack));
  const hasSources = (stack: Stack) => chosenSources(deployment, stack).length > 0;
  const { plans, mistakes } = await planStacks(now, deployment, { couldBeLater: hasSources });
  unlessEnded(around.signal);
  const all = [...found, ...mistakes.values()];
  if (all.length > 0) {
    throw new Refusal("npm run deploy", joinCauses(all));
  }
  const after = (stack: Stack) => {
    const names = laterThan(deployment, states, stack);
    return names.length > 0 ? names : chosenSources(deployment, stack).map(({ name }) => name);
  };
  const planned = chosen.stacks.map((stack) => {
    const plan = plans.get(stack.name);
    return plan === undefined ? { stack, after: after(stack) } : { stack, plan };
  });
  teller.tell({ event: "planned", stacks: planDocument(planned) }, planLines(planned));
  return plans;
}

/**
 * What `npm run deploy` does: looks at every stack's credentials, state and preview, says what it would do or what is wrong,
 * asks, and brings the stacks up in order.
 *
 * @throws Refusal or UsersMistake with nothing changed but stacks made in the backend; Stopped when not all is up.
 */
export async function runDeploy(options: Options, around: Surroundings): Promise<void> {
  const project = around.readProject();
  const chosen = readOptions(options, project, around);
  const engine = around.engine(chosen.profiles);
  const deployment: Deployment = { ...beginRun(options, around), project, chosen, engine };
  const { terminal } = deployment.around;
  const surveyed = await survey(deployment, around.sts);
  if (options.check) {
    return runCheck(options, surveyed, deployment);
  }
  await initialise(deployment, surveyed, options);
  unlessEnded(around.signal);
  const plans = await planAll(deployment, surveyed.states, surveyed.mistakes);
  const isAllPlanned = chosen.stacks.every(({ name }) => plans.has(name));
  const isDone = isAllPlanned && [...plans.values()].every(isNothing);
  const say = (text: string) => options.json || terminal.say(text);
  if (isDone) {
    say("Nothing to do: every stack matches its file.");
    return;
  }
  if (options.preview) {
    say("Nothing was changed: this was a preview.");
    return;
  }
  const names = [...plans].filter(([, plan]) => !isNothing(plan)).map(([name]) => name);
  if (names.length > 0) {
    await confirmBringUp(names, "nothing was changed", options, terminal);
  }
  const outcome = await whileShown("what is being brought up", deployment, () =>
    bringAllUp(plans, options, deployment),
  );
  const text = endText(outcome, options, around.signal.aborted, "npm run deploy");
  if (text !== undefined) {
    throw new Stopped(text);
  }
  say(`Up: ${outcome.up.join(", ")}.`);
}
