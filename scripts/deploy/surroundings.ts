import type { STSClient } from "@aws-sdk/client-sts";
import type { Project, Stack } from "../../stacks/project/stack";
import type { CredentialPlaces, CredentialSource, Profiles } from "../support/credentials";
import { Stopped } from "../support/stopped";
import type { Terminal } from "../support/terminal";
import type { Engine } from "./engine";
import type { Logs } from "./logs";
import type { Chosen } from "./options";
import type { Teller } from "./teller";

/** What `npm run deploy` finds around it. */
export interface Surroundings extends CredentialPlaces {
  /** Reads the project's files. Throws what is wrong with them. */
  readProject(): Project;
  engine(profiles: Profiles): Engine;
  /** @param source where the credentials come from; undefined for those at hand. */
  sts(stack: Stack, source: CredentialSource | undefined): STSClient;
  readonly terminal: Terminal;
  openLogs(): Logs;
  /** Waits so many seconds, or until the operator ends the run. */
  pause(seconds: number): Promise<void>;
  /** Does something each second, until what it returns is called. */
  everySecond(work: () => void): () => void;
  /** Seconds on a clock that isn't set. */
  now(): number;
  /** Is aborted when the operator ends the run: what is being brought up comes to its end, and nothing else is begun. */
  readonly signal: AbortSignal;
  /** Is aborted when the operator cancels what is being brought up. */
  readonly cancel: AbortSignal;
}

/** What the steps of a run share. */
export interface Deployment {
  readonly project: Project;
  readonly chosen: Chosen;
  readonly engine: Engine;
  readonly logs: Logs;
  readonly teller: Teller;
  readonly around: Pick<Surroundings, "terminal" | "pause" | "now" | "signal" | "cancel">;
}

/** Ends a run that the operator ended before anything was changed. */
export function unlessEnded(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new Stopped("stopped, as you asked; nothing was changed");
  }
}
