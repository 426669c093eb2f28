import type { Stack } from "../../stacks/project/stack";
import type { Changes } from "../engine/changes";
import { EngineFailure } from "../engine/engine";
import { changing, workOn } from "../stack-runs/work-on";
import { type Retry, retryFor } from "./retries";
import type { Deployment } from "./surroundings";

/** Runs an `up` again as long as AWS refuses what passes by itself, and nobody ends the run. */
async function patiently(stack: string, deployment: Deployment): Promise<void> {
  const { engine, teller, around } = deployment;
  const waited = new Map<Retry, number>();
  for (;;) {
    try {
      return await engine.up(stack, changing(stack, deployment));
    } catch (error) {
      const isOpen = error instanceof EngineFailure && !around.signal.aborted;
      const retry = isOpen ? retryFor(error.errors, waited) : undefined;
      if (retry === undefined) {
        throw error;
      }
      teller.tell({ event: "retrying", stack, seconds: retry.seconds, why: retry.why });
      await around.pause(retry.seconds);
      if (around.signal.aborted) {
        throw error;
      }
    }
  }
}

/**
 * Brings one stack up.
 *
 * @returns why it isn't up, as a sentence's end; undefined when it is.
 */
export function bringUp({ name }: Stack, { changes }: Changes, deployment: Deployment): Promise<string | undefined> {
  deployment.teller.tell({ event: "updating", stack: name, planned: changes.length });
  return workOn(name, "up", deployment, () => patiently(name, deployment));
}
