import * as path from "node:path";
import { UsersMistake } from "../common/users-mistake";
import { readProject } from "../stacks/project/project-files";
import { type CommandOptions, runPopulate } from "./populate/command";
import { commandLine } from "./support/arguments";
import { runCommandLine } from "./support/command-line";
import { cliCredentials, eachProfile, profileHelp } from "./support/credentials";
import { explainFailure, isAwsAnswer } from "./support/explain-failure";
import { untilInterrupted } from "./support/interruption";
import { profilesFileName } from "./support/profiles-file";
import { processTerminal } from "./support/terminal";

const folder = path.resolve(__dirname, "..");

async function run(file: string, options: CommandOptions): Promise<void> {
  try {
    await runPopulate(file, options, {
      ...processTerminal(),
      // Loaded at first use, after file and options are checked: AWS's clients and Pulumi's SDK take a second.
      readStack: async (name, source) => {
        const { readSharedStack }: typeof import("./populate/shared-stack") = require("./populate/shared-stack");
        return readSharedStack(name, folder, { environment: await cliCredentials(source) });
      },
      clients: (region, source) => {
        const { awsClients }: typeof import("./populate/aws-clients") = require("./populate/aws-clients");
        return awsClients(region, source);
      },
      readProject: () => readProject(folder),
      profilesFile: path.join(folder, profilesFileName),
      stdin: process.stdin,
      // The current user is finished, and random passwords are shown.
      signal: untilInterrupted(),
    });
  } catch (error) {
    // After the first write, an error of AWS is reported as what stopped the run.
    throw isAwsAnswer(error) ? new UsersMistake(`${explainFailure(error)}; nothing was changed`) : error;
  }
}

export const command = commandLine("npm run populate --")
  .description(
    "Brings the user pool and the Users table of the shared stack to what a file lists. A second run changes nothing.",
  )
  .argument(
    "<file>",
    "users.csv with the columns user,lob,profile, or users.yaml with a list of these; profile defaults to the user",
  )
  .option("--stack <name>", "the shared stack", "shared")
  .option("--profile <stack=profile>", profileHelp, eachProfile)
  .option("--prune", "remove users that the file doesn't name, from the table and the pool")
  .option("--dry-run", "print what would be done, and write nothing")
  .option(
    "--passwords-from <file>",
    "set these passwords, from a CSV file with the columns user,password that git ignores, or - for standard input; new users without one get a random one, shown once",
  )
  .action(run);

if (require.main === module) {
  void runCommandLine(command);
}
