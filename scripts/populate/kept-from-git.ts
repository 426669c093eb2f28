import { execFileSync } from "node:child_process";
import { existsSync, realpathSync, statSync } from "node:fs";
import * as path from "node:path";
import { Refusal } from "../../infra/support/refusal";

/** The git work tree around a folder, if it is in one. */
function workTree(folder: string): string | undefined {
  if (existsSync(path.join(folder, ".git"))) {
    return folder;
  }
  const above = path.dirname(folder);
  return above === folder ? undefined : workTree(above);
}

/** Whether git ignores a file and doesn't track it. False as well when git can't be asked. */
function isIgnored(file: string): boolean {
  try {
    execFileSync("git", ["-C", path.dirname(file), "check-ignore", "--quiet", "--", file], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/**
 * Sees that a file of passwords can't be committed: it is in no git work tree, or git ignores it.
 *
 * @throws Refusal that says where to put it.
 */
export function checkKeptFromGit(file: string): void {
  // What isn't there is refused when it is read; a pipe can't be committed.
  if (statSync(file, { throwIfNoEntry: false })?.isFile() !== true) {
    return;
  }
  const real = realpathSync(file);
  const tree = workTree(path.dirname(real));
  if (tree !== undefined && !isIgnored(real)) {
    throw new Refusal(path.basename(file), [
      {
        property: "the file",
        reason: `holds passwords and is in the git work tree ${tree}, which doesn't ignore it: move it out, or give the passwords on standard input with --passwords-from -`,
      },
    ]);
  }
}
