import { Estate } from "../../../local/estate/estate";
import { scenarios } from "../../../local/scenarios";
import { samplePayloads } from "../../../local/scenarios/payload";
import { type Play, Stage } from "../../../local/scenarios/scenario";
import { scenarioIds } from "../../../local/scenarios/scenario-ids";
import { playableScenarios } from "../../../local/start/options";
import type { Project } from "../../../stacks/project/stack";

/** Brings a project up on a local AWS of its own, and plays every scenario that it can. */
export async function playAll(project: Project, model: URL): Promise<Record<string, Play>> {
  const estate = await Estate.found(project, model);
  const stage = new Stage(project, estate, samplePayloads);
  try {
    for (const stack of project.stacks) {
      await estate.up(stack);
    }
    const plays: [string, Play][] = [];
    const playable = playableScenarios(project, scenarioIds);
    for (const { id, play } of scenarios.filter((scenario) => playable.includes(scenario.id))) {
      plays.push([id, await play(stage)]);
    }
    return Object.fromEntries(plays);
  } finally {
    // A stage that couldn't be opened can't be closed either.
    await stage.close().finally(() => estate.close());
  }
}
