import * as path from "node:path";
import { UsersMistake } from "../common/users-mistake";
import { runOffboard } from "./offboard/command";
import type { Options, Surroundings } from "./offboard/surroundings";
import { runSurroundings } from "./stack-runs/surroundings";
import { commandLine } from "./support/arguments";
import { runCommandLine } from "./support/command-line";
import { cliCredentials, eachProfile, profileHelp } from "./support/credentials";
import { explainFailure, isAwsAnswer } from "./support/explain-failure";

const folder = path.resolve(__dirname, "..");

const surroundings = (): Surroundings => ({
  ...runSurroundings(folder, "offboard"),
  folder,
  // Loaded at first use, after options and files are checked: Pulumi's SDK and AWS's clients take a second.
  engine: (profiles) => {
    const { AutomationEngine }: typeof import("./engine/automation-engine") = require("./engine/automation-engine");
    return new AutomationEngine(folder, profiles);
  },
  readStack: async (name, source) => {
    const { readSharedStack }: typeof import("./populate/shared-stack") = require("./populate/shared-stack");
    return readSharedStack(name, folder, { environment: await cliCredentials(source) });
  },
  clients: (stack, source) => {
    const { awsClients }: typeof import("./teardown/aws-clients") = require("./teardown/aws-clients");
    return awsClients(stack, source);
  },
  directory: (hub, source) => {
    const { directoryClients }: typeof import("./offboard/aws-clients") = require("./offboard/aws-clients");
    return directoryClients(hub, source);
  },
});

async function run(lob: string | undefined, options: Options): Promise<void> {
  try {
    await runOffboard(lob, options, surroundings());
  } catch (error) {
    // After the first deletion, an error of AWS is reported as what stopped the run.
    throw isAwsAnswer(error) ? new UsersMistake(`${explainFailure(error)}; nothing was changed`) : error;
  }
}

export const command = commandLine("npm run offboard --")
  .description(
    "Takes a line of business out of the project: destroys its stack with its Studio, as npm run teardown does, removes its users, its entries in the files of hub and parent, and last its own file. With --user, takes one person out: sign-ins, account, apps, spaces and row. It prints what it will delete and asks. Run it again after an interruption: it continues where it stopped.",
  )
  .argument("[LOB]", "name of the LOB, as the hub's lobs has it")
  .option("--user <name>", "remove this person instead, by the name in the user pool")
  .option("--shared <stack>", "its hub (default: the only one that has such a LOB, or the project's only one)")
  .option("--profile <stack=profile>", profileHelp, eachProfile)
  .option("--dry-run", "print what would be deleted, and the files' changes as a patch, and change nothing")
  .option("--yes", "don't ask, for automation")
  .action(run);

if (require.main === module) {
  void runCommandLine(command);
}
