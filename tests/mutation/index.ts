import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import * as path from "node:path";
import { commandLine, parseCommandLine } from "../../scripts/support/arguments";
import { readReport } from "./report";
import { readSurvivors } from "./survivors";
import { survivorsFile, verdict } from "./verdict";

const root = path.resolve(__dirname, "../..");
const report = path.join(root, "out/mutation/report.json");
const stryker = path.join(root, "node_modules/@stryker-mutator/core/bin/stryker.js");

interface Options {
  readonly mutate?: string;
  readonly incremental?: true;
  readonly force?: true;
}

/** Runs Stryker with further options of its own, and judges its report. Gives the command's exit code. */
function main(further: readonly string[], { mutate, incremental, force }: Options): number {
  const options = [
    ...(mutate === undefined ? [] : ["--mutate", mutate]),
    ...(incremental === true ? ["--incremental"] : []),
    ...(force === true ? ["--force"] : []),
    ...further,
  ];
  rmSync(report, { force: true });
  const { status } = spawnSync(process.execPath, [stryker, "run", ...options], { cwd: root, stdio: "inherit" });
  if (!existsSync(report)) {
    console.error("Stryker ended before it had a report: what it says above tells why");
    return status ?? 1;
  }
  const whole = !options.some((option) => option === "-m" || option.startsWith("--mutate"));
  const listed = readSurvivors(readFileSync(path.join(root, survivorsFile), "utf8"));
  const { ok, lines } = verdict(readReport(readFileSync(report, "utf8")), listed, whole);
  console.log(lines.join("\n"));
  return ok ? (status ?? 1) : 1;
}

export const command = commandLine("npm run mutation --")
  .description(
    "Breaks what decides who may do what, piece by piece, and asks whether tests notice. A whole run takes hours.",
  )
  .argument("[stryker...]", "options of Stryker's own, after a further --")
  .option("-m, --mutate <globs>", "break these files only, such as 'functions/lib/**/*.ts' (default: all of the list)")
  .option("--incremental", "take over what an earlier run knows of files that haven't changed")
  .option("--force", "with --incremental, ask again of files that haven't changed")
  .addHelpText("after", "\nExit code: 0 when each survivor is listed with its reason, 1 when one isn't.")
  .action((further: readonly string[], options: Options) => {
    process.exitCode = main(further, options);
  });

if (require.main === module) {
  void parseCommandLine(command);
}
