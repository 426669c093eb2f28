import * as path from "node:path";
import { Option } from "commander";
import { UsersMistake } from "../../common/users-mistake";
import { commandLine, parseCommandLine } from "../../scripts/support/arguments";
import { asJson, asMarkdown, asTable, readFormer } from "./report";

interface Options {
  readonly json?: true;
  readonly markdown?: true;
  readonly compare?: string;
  readonly deploy?: true;
}

async function bench({ json, markdown, compare, deploy }: Options): Promise<void> {
  const former = compare === undefined ? undefined : readFormer(compare);
  // Each is loaded once what comes before it is checked: the figures take two seconds.
  const files: typeof import("../../stacks/project/project-files") = require("../../stacks/project/project-files");
  files.readProject(path.resolve(__dirname, "../.."));
  const { takeFigures }: typeof import("./figures") = require("./figures");
  const { deployFigures }: typeof import("./deploy/figures") = require("./deploy/figures");
  const figures = await (deploy ? deployFigures() : takeFigures());
  const text = json ? asJson(figures) : markdown ? asMarkdown(figures) : asTable(figures, former);
  process.stdout.write(`${text}\n`);
}

export const command = commandLine("npm run bench --")
  .description(
    "Measures the project on this machine: calls, bundles, load, evaluation and the whole run. Takes some minutes.",
  )
  .addOption(new Option("--json", "print one JSON document instead of a table").conflicts(["markdown", "compare"]))
  .addOption(new Option("--markdown", "print the table of docs/performance.md").conflicts("compare"))
  .option(
    "--deploy",
    "in place of that, bring up 1, 10 and 30 children by npm run deploy, at --parallel 1, 4 and 8, which takes a quarter of an hour and needs the Pulumi CLI",
  )
  .option("--compare <file>", "compare the figures with those that an earlier --json wrote")
  .action((options: Options) =>
    bench(options).catch((error: unknown) => {
      if (!(error instanceof UsersMistake)) {
        throw error;
      }
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    }),
  );

if (require.main === module) {
  void parseCommandLine(command);
}
