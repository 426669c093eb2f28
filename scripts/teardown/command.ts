import { setImmediate } from "node:timers/promises";
import type { EC2Client } from "@aws-sdk/client-ec2";
import type { SageMakerClient } from "@aws-sdk/client-sagemaker";
import type { STSClient } from "@aws-sdk/client-sts";
import { Refusal } from "../../common/refusal";
import { UsersMistake } from "../../common/users-mistake";
import type { Mistake } from "../../common/validation";
import { isChild } from "../../stacks/project/roles";
import type { Project, Stack } from "../../stacks/project/stack";
import {
  accountMistake,
  type CredentialPlaces,
  type CredentialSource,
  type Profiles,
  readStackOptions,
  roleMistakes,
  type StackOptions,
} from "../support/credentials";
import { explainFailure, isOfAws } from "../support/explain-failure";
import { Stopped } from "../support/stopped";
import type { Terminal } from "../support/terminal";
import { bucketMistake, homeMistake, stateMistakes } from "./checks";
import type { Engine } from "./engine";
import type { Patience } from "./patience";
import { type Found, hasStudio, inOrder, leftBehind, readerMistakes, readersOf, type Target } from "./plan";
import { planLines } from "./report";
import type { StackState } from "./stack-state";

/** The options of `npm run teardown`, as they are described in its help. */
export interface Options extends StackOptions {
  readonly dryRun?: true;
  readonly yes?: true;
}

/** What a stack's account is asked with. */
export interface Clients {
  readonly sts: STSClient;
  readonly sagemaker: SageMakerClient;
  readonly ec2: EC2Client;
  /** Whether a bucket holds files; false when there is no such bucket. */
  holdsFiles(bucket: string): Promise<boolean>;
}

/** What the command finds around it. */
export interface Surroundings extends Patience, CredentialPlaces {
  /** Reads the project's files. Throws what is wrong with them. */
  readProject(): Project;
  engine(profiles: Profiles): Engine;
  /** @param source where the credentials come from; undefined for those at hand. */
  clients(stack: Stack, source: CredentialSource | undefined): Clients;
  readonly terminal: Terminal;
}

/** Looks at something, and ends the run when the operator ended it meanwhile: the CLI, which hears of it too, fails then. */
async function unlessEnded<T>(signal: AbortSignal, look: () => Promise<T>): Promise<T> {
  const ended = () => new Stopped("stopped, as you asked; nothing was deleted");
  const seen = await look().catch(async (error: unknown) => {
    // The CLI's end can be heard of before the signal that ended it.
    await setImmediate();
    throw signal.aborted ? ended() : error;
  });
  if (signal.aborted) {
    throw ended();
  }
  return seen;
}

/** The states of stacks that are up. */
type States = ReadonlyMap<string, StackState | undefined>;

async function readStates(
  stacks: Iterable<Stack>,
  engine: Engine,
  { terminal, signal }: Surroundings,
): Promise<States> {
  const states = new Map<string, StackState | undefined>();
  for (const { name } of stacks) {
    terminal.doing(`reading the state of stack ${name}`);
    const state = await unlessEnded(signal, () => engine.state(name));
    states.set(name, state?.isEmpty ? undefined : state);
  }
  return states;
}

/** A stack's domains, and what is in them. */
async function look(
  target: Pick<Target, "stack" | "state">,
  { sagemaker }: Clients,
): Promise<Pick<Target, "domains" | "found">> {
  const { domainsOf, studioKinds }: typeof import("./studio") = require("./studio");
  const domains = hasStudio(target) ? await domainsOf(sagemaker, target.stack.config.lob, target.state) : [];
  const found: Found[] = [];
  for (const domainId of domains) {
    for (const kind of studioKinds(sagemaker, domainId)) {
      found.push({ ...kind, names: (await kind.list()).map(({ name }) => name) });
    }
  }
  return { domains, found };
}

/** What AWS says of a stack: whose account it is, what is in its way, what is in its Studio. */
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
    if (!isOfAws(error)) {
      throw error;
    }
    const reason = `is ${config.account}, and can't be looked at: ${explainFailure(error)}`;
    return { mistakes: [{ property: `account of stack ${name}`, reason }], ...nothing };
  }
}

/** Asks for the project's name. Throws when it isn't what is typed, or nobody is there to type it. */
async function confirm({ name }: Project, { terminal }: Surroundings): Promise<void> {
  const answer = await terminal.ask(`Type ${name} to delete all of this: `);
  if (answer === undefined) {
    throw new UsersMistake(
      "nobody is there to be asked, so nothing was deleted: run this in a terminal, or with --yes",
    );
  }
  if (answer.trim() !== name) {
    throw new UsersMistake(`that isn't ${name}, so nothing was deleted`);
  }
}

/**
 * What `npm run teardown` does: looks at everything, says what is in the way or what it will delete, asks, and takes
 * the stacks down, children first.
 *
 * @throws Refusal or UsersMistake with nothing deleted; Stopped when something ends it on the way.
 */
export async function runTeardown(options: Options, around: Surroundings): Promise<void> {
  const { terminal } = around;
  const project = around.readProject();
  const { chosen, profiles } = readStackOptions(options, project.stacks, around);
  const stacks = inOrder(project, chosen);
  const engine = around.engine(profiles);
  const readers = stacks.flatMap((stack) => readersOf(project, stack));
  const asked = new Set([...stacks, ...readers]);
  terminal.doing("looking at the credentials");
  const unassumed = await unlessEnded(around.signal, () => roleMistakes(asked, profiles));
  if (unassumed.length > 0) {
    throw new Refusal("npm run teardown", unassumed);
  }
  const states = await readStates(asked, engine, around);

  const mistakes: Mistake[] = [];
  const targets: (Target & { readonly clients: Clients })[] = [];
  for (const stack of stacks) {
    const state = states.get(stack.name);
    if (state === undefined) {
      continue;
    }
    terminal.doing(`looking at account ${stack.config.account} of stack ${stack.name}`);
    const source = profiles.of(stack.name);
    const clients = around.clients(stack, source);
    const { mistakes: surveyed, ...seen } = await unlessEnded(around.signal, () =>
      survey(stack, state, clients, source),
    );
    const readersUp = readersOf(project, stack).filter((reader) => !stacks.includes(reader) && states.get(reader.name));
    mistakes.push(...readerMistakes(stack, readersUp), ...stateMistakes(stack.name, state), ...surveyed);
    targets.push({ stack, state, clients, ...seen });
  }
  if (mistakes.length > 0) {
    throw new Refusal("npm run teardown", mistakes);
  }
  terminal.say(planLines(project.name, stacks, targets).join("\n"));
  if (targets.length === 0) {
    terminal.say("Nothing is left to delete, by the state that npx pulumi whoami --verbose names.");
    return;
  }
  if (options.dryRun) {
    terminal.say("Nothing was deleted: this was a dry run.");
    return;
  }
  if (!options.yes) {
    await confirm(project, around);
  }
  const { takeDown }: typeof import("./take-down") = require("./take-down");
  for (const target of targets) {
    await takeDown(target, { engine, ...target.clients, terminal, patience: around });
  }
  terminal.say(`Down: ${stacks.map(({ name }) => name).join(", ")}.`);
  for (const line of leftBehind(project, stacks)) {
    terminal.say(`${line}.`);
  }
}
