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

/** Whether git ignores a file and doesn't track it. Also false if git can't be run. */
function isIgnored(file: string): boolean {
  try {
    execFileSync("git", ["-C", path.dirname(file), "check-ignore", "--quiet", "--", file], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** A file's path with links resolved; for a new file, by its folder. */
function placeOf(file: string): string {
  return existsSync(file) ? realpathSync(file) : path.join(realpathSync(path.dirname(file)), path.basename(file));
}

/**
 * The git work tree that a file, existing or new, could be committed to: undefined if it is in none, or git ignores it.
 * Only plain files can be committed.
 *
 * @throws the file system's error if the file's folder doesn't exist.
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
