import { accessSync, constants } from "node:fs";
import * as path from "node:path";
import { didYouMean } from "../../common/did-you-mean";
import { together } from "../../common/together";
import { UsersMistake } from "../../common/users-mistake";
import { chosenEnvironments, type Environment, type EnvironmentOptions } from "../../stacks/project/environments";
import { unsharedMistakes } from "../../stacks/project/project-checks";
import { readProject } from "../../stacks/project/project-files";
import { hubOf } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import type { Readings } from "../aws/readings";
import { checkCli } from "../deploy/engine/cli";
import { withSimulators } from "../estate/on-premises";
import { useOwnModel } from "../model/own-model";
import { chosenReadings } from "../readings/options";
import { readPayload, samplePayloads } from "../scenarios/payload";
import type { Stage } from "../scenarios/scenario";
import { type Need, needsOf, type ScenarioId, scenarioIds, scenarioNeeds } from "../scenarios/scenario-ids";
import { type HttpServer, listen } from "../support/http-server";

/** The options of `npm start`, as they are described in its help. */
export interface Options extends EnvironmentOptions {
  readonly json?: true;
  readonly quiet?: true;
  readonly engine?: true;
  readonly model?: string;
  readonly payload?: string;
  readonly contentType?: string;
  readonly output?: string;
  readonly scenario?: readonly string[];
  readonly reading?: readonly string[];
  readonly readings?: true;
  readonly allowUnplayable?: true;
  readonly serve?: true;
  readonly port?: string;
}

/** The default port of addresses. */
export const usualPort = 4700;

/** The scenario in which the model answers. */
export const answering = "invoke-allowed";

/** An environment, and the scenarios that it is played in; none where its config has nothing that is played. */
export interface Plan {
  readonly environment: Environment;
  readonly scenarios: readonly ScenarioId[];
}

/** What is to be done, by options and files that were checked. */
export interface Chosen {
  /** Every stack that there is, whatever is played. */
  readonly project: Project;
  readonly plans: readonly Plan[];
  readonly payloads: Stage["payloads"];
  /** The port that the estate is served on; undefined where it isn't served. */
  readonly port: number | undefined;
  /** How questions are answered that AWS's documents leave open. */
  readonly readings: Readings;
  /** The user's own model; undefined for the sample. */
  readonly model: HttpServer | undefined;
}

/** An option that can't be used, said in one sentence. */
class OptionRefusal extends UsersMistake {}

/** The scenarios that the options name; undefined where they name none. */
function namedScenarios(ids: readonly string[] | undefined): readonly ScenarioId[] | undefined {
  if (ids === undefined) {
    return undefined;
  }
  const unknown = ids.filter((id) => !scenarioIds.some((known) => known === id));
  if (unknown.length > 0) {
    const all = `the scenarios are ${scenarioIds.join(", ")}`;
    throw new OptionRefusal(
      unknown.map((id) => `--scenario is "${id}": ${didYouMean(id, scenarioIds) ?? all}`).join("\n"),
    );
  }
  return scenarioIds.filter((id) => ids.includes(id));
}

/** The scenarios that are about something that an environment's config has. */
export function configuredScenarios({ project, parent, hub }: Environment): readonly ScenarioId[] {
  const has: Readonly<Record<Need, boolean>> = {
    parent: parent !== undefined,
    "parent behind a hub": parent !== undefined && hubOf(project, parent) !== undefined,
    hub: hub !== undefined,
  };
  return scenarioIds.filter((id) => has[scenarioNeeds[id]]);
}

const lacking: Readonly<Record<Need, string>> = {
  parent: "a stack with the role parent, and there is none here: add a Pulumi.<stack>.yaml with it",
  "parent behind a hub": "a parent behind a hub, and no parent here names one: set sharedStack in its file",
  hub: "a stack with the role shared, and there is none here: add a Pulumi.<stack>.yaml with it",
};

/**
 * What is played of each environment, of the scenarios chosen by name. Default: all.
 *
 * @throws OptionRefusal when one that was chosen by name isn't about anything here, or nothing is there to be played.
 */
export function plansOf(
  environments: readonly Environment[],
  named: readonly ScenarioId[] | undefined,
): readonly Plan[] {
  const plans = environments.map((environment) => ({ environment, scenarios: configuredScenarios(environment) }));
  const [first] = needsOf((named ?? []).filter((id) => !plans.some(({ scenarios }) => scenarios.includes(id))));
  if (first !== undefined) {
    const ids = named?.filter((id) => scenarioNeeds[id] === first) ?? [];
    throw new OptionRefusal(`--scenario is ${ids.map((id) => `"${id}"`).join(", ")}, which needs ${lacking[first]}`);
  }
  if (plans.every(({ scenarios }) => scenarios.length === 0)) {
    throw new OptionRefusal(
      "no stack of this project has the role parent or shared, so there is nothing to play: add a Pulumi.<stack>.yaml with role: parent, or set the role of one",
    );
  }
  return named === undefined
    ? plans
    : plans
        .map(({ environment, scenarios }) => ({ environment, scenarios: scenarios.filter((id) => named.includes(id)) }))
        .filter(({ scenarios }) => scenarios.length > 0);
}

