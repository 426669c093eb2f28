import * as path from "node:path";
import { unsharedMistakes } from "../stacks/project/project-checks";
import { readProject } from "../stacks/project/project-files";
import { runDeploy } from "./deploy/command";
import type { Options } from "./deploy/options";
import type { Surroundings } from "./deploy/surroundings";
import { usualParallel } from "./stack-runs/choice";
import { runSurroundings } from "./stack-runs/surroundings";
import { commandLine } from "./support/arguments";
import { runCommandLine } from "./support/command-line";
import { profileHelp } from "./support/credentials";

const folder = path.resolve(__dirname, "..");

function surroundings(): Surroundings {
  return {
    ...runSurroundings(folder, "deploy"),
    readProject: () => readProject(folder, unsharedMistakes),
    // Loaded by their first use, after options and files are checked: Pulumi's SDK and AWS's clients take a second.
    engine: (profiles) => {
      const { AutomationEngine }: typeof import("./engine/automation-engine") = require("./engine/automation-engine");
      return new AutomationEngine(folder, profiles, { policyPacks: [path.join(folder, "policy")] });
    },
    sts: ({ config: { region } }, source) => {
      const { stsClient }: typeof import("./deploy/aws-clients") = require("./deploy/aws-clients");
      return stsClient(region, source);
    },
  };
}

export const command = commandLine("npm run deploy --")
  .description(
    "Brings the project's stacks up in their order, with the policy pack: hubs, parents, then children side by side. It checks the credentials of all accounts, previews all stacks, shows what would change, and asks; then brings them up. A stack that reads one that isn't up yet is planned after it, with a question of its own. Run again, it does what is left. Ctrl-C lets running updates finish; a second one cancels them. Each stack's whole log is in out/deploy. Exit code 1 when not all is up.",
  )
  .option("--stack <name...>", "bring up only these stacks (default: all)")
  .option("--environment <name...>", "bring up only the stacks of these hubs or parents (default: all)")
  .option("--profile <stack=profile...>", profileHelp)
  .option("--parallel <number>", `children that come up side by side (default: ${usualParallel})`)
  .option("--preview", "print the plan, and change nothing")
  .option(
    "--check",
    "find differences between files, state and AWS, and change nothing; exit code 1 if there are any, or if a stack can't be checked",
  )
  .option("--markdown", "print what --check finds as Markdown")
  .option("--yes", "answer all questions except those about new stacks and loss of data, for automation")
  .option("--init", "create the stacks that the backend doesn't have")
  .option(
    "--replace-data <stack...>",
    "let these stacks replace or delete domains, tables, user pools, buckets, file systems or keys, with their content",
  )
  .option("--json", "print what happens as JSON documents, one per line")
  .action((options: Options) => runDeploy(options, surroundings()));

if (require.main === module) {
  void runCommandLine(command);
}
