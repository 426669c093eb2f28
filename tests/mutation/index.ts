import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import * as path from "node:path";
import { readReport } from "./report";
import { readSurvivors } from "./survivors";
import { survivorsFile, verdict } from "./verdict";

const root = path.resolve(__dirname, "../..");
const report = path.join(root, "out/mutation/report.json");
const stryker = path.join(root, "node_modules/@stryker-mutator/core/bin/stryker.js");

/** Runs Stryker with further options of its own, and judges its report. Gives the command's exit code. */
function main(options: readonly string[]): number {
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

process.exitCode = main(process.argv.slice(2));
