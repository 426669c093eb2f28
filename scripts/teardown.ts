import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import { readProject } from "../stacks/project/project-files";
import { usualParallel } from "./deploy/options";
import { commandLine } from "./support/arguments";
import { runCommandLine } from "./support/command-line";
import { profileHelp } from "./support/credentials";
import { untilInterrupted } from "./support/interruption";
import { profilesFileName } from "./support/profiles-file";
import { processTerminal } from "./support/terminal";
import { type Options, runTeardown, type Surroundings } from "./teardown/command";

const folder = path.resolve(__dirname, "..");

/** @param signal aborted when the operator ends it; the CLI also gets Ctrl+C, and finishes its step. */
const surroundings = (signal: AbortSignal): Surroundings => ({
  readProject: () => readProject(folder),
  profilesFile: path.join(folder, profilesFileName),
  // Loaded at first use, after options and files are checked: Pulumi's SDK and AWS's clients take a second.
  engine: (profiles) => {
    const { AutomationEngine }: typeof import("./teardown/automation-engine") = require("./teardown/automation-engine");
    return new AutomationEngine(folder, profiles);
  },
  clients: (stack, source) => {
    const { awsClients }: typeof import("./teardown/aws-clients") = require("./teardown/aws-clients");
    return awsClients(stack, source);
  },
  terminal: processTerminal(),
  pause: (seconds) => setTimeout(seconds * 1000, undefined, { signal }).catch(() => {}),
  signal,
});

export const command = commandLine("npm run teardown --")
  .description(
    "Deletes the project's stacks from their accounts: first each LOB's Studio with its apps, spaces, user profiles and home directories, then children, parents and hubs, in that order. It prints what it will delete and asks. Run it again after an interruption: it continues where it stopped. Files in buckets are never deleted: if a bucket holds some, it is named, and nothing is touched.",
  )
  .option("--stack <name...>", "take down only these stacks (default: all; a hub or parent goes after what reads it)")
  .option("--environment <name...>", "take down only what belongs to these hubs' or parents' stacks (default: all)")
  .option("--parallel <number>", `children that are taken down side by side (default: ${usualParallel})`)
  .option("--profile <stack=profile...>", profileHelp)
  .option("--dry-run", "print what would be deleted, and delete nothing")
  .option("--yes", "don't ask, as in automation")
  .action((options: Options) => runTeardown(options, surroundings(untilInterrupted())));

if (require.main === module) {
  void runCommandLine(command);
}
