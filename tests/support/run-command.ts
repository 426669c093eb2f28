import * as path from "node:path";
import { type Finished, runNode } from "../../local/support/run-node";

const root = path.resolve(__dirname, "../..");
const tsx = path.join(root, "local/tsx.cjs");
const watch = path.join(__dirname, "name-heavy-modules.cjs");

/**
 * Runs a command that is to end before anything heavy is loaded: each heavy module that it loads is a line on its
 * standard error.
 *
 * @param entry the command's file, such as `local/start.ts`.
 * @param folder where it runs. Default: the project's folder.
 */
export function runLight(entry: string, options: readonly string[], folder = root): Promise<Finished> {
  return runNode(["--require", tsx, "--require", watch, path.join(root, entry), ...options], folder);
}
