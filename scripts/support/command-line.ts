import type { Command } from "commander";
import { parseCommandLine } from "./arguments";
import { explainFailure } from "./explain-failure";
import { processTerminal } from "./terminal";

// The AWS SDK warns of Node.js 20, which the project takes, in lines of its own between a command's.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/**
 * Runs a command. A failure is said on standard error, and makes the exit code 1; an exit code that the command set stays,
 * and commander ends the process by itself for wrong arguments.
 *
 * @param given the arguments of this process unless told.
 */
export async function runCommandLine(command: Command, given?: readonly string[]): Promise<void> {
  const terminal = processTerminal();
  try {
    await parseCommandLine(command, given);
    terminal.rest();
  } catch (error) {
    terminal.warn(explainFailure(error));
    process.exitCode = 1;
  }
}
