import { accessSync, constants } from "node:fs";
import * as path from "node:path";
import { UsersMistake } from "../infra/support/users-mistake";
import { isParent, isShared } from "../stacks/project/roles";
import type { Project } from "../stacks/project/stack";
import { listen } from "./http-server";
import { scenarios } from "./scenarios";
import { readPayload, samplePayloads } from "./scenarios/payload";
import type { Scenario, Stage } from "./scenarios/scenario";
import { usualPort } from "./serve/serve";

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

/** The scenario in which the model answers. */
export const answering = "invoke-allowed";

/** An option that can't be used, said in one sentence. */
class OptionRefusal extends UsersMistake {}

/** The scenarios that the options name; all unless told. */
export function chosenScenarios(ids: readonly string[] | undefined): readonly Scenario[] {
  const unknown = (ids ?? []).filter((id) => !scenarios.some((scenario) => scenario.id === id));
  if (unknown.length > 0) {
    throw new OptionRefusal(
      `--scenario is ${unknown.map((id) => `"${id}"`).join(", ")}: the scenarios are ${scenarios.map(({ id }) => id).join(", ")}`,
    );
  }
  return scenarios.filter(({ id }) => ids === undefined || ids.includes(id));
}

/** Whether the project has the stacks that a scenario is about. */
function isPlayable(project: Project, { needs }: Scenario): boolean {
  const has = { parent: project.stacks.some(isParent), hub: project.stacks.some(isShared) };
  return needs.every((role) => has[role]);
}

/**
 * The scenarios that the project's stacks can play, of those chosen.
 *
 * @throws OptionRefusal when it can play none.
 */
export function playableScenarios(project: Project, chosen: readonly Scenario[]): readonly Scenario[] {
  const playable = chosen.filter((scenario) => isPlayable(project, scenario));
  if (playable.length === 0) {
    const roles = [...new Set(chosen.flatMap(({ needs }) => needs))].map((role) => (role === "hub" ? "shared" : role));
    throw new OptionRefusal(
      `no stack of this project has the role ${roles.join(" or ")}, so there is nothing to play: add a Pulumi.<stack>.yaml with role: ${roles[0]}, or set the role of one`,
    );
  }
  return playable;
}

/** What is sent, by the options; two flowers unless told. */
export function chosenPayloads({ payload, contentType }: Options): Stage["payloads"] {
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
export function checkOutput({ output }: Options, chosen: readonly Scenario[]): void {
  if (output === undefined) {
    return;
  }
  if (!chosen.some(({ id }) => id === answering)) {
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
