import type { Stack } from "../../stacks/project/stack";
import { createStack } from "../support/cli-words";
import type { EngineState } from "../support/engine-state";
import { outputProblems } from "./outputs";

/** The name of a resource in the program, from its URN. */
function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

function typeOf(urn: string): string {
  return urn.split("::").at(-2)?.split("$").at(-1) ?? "";
}

/**
 * What is wrong with a stack as the engine knows it.
 *
 * @param state undefined when the stack was never created.
 *
 * Source: Pulumi's documentation, `pulumi refresh` and `pulumi cancel`.
 */
export function stateProblems(stack: Stack, state: EngineState | undefined): string[] {
  const { name } = stack;
  if (state === undefined) {
    return [`it doesn't exist: ${createStack(name)}`];
  }
  const running = `an update of it is running: wait until it ends, or if it was killed, npx pulumi cancel --stack ${name}`;
  const pending = state.pendingOperations.map(
    ({ type, urn }) =>
      `${type} ${typeOf(urn)} "${nameOf(urn)}" was started, and its result wasn't recorded: let Pulumi check it, npx pulumi refresh --stack ${name}`,
  );
  // During an update, outputs are still missing.
  return state.isUpdating === true ? [running] : [...pending, ...outputProblems(stack, state.outputs)];
}
