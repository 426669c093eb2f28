import { expect } from "chai";
import { Estate, type UpStack } from "../../../local/estate/estate";
import { scenarios } from "../../../local/scenarios";
import { samplePayloads } from "../../../local/scenarios/payload";
import { type Play, Stage } from "../../../local/scenarios/scenario";
import { configuredScenarios } from "../../../local/start/options";
import type { Environment } from "../../../stacks/project/environments";
import { JudgedCalls } from "../../models/support/judged-calls";

/** A whole run, while its estate stands. */
export interface WholeRun {
  readonly estate: Estate;
  readonly stage: Stage;
  readonly stacks: readonly UpStack[];
  readonly plays: readonly (readonly [string, Play])[];
}

/**
 * Brings an environment up on a local AWS of its own, and plays every scenario that is about something in it. AWS's service models take every call.
 *
 * @param look takes from the run what a test asks for. Default: each scenario's id, with how it went.
 */
export async function playIn(environment: Environment, model: URL): Promise<[string, Play][]>;
export async function playIn<T>(environment: Environment, model: URL, look: (run: WholeRun) => Promise<T>): Promise<T>;
export async function playIn(
  environment: Environment,
  model: URL,
  look: (run: WholeRun) => Promise<unknown> = async ({ plays }) => plays,
): Promise<unknown> {
  const { project } = environment;
  const estate = await Estate.found(project, model);
  const calls = new JudgedCalls(estate.aws);
  const stage = new Stage(project, estate, samplePayloads);
  try {
    const stacks: UpStack[] = [];
    for (const stack of project.stacks) {
      stacks.push(await estate.up(stack));
    }
    const plays: [string, Play][] = [];
    const configured = configuredScenarios(environment);
    for (const { id, play } of scenarios.filter((scenario) => configured.includes(scenario.id))) {
      plays.push([id, await play(stage)]);
    }
    return await look({ estate, stage, stacks, plays });
  } finally {
    // A stage that couldn't be opened can't be closed either.
    await stage.close().finally(() => estate.close());
    // A refusal of the models comes before what breaks by it.
    expect([...calls.mistakes]).to.deep.equal([]);
  }
}
