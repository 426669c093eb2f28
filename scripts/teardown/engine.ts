import type { StackState } from "./stack-state";

/** Progress of a stack's destruction. */
export interface Progress {
  /** Resources that are gone. */
  readonly deleted: number;
}

/** What Pulumi's engine does for a teardown. */
export interface Engine {
  /**
   * A stack's content, by its state.
   *
   * @returns undefined if there is no such stack.
   * @throws Refusal if the CLI can't read it.
   */
  state(stack: string): Promise<StackState | undefined>;
  /**
   * Destroys a stack's resources, by its state: no program runs.
   *
   * @param options.refresh whether to look first which resources AWS still has.
   * @param options.onProgress is called for each deleted resource.
   * @throws EngineFailure with the CLI's reason; what was destroyed until then is gone from the state.
   */
  destroy(
    stack: string,
    options: { readonly refresh: boolean; readonly onProgress: (progress: Progress) => void },
  ): Promise<void>;
}

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
