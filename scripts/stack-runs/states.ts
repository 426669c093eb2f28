import { Refusal } from "../../common/refusal";
import type { Mistake } from "../../common/validation";
import type { Stack } from "../../stacks/project/stack";
import type { Engine } from "../engine/engine";
import type { StackState } from "../engine/stack-state";
import { NotAssumed } from "../support/deploy-role";
import { sideBySide } from "./side-by-side";
import type { RunSurroundings } from "./surroundings";

/** Who works on a stack, as a sentence's end with what to do. */
export function lockSentence(stack: string, lockedBy: string | undefined): string {
  const who = lockedBy === undefined ? "is being updated by another run" : `is locked by ${lockedBy}`;
  return `${who}: wait until it ends, or free it with npx pulumi cancel --stack ${stack} if that run was killed`;
}

/** What another run left of a stack, or is still doing, which must finish first. */
export function otherRunMistakes(stack: string, { cutOff, isUpdating, lockedBy }: StackState): Mistake[] {
  const mistakes: Mistake[] = [];
  if (lockedBy !== undefined) {
    mistakes.push({ property: `stack ${stack}`, reason: lockSentence(stack, lockedBy) });
  }
  if (cutOff.length > 0) {
    mistakes.push({
      property: `state of stack ${stack}`,
      reason: `doesn't show whether ${cutOff.join(", ")} was created, since a run was cut off: npx pulumi refresh --stack ${stack} asks you, then run this again`,
    });
  }
  if (isUpdating) {
    mistakes.push({ property: `stack ${stack}`, reason: lockSentence(stack, undefined) });
  }
  return mistakes;
}

/** Why a stack's state isn't known. Throws what is no mistake of the user. */
function stateMistake({ name, config }: Stack, error: unknown): Mistake {
  if (error instanceof NotAssumed) {
    return { property: `account of stack ${name}`, reason: `is ${config.account}, and ${error.message}` };
  }
  if (error instanceof Refusal) {
    return { property: `state of stack ${name}`, reason: error.mistakes.map(({ reason }) => reason).join("; ") };
  }
  throw error;
}

/** What the backend has of stacks. */
export interface States {
  /** By name; undefined for one that the backend doesn't have. Stacks whose state isn't known are left out. */
  readonly states: Map<string, StackState | undefined>;
  /** Why states aren't known. */
  readonly unread: ReadonlyMap<Stack, Mistake>;
}

/** Reads the states of stacks, side by side; none more once the operator ends the run. */
export async function readStates(
  stacks: readonly Stack[],
  parallel: number,
  engine: Pick<Engine, "state">,
  { terminal, signal }: { readonly terminal: Pick<RunSurroundings["terminal"], "doing">; readonly signal: AbortSignal },
): Promise<States> {
  const states = new Map<string, StackState | undefined>();
  const unread = new Map<Stack, Mistake>();
  await sideBySide(stacks, parallel, async (stack) => {
    if (signal.aborted) {
      return;
    }
    terminal.doing(`reading the state of stack ${stack.name}`);
    try {
      states.set(stack.name, await engine.state(stack.name));
    } catch (error) {
      unread.set(stack, stateMistake(stack, error));
    }
  });
  return { states, unread };
}
