import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import * as path from "node:path";

/** Oldest Python that the pinned packages take, as `[major, minor]`. */
const oldest = [3, 10] as const;

const requirements = path.resolve(__dirname, "../requirements.txt");

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

/** Installs into a folder of its own first, so that an interrupted installation is never taken for a whole one. */
function install(python: string, folder: string): void {
  const parent = path.dirname(folder);
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent).filter((candidate) => candidate.startsWith("python-"))) {
    rmSync(path.join(parent, name), { recursive: true });
  }
  const fresh = mkdtempSync(path.join(parent, "python-"));
  const arguments_ = ["-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check"];
  const pip = spawnSync(
    python,
    [...arguments_, "--only-binary", ":all:", "--require-hashes", "--target", fresh, "-r", requirements],
    { encoding: "utf8" },
  );
  if (pip.status !== 0) {
    rmSync(fresh, { recursive: true });
    throw new PythonMissing(
      `npm run test:python needs the packages of tests/python/requirements.txt, which its first run installs into .local from PyPI, and pip failed with "${complaintOf(`${pip.stdout}${pip.stderr}`)}": make PyPI reachable, or set pip's index to a mirror`,
    );
  }
  renameSync(fresh, folder);
}

/**
 * The folder with the pinned packages, installed where they aren't there yet.
 *
 * @param parent where folders of packages are kept.
 * @throws PythonMissing where Python or the packages can't be had.
 */
export function packagesFor(python: string, parent = path.resolve(__dirname, "../../../.local")): string {
  checkVersion(python);
  const pinned = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 12);
  const folder = path.join(parent, `python-${pinned}`);
  if (!existsSync(folder)) {
    install(python, folder);
  }
  return folder;
}
