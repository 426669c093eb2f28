import type { Changes } from "./changes";
import type { StackState } from "./stack-state";

/** How the CLI runs for one stack. */
export interface Run {
  /** Is told all that the CLI writes. */
  readonly log: (text: string) => void;
  /** Is aborted to have the CLI cancel what it does, as Ctrl-C does. */
  readonly cancel: AbortSignal;
}

/** A run that changes resources. */
export interface ChangingRun extends Run {
  /** Is told how many resources were changed. */
  readonly onProgress: (done: number) => void;
}

/** What Pulumi's engine does for the commands that bring stacks up and take them down. */
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
   * @throws EngineFailure what keeps the CLI from it; what was done until then stays, and is in the state.
   */
  up(stack: string, run: ChangingRun): Promise<void>;
  /**
   * Destroys a stack's resources, by its state: no program runs.
   *
   * @param run.refresh whether to look first which resources AWS still has.
   * @throws EngineFailure with the CLI's reason; what was destroyed until then is gone from the state.
   */
  destroy(stack: string, run: ChangingRun & { readonly refresh: boolean }): Promise<void>;
}

/** What takes a stack down. */
export type DestroyingEngine = Pick<Engine, "state" | "destroy">;

/** The CLI failed; the message has the reason, and what to do if that is known. */
export class EngineFailure extends Error {
  /** @param errors what the engine or the CLI calls an error, one each. Default: none that a program could tell apart. */
  constructor(
    message: string,
    options?: ErrorOptions,
    readonly errors: readonly string[] = [],
  ) {
    super(message, options);
  }
}
