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
    "Brings the project's stacks up in their order, with the policy pack: hubs, parents, then children side by side. It checks the credentials of all accounts, previews all stacks, shows what would change, and asks; then brings them up. A stack that reads one that isn't up yet is planned after it, with a question of its own. Run again, it does what is left. Ctrl-C lets updates that run come to their end; a second one cancels them. Each stack's whole log is in out/deploy. Exit code 1 when not all is up.",
  )
  .option("--stack <name...>", "bring up only these stacks (default: all)")
  .option("--environment <name...>", "bring up only what belongs to these hubs' or parents' stacks (default: all)")
  .option("--profile <stack=profile...>", profileHelp)
  .option("--parallel <number>", `children that come up side by side (default: ${usualParallel})`)
  .option("--preview", "end before anything is changed")
  .option(
    "--check",
    "look what differs between files, state and AWS, and change nothing: exit code 1 where something does, or can't be looked at",
  )
  .option("--markdown", "print what --check finds as Markdown")
  .option("--yes", "answer all questions but those for new stacks and for loss of data, as in automation")
  .option("--init", "make stacks in the backend that it doesn't have")
  .option(
    "--replace-data <stack...>",
    "let these stacks replace or delete domains, tables, user pools, buckets, file systems or keys, with what is in them",
  )
  .option("--json", "print what happens as JSON documents, one a line")
  .action((options: Options) => runDeploy(options, surroundings()));

if (require.main === module) {
  void runCommandLine(command);
}
