import * as path from "node:path";
import { type Options, optionOf, topics } from "./init/answers";
import { runInit } from "./init/command";
import { commandLine } from "./support/arguments";
import { runCommandLine } from "./support/command-line";
import { processTerminal } from "./support/terminal";

export const command = commandLine("npm run init --").description(
  "Writes the stacks' files, Pulumi.<stack>.yaml: the hub's, the parent's and one for each line of business, if all checks of the project pass with them. Without options it asks. The shipped examples are replaced or removed as long as they are unchanged.",
);
for (const { key, value, about, usual } of topics) {
  command.option(`${optionOf(key)} ${value}`, usual === undefined ? about : `${about} (default: ${usual})`);
}
command
  .option("--force", "replace files that are there already and aren't the shipped examples")
  .option("--dry-run", "print what would be written, and write nothing")
  .action((options: Options) =>
    runInit(options, { folder: path.resolve(__dirname, ".."), terminal: processTerminal() }),
  );

if (require.main === module) {
  void runCommandLine(command);
}
