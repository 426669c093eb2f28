import * as path from "node:path";
import { unsharedMistakes } from "../stacks/project/project-checks";
import { readProject } from "../stacks/project/project-files";
import { surroundings as doctorsSurroundings } from "./doctor";
import { runDoctor } from "./doctor/command";
import { runStatus, type StatusOptions, type Surroundings } from "./status/command";
import { commandLine } from "./support/arguments";
import { runCommandLine } from "./support/command-line";
import { profilesFileName } from "./support/profiles-file";
import { processTerminal } from "./support/terminal";

const folder = path.resolve(__dirname, "..");

const surroundings: Surroundings = {
  readProject: () => readProject(folder, unsharedMistakes),
  profilesFile: path.join(folder, profilesFileName),
  // Loaded after options and files are checked: Pulumi's SDK takes a second.
  engine: (profiles) => {
    const { StatusEngine }: typeof import("./status/automation-engine") = require("./status/automation-engine");
    return new StatusEngine(folder, profiles);
  },
  doctor: (options, terminal) => runDoctor(options, { ...doctorsSurroundings, terminal }),
  terminal: processTerminal(),
  now: () => new Date(),
};

export const command = commandLine("npm run status --")
  .description(
    "Shows how each stack stands, by the backend: last update, resources, outputs that people look for, config keys that its file changes since its last up, operations that were cut off, locks. It needs only the backend's credentials, and changes nothing. Exit code 1 when a stack can't be looked at, its last update failed, an operation was cut off or it is locked; with --live also when the doctor finds a problem.",
  )
  .option("--stack <name...>", "show only these stacks (default: all)")
  .option("--environment <name...>", "show only the stacks of these hubs or parents (default: all)")
  .option(
    "--profile <stack=profile...>",
    `AWS profile to read the backend with where it is a bucket, and for --live (default: the line of ${profilesFileName}; --live goes on as npm run doctor does; else the credentials of your shell)`,
  )
  .option("--live", "also ask AWS, as npm run doctor does, with each account's credentials")
  .option("--json", "print one JSON document for programs: { ok, stacks, live }")
  .action(async (options: StatusOptions) => {
    if (!(await runStatus(options, surroundings))) {
      process.exitCode = 1;
    }
  });

if (require.main === module) {
  void runCommandLine(command);
}
