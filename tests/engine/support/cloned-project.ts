import { chmodSync, copyFileSync, symlinkSync, writeFileSync } from "node:fs";
import * as path from "node:path";

const root = path.resolve(__dirname, "../../..");

/**
 * Makes a folder the project's as somebody who cloned it has it, with a `Pulumi.yaml` of its own and files of its own
 * for the stacks named: the CLI writes into them.
 *
 * @returns what the CLI's environment needs to run the program in a process of its own.
 */
export function cloneProject(folder: string, stacks: readonly string[]): { readonly PATH: string } {
  for (const linked of ["common", "functions", "infra", "node_modules", "package.json", "stacks", "tsconfig.json"]) {
    symlinkSync(path.join(root, linked), path.join(folder, linked));
  }
  for (const file of ["Pulumi.yaml", ...stacks.map((name) => `Pulumi.${name}.yaml`)]) {
    copyFileSync(path.join(root, file), path.join(folder, file));
  }
  makeLanguageHost(folder);
  return { PATH: `${process.env.PATH}:${folder}` };
}

/** Makes a program's command `pulumi-language-nodejs` in a folder. */
function makeLanguageHost(folder: string): void {
  const script = path.join(folder, "pulumi-language-nodejs");
  const words = [process.execPath, "--require", require.resolve("tsx/cjs"), require.resolve("./language-host")];
  writeFileSync(script, `#!/bin/sh\nexec ${words.map((word) => `'${word}'`).join(" ")} "$@"\n`);
  chmodSync(script, 0o755);
}
