import type { StackState } from "./stack-state";

/** How far a stack's destruction is. */
export interface Progress {
  /** Resources that are gone. */
  readonly deleted: number;
}

/** What Pulumi's engine does for a teardown. */
export interface Engine {
  /**
   * What a stack has, as its state says.
   *
   * @returns undefined when there is no such stack.
   * @throws Refusal when the CLI can't say.
   */
  state(stack: string): Promise<StackState | undefined>;
  /**
   * Destroys a stack's resources, by its state: no program runs.
   *
   * @param options.refresh whether to look first which resources AWS still has.
   * @param options.onProgress is told of each resource that is gone.
   * @throws EngineFailure what keeps the CLI from it; what was destroyed until then is gone from the state.
   */
  destroy(
    stack: string,
    options: { readonly refresh: boolean; readonly onProgress: (progress: Progress) => void },
  ): Promise<void>;
}

/** The CLI didn't do what it was asked for; the message says why, and what to do where that is known. */
export class EngineFailure extends Error {}
