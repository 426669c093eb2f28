import { accessSync, constants } from "node:fs";
import * as path from "node:path";
import { UsersMistake } from "../../common/users-mistake";
import { readProject } from "../../stacks/project/project-files";
import { isParent, isShared } from "../../stacks/project/roles";
import type { Project } from "../../stacks/project/stack";
import { checkCli } from "../deploy/engine/cli";
import { withSimulators } from "../estate/on-premises";
import { useOwnModel } from "../model/own-model";
import { readPayload, samplePayloads } from "../scenarios/payload";
import type { Stage } from "../scenarios/scenario";
import { needsOf, type ScenarioId, scenarioIds, scenarioNeeds } from "../scenarios/scenario-ids";
import { type HttpServer, listen } from "../support/http-server";

/** The options of `npm start`, as they are described in its help. */
export interface Options {
  readonly json?: true;
  readonly engine?: true;
  readonly model?: string;
  readonly payload?: string;
  readonly contentType?: string;
  readonly output?: string;
  readonly scenario?: readonly string[];
  readonly serve?: true;
  readonly port?: string;
}

/** The port of addresses unless told. */
export const usualPort = 4700;

/** The scenario in which the model answers. */
export const answering = "invoke-allowed";

/** What is to be done, by options and files that were checked. */
export interface Chosen {
  readonly project: Project;
  readonly scenarios: readonly ScenarioId[];
  /** Those that the project's stacks can play. */
  readonly playable: readonly ScenarioId[];
  readonly payloads: Stage["payloads"];
  /** The port that the estate is served on; undefined where it isn't served. */
  readonly port: number | undefined;
  /** The user's own model; undefined for the sample. */
  readonly model: HttpServer | undefined;
}

/** An option that can't be used, said in one sentence. */
class OptionRefusal extends UsersMistake {}

/** The scenarios that the options name; all unless told. */
function chosenScenarios(ids: readonly string[] | undefined): readonly ScenarioId[] {
  const unknown = (ids ?? []).filter((id) => !scenarioIds.some((known) => known === id));
  if (unknown.length > 0) {
    throw new OptionRefusal(
      `--scenario is ${unknown.map((id) => `"${id}"`).join(", ")}: the scenarios are ${scenarioIds.join(", ")}`,
    );
  }
  return scenarioIds.filter((id) => ids === undefined || ids.includes(id));
}

/** Whether the project has the stacks that a scenario is about. */
function isPlayable(project: Project, id: ScenarioId): boolean {
  const has = { parent: project.stacks.some(isParent), hub: project.stacks.some(isShared) };
  return scenarioNeeds[id].every((role) => has[role]);
}

/**
 * The scenarios that the project's stacks can play, of those chosen.
 *
 * @throws OptionRefusal when it can play none.
 */
export function playableScenarios(project: Project, chosen: readonly ScenarioId[]): readonly ScenarioId[] {
  const playable = chosen.filter((id) => isPlayable(project, id));
  if (playable.length === 0) {
    const roles = needsOf(chosen).map((role) => (role === "hub" ? "shared" : role));
    throw new OptionRefusal(
      `no stack of this project has the role ${roles.join(" or ")}, so there is nothing to play: add a Pulumi.<stack>.yaml with role: ${roles[0]}, or set the role of one`,
    );
  }
  return playable;
}

/** What is sent, by the options; two flowers unless told. */
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

/** Sees that an answer can be written, before anything is done. */
function checkOutput({ output }: Options, chosen: readonly ScenarioId[]): void {
  if (output === undefined) {
    return;
  }
  if (!chosen.includes(answering)) {
    throw new OptionRefusal(`--output is "${output}", but only ${answering} has an answer to write: play it as well`);
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
      `--serve shows addresses and passwords on a terminal alone: run it ${json === true ? "without --json" : "without sending its output elsewhere"}`,
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
  const scenarios = chosenScenarios(options.scenario);
  checkOutput(options, scenarios);
  if (options.engine === true) {
    checkCli();
  }
  const payloads = chosenPayloads(options);
  const port = await chosenPort(options, isTerminal);
  const project = withSimulators(readProject(folder));
  const playable = playableScenarios(project, scenarios);
  const model = options.model === undefined ? undefined : await useOwnModel(options.model);
  return { project, scenarios, playable, payloads, port, model };
}
