import type { Command } from "commander";
import { parseCommandLine } from "./arguments";
import { explainFailure } from "./explain-failure";
import { processTerminal } from "./terminal";

// The AWS SDK warns of Node.js 20, which the project supports, in lines between a command's output.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/**
 * Runs a command. A failure is printed on standard error, and the exit code is 1; an exit code that the command set
 * stays, and commander ends the process for wrong arguments.
 *
 * @param given the arguments. Default: those of this process.
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
