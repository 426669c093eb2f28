import { setImmediate } from "node:timers/promises";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { SageMakerClient } from "@aws-sdk/client-sagemaker";
import type { STSClient } from "@aws-sdk/client-sts";
import type { Mistake } from "../../common/validation";
import { lobNames } from "../../infra/support/naming";
import { isChild } from "../../stacks/project/roles";
import type { Project, Stack } from "../../stacks/project/stack";
import type { Engine } from "../engine/engine";
import type { StackState } from "../engine/stack-state";
import type { Choice } from "../stack-runs/choice";
import { sideBySide } from "../stack-runs/side-by-side";
import { readStates } from "../stack-runs/states";
import { accountMistake, type CredentialSource, roleMistakes, unlookedMistake } from "../support/credentials";
import { Stopped } from "../support/stopped";
import type { Terminal } from "../support/terminal";
import { bucketMistake, homeMistake, stateMistakes } from "./checks";
import { type Found, hasStudio, readerMistakes, readersOf, type Target } from "./plan";

/** What a survey needs for a stack's account. */
export interface Clients {
  readonly sts: STSClient;
  readonly sagemaker: SageMakerClient;
  readonly ec2: EC2Client;
  /** Whether a bucket holds files; false if there is no such bucket. */
  holdsFiles(bucket: string): Promise<boolean>;
}

/** A survey's surroundings. */
export interface Surveying {
  /** @param source where the credentials come from; undefined for those of the shell. */
  clients(stack: Stack, source: CredentialSource | undefined): Clients;
  readonly terminal: Pick<Terminal, "doing">;
  /** Is aborted when the operator ends the run. */
  readonly signal: AbortSignal;
}

/** Does a step, and ends the run if the operator ended it meanwhile: the CLI, which also gets Ctrl+C, fails then. */
export async function unlessEnded<T>(signal: AbortSignal, look: () => Promise<T>): Promise<T> {
  const ended = () => new Stopped("stopped, as you asked; nothing was deleted");
  const seen = await look().catch(async (error: unknown) => {
    // The CLI's end can be noticed before the signal that ended it.
    await setImmediate();
    throw signal.aborted ? ended() : error;
  });
  if (signal.aborted) {
    throw ended();
  }
  return seen;
}

/** A state that isn't empty. */
function unlessEmpty(state: StackState | undefined): StackState | undefined {
  return state?.isEmpty === true ? undefined : state;
}

/** A stack's domains, and what is in them. */
async function lookInto(
  target: Pick<Target, "stack" | "state">,
  { sagemaker }: Clients,
): Promise<Pick<Target, "domains" | "found">> {
  const { domainsOf, studioKinds }: typeof import("./studio") = require("./studio");
  const domains = hasStudio(target)
    ? await domainsOf(sagemaker, lobNames(target.stack.config.lob, target.stack.config).domain, target.state)
    : [];
  const found: Found[] = [];
  for (const domainId of domains) {
    for (const kind of studioKinds(sagemaker, domainId)) {
      found.push({ ...kind, names: (await kind.list()).map(({ name }) => name) });
    }
  }
  return { domains, found };
}

/** A stack in AWS: its account, what prevents the teardown, what is in its Studio. */
async function survey(
  stack: Stack,
  state: StackState,
  clients: Clients,
  source: CredentialSource | undefined,
): Promise<Pick<Target, "domains" | "found"> & { readonly mistakes: readonly Mistake[] }> {
  const { name, config } = stack;
  const nothing = { domains: [], found: [] };
  try {
    const wrongAccount = await accountMistake(name, config.account, clients.sts, source);
    if (wrongAccount !== undefined) {
      return { mistakes: [wrongAccount], ...nothing };
    }
    const seen = await lookInto({ stack, state }, clients);
    const keepsHome = isChild(stack) && stack.config.homeFileSystem === "Retain" && seen.domains.length > 0;
    const mistakes: Mistake[] = keepsHome ? [homeMistake(name)] : [];
    for (const bucket of state.buckets) {
      if (await clients.holdsFiles(bucket)) {
        mistakes.push(bucketMistake(name, bucket));
      }
    }
    return { mistakes, ...seen };
  } catch (error) {
    return { mistakes: [unlookedMistake(stack, error)], ...nothing };
  }
}

/** A stack that is up, with what its account is asked with. */
type SurveyedTarget = Target & { readonly clients: Clients };

/** What is up of the stacks, and what prevents their teardown. */
export interface Survey {
  /** Those that are up, in the order that was asked for. */
  readonly targets: readonly SurveyedTarget[];
  readonly mistakes: readonly Mistake[];
  /** Names of those that the backend has, up or down. */
  readonly known: readonly string[];
}

/**
 * Surveys stacks, their state and their accounts, and changes nothing.
 *
 * @param stacks in the order of the teardown.
 * @throws Stopped if the operator ends it.
 */
export async function surveyStacks(
  project: Project,
  stacks: readonly Stack[],
  { engine, profiles, parallel }: { readonly engine: Pick<Engine, "state"> } & Pick<Choice, "profiles" | "parallel">,
  around: Surveying,
): Promise<Survey> {
  const asked = [...new Set([...stacks, ...stacks.flatMap((stack) => readersOf(project, stack))])];
  around.terminal.doing("looking at the credentials");
  const unassumed = await unlessEnded(around.signal, () => roleMistakes(asked, profiles));
  if (unassumed.length > 0) {
    return { targets: [], mistakes: unassumed, known: [] };
  }
  const { states, unread } = await unlessEnded(around.signal, () => readStates(asked, parallel, engine, around));
  const isUp = ({ name }: Stack) => unlessEmpty(states.get(name)) !== undefined;
  const surveyed = new Map<Stack, { readonly target: SurveyedTarget; readonly mistakes: readonly Mistake[] }>();
  const look = async (stack: Stack) => {
    const state = unlessEmpty(states.get(stack.name));
    if (state === undefined || around.signal.aborted) {
      return;
    }
    around.terminal.doing(`looking at account ${stack.config.account} of stack ${stack.name}`);
    const source = profiles.of(stack.name);
    const clients = around.clients(stack, source);
    const { mistakes, ...seen } = await survey(stack, state, clients, source);
    const readersUp = readersOf(project, stack).filter((reader) => !stacks.includes(reader) && isUp(reader));
    surveyed.set(stack, {
      target: { stack, state, clients, ...seen },
      mistakes: [...readerMistakes(stack, readersUp), ...stateMistakes(stack.name, state), ...mistakes],
    });
  };
  await unlessEnded(around.signal, () => sideBySide(stacks, parallel, look));
  const found = stacks.flatMap((stack) => surveyed.get(stack) ?? []);
  return {
    targets: found.map(({ target }) => target),
    mistakes: [...unread.values(), ...found.flatMap(({ mistakes }) => mistakes)],
    known: stacks.map(({ name }) => name).filter((name) => states.get(name) !== undefined),
  };
}
