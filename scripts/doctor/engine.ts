import type { CredentialSource } from "../support/credentials";
import type { EngineState } from "../support/engine-state";

/** Pulumi, as far as it can tell how stacks are. */
export interface Engine {
  /** The CLI's version, such as `3.255.0`; undefined when there is none. */
  version(): Promise<string | undefined>;
  /**
   * A stack as the engine knows it; undefined when it was never created.
   *
   * @param source where the credentials come from that the CLI has; undefined for those at hand.
   * @throws Refusal when the CLI can't say; NotAssumed when there are no credentials.
   */
  stack(name: string, source: CredentialSource | undefined): Promise<EngineState | undefined>;
}
