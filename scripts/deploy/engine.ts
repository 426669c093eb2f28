import type { StackState } from "../teardown/stack-state";
import type { Changes } from "./changes";

/** How the CLI runs for one stack. */
export interface Run {
  /** Is told all that the CLI writes. */
  readonly log: (text: string) => void;
  /** Is aborted to have the CLI cancel what it does, as Ctrl-C does. */
  readonly cancel: AbortSignal;
}

/** What Pulumi's engine does for a deployment. */
export interface Engine {
  /**
   * What a stack has, as its state says.
   *
   * @returns undefined when the backend has no such stack.
   * @throws Refusal when the CLI can't say.
   */
  state(stack: string): Promise<StackState | undefined>;
  /** Makes a stack in the backend. Throws EngineFailure. */
  init(stack: string): Promise<void>;
  /**
   * What an `up` would do. Nothing is written, the stack's state neither.
   *
   * @param run.refresh whether to look first what AWS has, in place of what the state says it has. Default: no.
   * @throws EngineFailure also for what the policy pack forbids.
   */
  preview(stack: string, run: Run & { readonly refresh?: boolean }): Promise<Changes>;
  /**
   * Brings a stack up, with credentials of its own.
   *
   * @param run.onProgress is told how many resources were changed.
   * @throws EngineFailure what keeps the CLI from it; what was done until then stays, and is in the state.
   */
  up(stack: string, run: Run & { readonly onProgress: (done: number) => void }): Promise<void>;
}
