import type { Command } from "commander";
import { explainFailure } from "./explain-failure";
import { processTerminal } from "./terminal";

/**
 * Runs a command with the arguments of this process. A failure is said on standard error, and makes the exit code 1;
 * an exit code that the command set stays, and commander ends the process by itself for wrong arguments.
 */
export function runCommandLine(command: Command): void {
  const terminal = processTerminal();
  command.parseAsync().then(
    () => terminal.rest(),
    (error: unknown) => {
      terminal.warn(explainFailure(error));
      process.exitCode = 1;
    },
  );
}
