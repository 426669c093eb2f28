import type { Stack } from "../../stacks/project/stack";
import { EngineFailure } from "../teardown/engine";
import type { Changes } from "./changes";
import { failureWords } from "./planning";
import { type Retry, retryFor } from "./retries";
import type { Deployment } from "./surroundings";

/** Runs an `up` once; gives what it failed with. */
async function attempt(
  stack: string,
  { engine, logs, teller, around }: Deployment,
): Promise<EngineFailure | undefined> {
  try {
    await engine.up(stack, {
      log: (text) => logs.write(stack, text),
      cancel: around.cancel,
      onProgress: (done) => teller.tell({ event: "progress", stack, done }),
    });
    return undefined;
  } catch (error) {
    if (error instanceof EngineFailure) {
      return error;
    }
    throw error;
  }
}

/** Runs an `up` again as long as AWS refuses what passes by itself, and nobody ends the run. */
async function patiently(stack: string, deployment: Deployment): Promise<EngineFailure | undefined> {
  const { teller, around } = deployment;
  const waited = new Map<Retry, number>();
  for (;;) {
    const failure = await attempt(stack, deployment);
    const retry = failure === undefined || around.signal.aborted ? undefined : retryFor(failure.errors, waited);
    if (retry === undefined) {
      return failure;
    }
    teller.tell({ event: "retrying", stack, seconds: retry.seconds, why: retry.why });
    await around.pause(retry.seconds);
    if (around.signal.aborted) {
      return failure;
    }
  }
}

/**
 * Brings one stack up.
 *
 * @returns why it isn't up, as a sentence's end; undefined when it is.
 */
export async function bringUp(
  { name: stack }: Stack,
  { changes }: Changes,
  deployment: Deployment,
): Promise<string | undefined> {
  const { teller, around } = deployment;
  const begun = around.now();
  teller.tell({ event: "updating", stack, planned: changes.length });
  const failure = await patiently(stack, deployment);
  const seconds = Math.round(around.now() - begun);
  if (failure === undefined) {
    teller.tell({ event: "up", stack, seconds });
    return undefined;
  }
  const words = failureWords(deployment, stack, failure);
  const cause = around.cancel.aborted ? `cancelled, as you asked: ${words}` : words;
  teller.tell({ event: "failed", stack, cause, seconds });
  return cause;
}
