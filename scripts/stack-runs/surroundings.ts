import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { CredentialPlaces } from "../support/credentials";
import { untilInterrupted } from "../support/interruption";
import { profilesFileName } from "../support/profiles-file";
import { processTerminal, type Terminal } from "../support/terminal";
import { type Logs, openLogs } from "./logs";

/** What a command that works on stacks side by side finds around it. */
export interface RunSurroundings extends CredentialPlaces {
  readonly terminal: Terminal;
  openLogs(): Logs;
  /** Waits so many seconds, or until the operator ends the run. */
  pause(seconds: number): Promise<void>;
  /** Does something each second, until what it returns is called. */
  everySecond(work: () => void): () => void;
  /** Seconds on a clock that isn't set. */
  now(): number;
  /** Is aborted when the operator ends the run: running operations of the engine finish, and nothing else starts. */
  readonly signal: AbortSignal;
  /** Is aborted when the operator cancels what the engine does. */
  readonly cancel: AbortSignal;
}

/**
 * The surroundings of this process. The first Ctrl-C lets running operations finish; the second cancels them, as one does that
 * goes to the CLI.
 *
 * @param folder the project's folder.
 * @param command names the folder of its logs.
 */
export function runSurroundings(folder: string, command: string): RunSurroundings {
  const cancel = new AbortController();
  const signal = untilInterrupted(process, undefined, () => cancel.abort());
  return {
    profilesFile: path.join(folder, profilesFileName),
    terminal: processTerminal(),
    openLogs: () => openLogs(folder, command, new Date()),
    pause: (seconds) => setTimeout(seconds * 1000, undefined, { signal }).catch(() => {}),
    everySecond: (work) => {
      const timer = setInterval(work, 1000);
      return () => clearInterval(timer);
    },
    now: () => performance.now() / 1000,
    signal,
    cancel: cancel.signal,
  };
}
