import * as path from "node:path";
import { Option } from "commander";
import { runOnboard } from "./onboard/command";
import type { Options } from "./onboard/options";
import { commandLine } from "./support/arguments";
import { runCommandLine } from "./support/command-line";
import { processTerminal } from "./support/terminal";

export const command = commandLine("npm run onboard --")
  .description(
    "Adds a line of business: writes Pulumi.<LOB>.yaml and the hub's entry, if all checks of the project pass with them.",
  )
  .argument("<LOB>", "name of the LOB, lower-case letters, digits and hyphens; its Studio domain is named after it")
  .option("--account <id>", "id of the LOB's own AWS account, 12 digits; always required")
  .option("--cidr <cidr>", "IPv4 CIDR block of its VPC inside the hub's lobSupernet (default: the first free /16)")
  .option("--shared <stack>", "its hub (default: the project's only shared stack)")
  .option("--stack <name>", "name of its stack (default: the LOB's name)")
  .option("--user-profiles <name...>", "names of its Studio user profiles (default: none yet)")
  .addOption(
    new Option(
      "--parent <stack>",
      "the parent whose endpoints it calls (default: the one that the hub's other LOBs read)",
    ),
  )
  .addOption(new Option("--no-inference", "leave cross-account inference out").conflicts("parent"))
  .option("--trust", "also add its account to the children of that parent; otherwise you decide")
  .option("--dry-run", "print what would be written, as a patch, and write nothing")
  .action((lob: string, options: Omit<Options, "account"> & Partial<Options>) => {
    // It runs without a pause in which the listener could be called: Ctrl+C leaves no file half way, and no copy.
    process.once("SIGINT", () => process.exit(130));
    const { say } = processTerminal();
    runOnboard(lob, { account: "", ...options }, { folder: path.resolve(__dirname, ".."), say });
  });

if (require.main === module) {
  void runCommandLine(command);
}