/** Some things are of one environment only. */
function checkOne(plans: readonly Plan[], { serve, output }: Options): void {
  const option = serve === true ? "--serve" : output === undefined ? undefined : "--output";
  if (option !== undefined && plans.length > 1) {
    const names = plans.map(({ environment }) => environment.name).join(", ");
    throw new OptionRefusal(
      `${option} is for one environment, and this project has ${names}: choose with --environment`,
    );
  }
}

/** What is sent, by the options. Default: two flowers. */
function chosenPayloads({ payload, contentType }: Options): Stage["payloads"] {
  if (payload !== undefined) {
    return [readPayload(payload, contentType ?? "application/json")];
  }
  if (contentType !== undefined) {
    throw new OptionRefusal(
      `--content-type is "${contentType}", but there is no --payload that it could be of: give both`,
    );
  }
  return samplePayloads;
}

/** What is sent and written belongs to scenarios of inference, or to a call that is shown for a served estate. */
function checkUsed(
  plans: readonly Plan[],
  environments: readonly Environment[],
  { payload, output, serve }: Options,
): void {
  const hasParent = environments.some(({ parent }) => parent !== undefined);
  const played = plans.flatMap(({ scenarios }) => scenarios);
  const isSent = played.some((id) => scenarioNeeds[id] !== "hub") || (serve === true && hasParent);
  const todo = (it: string) => (hasParent ? `play ${it} as well` : `${it} needs ${lacking.parent}`);
  const mistakes = [
    ...(payload === undefined || isSent
      ? []
      : [`--payload is given, but none of the chosen scenarios sends it: ${todo(answering)}`]),
    ...(output === undefined || played.includes(answering)
      ? []
      : [`--output is "${output}", but only ${answering} has an answer to write: ${todo("it")}`]),
  ];
  if (mistakes.length > 0) {
    throw new OptionRefusal(mistakes.join("\n"));
  }
}

/** `--json` has no text that `--quiet` could shorten. `--readings` chooses what it plays, and leaves nothing standing. */
function checkCombined({ json, quiet, readings, reading, scenario, serve, engine, output }: Options): void {
  if (json === true && quiet === true) {
    throw new OptionRefusal("--quiet shortens the text, and --json prints none: leave out one of them");
  }
  const others = {
    "--reading": reading,
    "--scenario": scenario,
    "--serve": serve,
    "--engine": engine,
    "--output": output,
  };
  const given = Object.entries(others).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (readings === true && given.length > 0) {
    throw new OptionRefusal(
      `--readings plays everything in this process and can't be combined with ${given.join(", ")}: leave one or the other out`,
    );
  }
}

/** Sees that an answer can be written, before anything is done. */
function checkOutput({ output }: Options): void {
  if (output === undefined) {
    return;
  }
  try {
    accessSync(path.dirname(path.resolve(output)), constants.W_OK);
  } catch {
    throw new OptionRefusal(`--output is "${output}", which can't be written: name a file in a folder that exists`);
  }
}

/**
 * The port that the estate is served on; undefined where it isn't served.
 *
 * @param isTerminal whether the output is read by somebody, and kept nowhere.
 */
export async function chosenPort({ serve, port, json }: Options, isTerminal: boolean): Promise<number | undefined> {
  if (serve === undefined) {
    if (port !== undefined) {
      throw new OptionRefusal(`--port is "${port}", but nothing is served: give --serve as well`);
    }
    return undefined;
  }
  if (json === true || !isTerminal) {
    throw new OptionRefusal(
      `--serve shows addresses and passwords only on a terminal: run it ${json === true ? "without --json" : "without sending its output elsewhere"}`,
    );
  }
  const number = Number(port ?? usualPort);
  if (!Number.isInteger(number) || number < 1024 || number > 65_535) {
    throw new OptionRefusal(`--port is "${port}": give a whole number from 1024 to 65535`);
  }
  await checkFree(number);
  return number;
}

async function checkFree(port: number): Promise<void> {
  try {
    const probe = await listen(() => new Response(), port);
    await probe.close();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
      throw new OptionRefusal(`port ${port} is taken by another program: choose a free one with --port <number>`);
    }
    throw error;
  }
}

/**
 * Checks the options and the files of a project, before anything is loaded that takes a second.
 *
 * @param isTerminal whether the output is read by somebody, and kept nowhere.
 * @throws UsersMistake or Refusal saying what is wrong with them.
 */
export async function check(options: Options, folder: string, isTerminal: boolean): Promise<Chosen> {
  const [named, payloads, port, project, readings] = await together([
    (async () => namedScenarios(options.scenario))(),
    (async () => chosenPayloads(options))(),
    chosenPort(options, isTerminal),
    (async () => withSimulators(readProject(folder, unsharedMistakes)))(),
    (async () => chosenReadings(options.reading ?? []))(),
    (async () => checkCombined(options))(),
    (async () => options.engine === true && checkCli())(),
    (async () => checkOutput(options))(),
  ]);
  const environments = chosenEnvironments(project, options);
  const plans = plansOf(environments, named);
  checkOne(plans, options);
  checkUsed(plans, environments, options);
  const model = options.model === undefined ? undefined : await useOwnModel(options.model);
  return { project, plans, payloads, port, readings, model };
}
