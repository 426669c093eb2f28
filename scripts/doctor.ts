import * as path from "node:path";
import { unsharedMistakes } from "../stacks/project/project-checks";
import { readProject } from "../stacks/project/project-files";
import { type DoctorOptions, runDoctor, type Surroundings } from "./doctor/command";
import { readWanted } from "./doctor/environment";
import { commandLine } from "./support/arguments";
import { runCommandLine } from "./support/command-line";
import { cliCredentials, profileHelp } from "./support/credentials";
import { profilesFileName } from "./support/profiles-file";
import { processTerminal } from "./support/terminal";

const folder = path.resolve(__dirname, "..");

// This and AWS's clients are loaded at first use, after options are checked: Pulumi's SDK takes a second.
function engineState(): typeof import("./support/engine-state") {
  return require("./support/engine-state");
}

export const surroundings: Surroundings = {
  readProject: () => readProject(folder, unsharedMistakes),
  profilesFile: path.join(folder, profilesFileName),
  wanted: readWanted(folder),
  node: process.version,
  engine: {
    version: () => engineState().readEngineVersion(),
    stack: async (name, source) =>
      engineState().readEngineState(name, folder, { environment: await cliCredentials(source) }),
  },
  clients: (stack, source) => {
    const { awsClients }: typeof import("./doctor/aws-clients") = require("./doctor/aws-clients");
    return awsClients(stack, source);
  },
  terminal: processTerminal(),
};

export const command = commandLine("npm run doctor --")
  .description(
    "Checks what a deployment needs: tools, files, credentials, state, zones and endpoint services, quotas, shares, attachments, routes and rules. It changes nothing. Exit code 1 when it finds a problem, and 0 with warnings only.",
  )
  .option("--stack <name...>", "check only these stacks (default: all)")
  .option("--profile <stack=profile...>", profileHelp)
  .option("--json", "print one JSON document for programs: { ok, checks: [{ subject, check, outcome, details }] }")
  .action(async (options: DoctorOptions) => {
    if (!(await runDoctor(options, surroundings))) {
      process.exitCode = 1;
    }
  });

if (require.main === module) {
  void runCommandLine(command);
}
