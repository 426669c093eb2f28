import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { parseArgs } from "node:util";

const committed = path.join(__dirname, "models.json");
const requirements = path.join(__dirname, "requirements.txt");

/** Runs Python with arguments, and throws where that fails. */
export type Python = (...args: readonly string[]) => void;

/** A command of Python's, which says by itself what is wrong. */
const python: Python = (...args) =>
  void execFileSync("python3", args, {
    stdio: ["ignore", "ignore", "inherit"],
    // In CI's containers everybody is root, and the folder is thrown away.
    env: { ...process.env, PIP_ROOT_USER_ACTION: "ignore" },
  });

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** Makes the extract in a folder, with botocore beside it. */
function make(folder: string, target: string, run: Python): void {
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"];
  try {
    run(...pip, "--target", folder, "--requirement", requirements);
  } catch (error) {
    throw isMissing(error)
      ? new Error("npm run models needs python3, which isn't here: install Python 3.9 or later with pip")
      : new Error(
          `pip can't install ${readFileSync(requirements, "utf8").split(" ")[0]}: npm run models needs PyPI, or a mirror that pip is configured for`,
        );
  }
  run(
    path.join(__dirname, "extract.py"),
    path.join(folder, "botocore"),
    path.join(__dirname, "operations.json"),
    target,
  );
}

/**
 * Compares the committed extract with what is made of botocore, or writes it.
 *
 * @returns what came of it, in a sentence.
 * @throws Error where Python or botocore can't be had, or the two differ.
 */
export function extract(write: boolean, run: Python = python): string {
  const folder = mkdtempSync(path.join(tmpdir(), "models-"));
  try {
    const made = path.join(folder, "models.json");
    make(folder, write ? committed : made, run);
    if (write) {
      return "tests/models/models.json is written";
    }
    if (readFileSync(made, "utf8") !== readFileSync(committed, "utf8")) {
      throw new Error(
        "tests/models/models.json isn't what extract.py makes of operations.json and botocore: run npm run models -- --write and commit it",
      );
    }
    return "tests/models/models.json is what extract.py makes of botocore";
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `npm run models`: whether the committed extract of AWS's service models is what botocore has; `--write` writes it. */
function main(): void {
  try {
    const { values } = parseArgs({ options: { write: { type: "boolean", default: false } } });
    console.log(extract(values.write));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

if (require.main === module) {
  main();
}
