import type { EngineState } from "../support/engine-state";

/** Pulumi, as far as it can tell how stacks are. */
export interface Engine {
  /** The CLI's version, such as `3.255.0`; undefined when there is none. */
  version(): Promise<string | undefined>;
  /**
   * A stack as the engine knows it; undefined when it was never created.
   *
   * @throws Refusal when the CLI can't say.
   */
  stack(name: string): Promise<EngineState | undefined>;
}
