import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import * as path from "node:path";

/** Oldest Python that the pinned packages take, as `[major, minor]`. */
const oldest = [3, 11] as const;

/** A file of pinned packages below `tests/python`. */
export type Requirements = "requirements.txt" | "sagemaker-2.txt" | "sagemaker-3.txt";

function pathOf(requirements: Requirements): string {
  return path.resolve(__dirname, "..", requirements);
}

/** What keeps the tests from starting, as one sentence. */
export class PythonMissing extends Error {}

function checkVersion(python: string): void {
  const asked = spawnSync(python, ["-c", "import sys; print(*sys.version_info[:2])"], { encoding: "utf8" });
  const [major = 0, minor = 0] = asked.status === 0 ? asked.stdout.split(" ").map(Number) : [];
  const wanted = `Python ${oldest.join(".")} or later`;
  const remedy = `install ${wanted}, or set PYTHON to the path of one`;
  if (major === 0) {
    throw new PythonMissing(`npm run test:python needs ${wanted}, and ${python} can't be run: ${remedy}`);
  }
  if (major < oldest[0] || (major === oldest[0] && minor < oldest[1])) {
    throw new PythonMissing(`npm run test:python needs ${wanted}, and ${python} is ${major}.${minor}: ${remedy}`);
  }
}

/** The last thing that pip has against it. */
function complaintOf(output: string): string {
  const lines = output.split("\n").map((line) => line.trim());
  return lines.findLast((line) => /^ERROR: |No module named pip/.test(line)) ?? lines.findLast(Boolean) ?? "nothing";
}

/**
 * Installs into a folder of its own first, so that an interrupted installation is never taken for a whole one. Wheels of
 * numpy and the like have a hash for each Python and machine, so the SDK's are pinned by their versions.
 */
function install(python: string, requirements: Requirements, folder: string): void {
  const parent = path.dirname(folder);
  const begins = beginningOf(requirements);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent).filter((candidate) => candidate.startsWith(begins))) {
    rmSync(path.join(parent, name), { recursive: true });
  }
  const fresh = mkdtempSync(path.join(parent, begins));
  const arguments_ = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
  const pinned = requirements === "requirements.txt" ? ["--require-hashes"] : ["--no-deps"];
  const pip = spawnSync(
    python,
    [...arguments_, "--only-binary", ":all:", ...pinned, "--target", fresh, "-r", pathOf(requirements)],
    { encoding: "utf8" },
  );
  if (pip.status !== 0) {
    rmSync(fresh, { recursive: true });
    throw new PythonMissing(
      `npm run test:python needs the packages of tests/python/${requirements}, which its first run installs into .local from PyPI, and pip failed with "${complaintOf(`${pip.stdout}${pip.stderr}`)}": make PyPI reachable, or set pip's index to a mirror`,
    );
  }
  renameSync(fresh, folder);
}

/** How names of folders with these packages begin, and no others. */
function beginningOf(requirements: Requirements): string {
  return requirements === "requirements.txt" ? "python-" : `${path.parse(requirements).name}-`;
}

/**
 * The folder with pinned packages, installed where they aren't there yet.
 *
 * @param requirements which packages.
 * @param parent where folders of packages are kept.
 * @throws PythonMissing where Python or the packages can't be had.
 */
export function packagesFor(
  python: string,
  requirements: Requirements = "requirements.txt",
  parent = path.resolve(__dirname, "../../../.local"),
): string {
  checkVersion(python);
  const pinned = createHash("sha256")
    .update(readFileSync(pathOf(requirements)))
    .digest("hex")
    .slice(0, 12);
  const folder = path.join(parent, `${beginningOf(requirements)}${pinned}`);
  if (!existsSync(folder)) {
    install(python, requirements, folder);
  }
  return folder;
}
