import { execFileSync } from "node:child_process";
import { existsSync, realpathSync, statSync } from "node:fs";
import * as path from "node:path";

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

/** Where a file is, links followed; one that isn't there yet is where its folder is. */
function placeOf(file: string): string {
  return existsSync(file) ? realpathSync(file) : path.join(realpathSync(path.dirname(file)), path.basename(file));
}

/**
 * The git work tree that would take a file, there already or not: undefined when it is in none, or git ignores it. What
 * is no plain file can't be committed.
 *
 * @throws what the file system answers where the file's folder isn't there.
 */
export function workTreeTaking(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats !== undefined && !stats.isFile()) {
    return undefined;
  }
  const place = placeOf(file);
  const tree = workTree(path.dirname(place));
  return tree === undefined || isIgnored(place) ? undefined : tree;
}
