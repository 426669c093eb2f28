import { Refusal } from "../../common/refusal";
import type { Stack } from "../../stacks/project/stack";
import { Stopped } from "../support/stopped";
import type { Terminal } from "../support/terminal";
import type { StackState } from "../teardown/stack-state";
import { isNothing } from "./changes";
import { runCheck } from "./check";
import { initialise } from "./initialise";
import { type Options, readOptions } from "./options";
import { chosenSources, planStacks } from "./planning";
import { endText } from "./report";
import { bringAllUp, confirmBringUp } from "./run";
import { type Deployment, type Surroundings, unlessEnded } from "./surroundings";
import { survey } from "./survey";
import { JsonTeller, TextTeller } from "./teller";

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
    throw new Refusal("npm run deploy", all);
  }
  const after = (stack: Stack) => {
    const names = laterThan(deployment, states, stack);
    return names.length > 0 ? names : chosenSources(deployment, stack).map(({ name }) => name);
  };
  const planned = chosen.stacks.map((stack) => {
    const plan = plans.get(stack.name);
    return plan === undefined ? { stack, after: after(stack) } : { stack, plan };
  });
  teller.tell({ event: "planned", stacks: planned });
  return plans;
}

/** A terminal for programs, whose standard output has documents and nothing else. */
function withoutProgress(terminal: Terminal): Terminal {
  return {
    isTerminal: false,
    doing: () => {},
    say: (text) => terminal.say(text),
    warn: (text) => terminal.warn(text),
    ask: (question) => terminal.ask(question),
    askSecret: (question) => terminal.askSecret(question),
  };
}

/**
 * What `npm run deploy` does: looks at every stack's credentials, state and preview, says what it would do or what is wrong,
 * asks, and brings the stacks up in order.
 *
 * @throws Refusal or UsersMistake with nothing changed but stacks made in the backend; Stopped when not all is up.
 */
export async function runDeploy(options: Options, around: Surroundings): Promise<void> {
  const terminal = options.json || options.markdown ? withoutProgress(around.terminal) : around.terminal;
  const project = around.readProject();
  const chosen = readOptions(options, project, around);
  const teller = options.json ? new JsonTeller(terminal) : new TextTeller(terminal, around.now);
  const engine = around.engine(chosen.profiles);
  const deployment: Deployment = {
    project,
    chosen,
    engine,
    logs: around.openLogs(),
    teller,
    around: { ...around, terminal },
  };
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
    say("Nothing to do: every stack is as its files say.");
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
  const rest = around.everySecond(() => teller.refresh());
  const onEnd = () => terminal.warn("stopping: what is being brought up comes to its end; Ctrl-C once more cancels it");
  around.signal.addEventListener("abort", onEnd);
  const outcome = await bringAllUp(plans, options, deployment).finally(rest);
  around.signal.removeEventListener("abort", onEnd);
  const text = endText(outcome, options, around.signal.aborted);
  if (text !== undefined) {
    throw new Stopped(text);
  }
  say(`Up: ${outcome.up.join(", ")}.`);
}
