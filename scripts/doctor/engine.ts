import type { CredentialSource } from "../support/credentials";
import type { EngineState } from "../support/engine-state";

/** What Pulumi knows of stacks. */
export interface Engine {
  /** The CLI's version, such as `3.255.0`; undefined when there is none. */
  version(): Promise<string | undefined>;
  /**
   * A stack as the engine knows it; undefined if it was never created.
   *
   * @param source where the CLI's credentials come from; undefined for those of the shell.
   * @throws Refusal if the CLI can't read it; NotAssumed without credentials.
   */
  stack(name: string, source: CredentialSource | undefined): Promise<EngineState | undefined>;
}
