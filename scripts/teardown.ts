import * as path from "node:path";
import { readProject } from "../stacks/project/project-files";
import { usualParallel } from "./stack-runs/choice";
import { runSurroundings } from "./stack-runs/surroundings";
import { commandLine } from "./support/arguments";
import { runCommandLine } from "./support/command-line";
import { profileHelp } from "./support/credentials";
import { type Options, runTeardown, type Surroundings } from "./teardown/command";

const folder = path.resolve(__dirname, "..");

const surroundings = (): Surroundings => ({
  ...runSurroundings(folder, "teardown"),
  readProject: () => readProject(folder),
  // Loaded at first use, after options and files are checked: Pulumi's SDK and AWS's clients take a second.
  engine: (profiles) => {
    const { AutomationEngine }: typeof import("./engine/automation-engine") = require("./engine/automation-engine");
    return new AutomationEngine(folder, profiles);
  },
  clients: (stack, source) => {
    const { awsClients }: typeof import("./teardown/aws-clients") = require("./teardown/aws-clients");
    return awsClients(stack, source);
  },
});

export const command = commandLine("npm run teardown --")
  .description(
    "Deletes the project's stacks from their accounts: first each LOB's Studio with its apps, spaces, user profiles and home directories, then children, parents and hubs, in that order. It prints what it will delete and asks. Run it again after an interruption: it continues where it stopped. Files in buckets are never deleted: if a bucket holds some, it is named, and nothing is touched. Ctrl-C lets running operations finish; a second one cancels them. Each stack's whole log is in out/teardown.",
  )
  .option("--stack <name...>", "take down only these stacks (default: all; a hub or parent goes after what reads it)")
  .option("--environment <name...>", "take down only the stacks of these hubs or parents (default: all)")
  .option("--parallel <number>", `children that are taken down side by side (default: ${usualParallel})`)
  .option("--profile <stack=profile...>", profileHelp)
  .option("--dry-run", "print what would be deleted, and delete nothing")
  .option("--yes", "don't ask, for automation")
  .option("--json", "print what happens as JSON documents, one per line")
  .action((options: Options) => runTeardown(options, surroundings()));

if (require.main === module) {
  void runCommandLine(command);
}
