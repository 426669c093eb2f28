import { setImmediate } from "node:timers/promises";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { SageMakerClient } from "@aws-sdk/client-sagemaker";
import type { STSClient } from "@aws-sdk/client-sts";
import type { Mistake } from "../../common/validation";
import { lobNames } from "../../infra/support/naming";
import { isChild } from "../../stacks/project/roles";
import type { Project, Stack } from "../../stacks/project/stack";
import {
  accountMistake,
  type CredentialSource,
  type Profiles,
  roleMistakes,
  unlookedMistake,
} from "../support/credentials";
import { Stopped } from "../support/stopped";
import type { Terminal } from "../support/terminal";
import { bucketMistake, homeMistake, stateMistakes } from "./checks";
import type { Engine } from "./engine";
import { type Found, hasStudio, readerMistakes, readersOf, type Target } from "./plan";
import type { StackState } from "./stack-state";

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

/** The states of stacks that the backend knows. */
type States = ReadonlyMap<string, StackState | undefined>;

/** A state that isn't empty. */
function unlessEmpty(state: StackState | undefined): StackState | undefined {
  return state?.isEmpty === true ? undefined : state;
}

async function readStates(stacks: Iterable<Stack>, engine: Engine, { terminal, signal }: Surveying): Promise<States> {
  const states = new Map<string, StackState | undefined>();
  for (const { name } of stacks) {
    terminal.doing(`reading the state of stack ${name}`);
    states.set(name, await unlessEnded(signal, () => engine.state(name)));
  }
  return states;
}

/** A stack's domains, and what is in them. */
async function look(
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
    const seen = await look({ stack, state }, clients);
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

/** What is up of the stacks, and what prevents their teardown. */
export interface Survey {
  /** Those that are up, in the order that was asked for. */
  readonly targets: readonly (Target & { readonly clients: Clients })[];
  readonly mistakes: readonly Mistake[];
  /** Names of those that the backend has, up or down. */
  readonly known: readonly string[];
}

/**
 * Surveys stacks, their state and their accounts, and changes nothing.
 *
 * @param stacks in the order of the teardown.
 * @throws Stopped if the operator ends it; Refusal if the CLI can't read a stack's state.
 */
export async function surveyStacks(
  project: Project,
  stacks: readonly Stack[],
  { engine, profiles }: { readonly engine: Engine; readonly profiles: Profiles },
  around: Surveying,
): Promise<Survey> {
  const readers = stacks.flatMap((stack) => readersOf(project, stack));
  const asked = new Set([...stacks, ...readers]);
  around.terminal.doing("looking at the credentials");
  const unassumed = await unlessEnded(around.signal, () => roleMistakes(asked, profiles));
  if (unassumed.length > 0) {
    return { targets: [], mistakes: unassumed, known: [] };
  }
  const states = await readStates(asked, engine, around);
  const mistakes: Mistake[] = [];
  const targets: (Target & { readonly clients: Clients })[] = [];
  for (const stack of stacks) {
    const state = unlessEmpty(states.get(stack.name));
    if (state === undefined) {
      continue;
    }
    around.terminal.doing(`looking at account ${stack.config.account} of stack ${stack.name}`);
    const source = profiles.of(stack.name);
    const clients = around.clients(stack, source);
    const { mistakes: surveyed, ...seen } = await unlessEnded(around.signal, () =>
      survey(stack, state, clients, source),
    );
    const readersUp = readersOf(project, stack).filter(
      (reader) => !stacks.includes(reader) && unlessEmpty(states.get(reader.name)),
    );
    mistakes.push(...readerMistakes(stack, readersUp), ...stateMistakes(stack.name, state), ...surveyed);
    targets.push({ stack, state, clients, ...seen });
  }
  const known = stacks.map(({ name }) => name).filter((name) => states.get(name) !== undefined);
  return { targets, mistakes, known };
}
