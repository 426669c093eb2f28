import { chmodSync, copyFileSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "../../..");

/**
 * Makes a folder the project's as somebody who cloned it has it, with files of its own: the CLI writes into them.
 *
 * @param files names of files of stacks, besides `Pulumi.yaml`.
 */
export function cloneProject(folder: string, files: readonly string[] = []): void {
  for (const linked of ["common", "functions", "infra", "node_modules", "package.json", "stacks", "tsconfig.json"]) {
    symlinkSync(path.join(root, linked), path.join(folder, linked));
  }
  for (const file of ["Pulumi.yaml", ...files]) {
    copyFileSync(path.join(root, file), path.join(folder, file));
  }
}

/** Makes a program's command `pulumi-language-nodejs` in a folder. */
export function makeLanguageHost(folder: string): void {
  const script = path.join(folder, "pulumi-language-nodejs");
  const words = [process.execPath, "--require", path.join(root, "local/tsx.cjs"), require.resolve("./language-host")];
  writeFileSync(script, `#!/bin/sh\nexec ${words.map((word) => `'${word}'`).join(" ")} "$@"\n`);
  chmodSync(script, 0o755);
}
