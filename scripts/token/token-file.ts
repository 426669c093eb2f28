import { accessSync, constants, lstatSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { UsersMistake } from "../../common/users-mistake";
import { show } from "../../common/validation";
import { workTreeTaking } from "../support/git";

/** The form of a token that an earlier run wrote; nothing else is replaced. */
const tokenForm = /^(?:[\w-]+\.[\w-]+\.[\w-]+\n)?$/;

/** Most bytes of a file that is read to check its form. */
const longest = 16_384;

function isFolder(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

function isEarlierToken(file: string): boolean {
  try {
    const stats = lstatSync(file);
    return stats.isFile() && stats.size <= longest && tokenForm.test(readFileSync(file, "utf8"));
  } catch {
    return false;
  }
}

/**
 * Why a token can't be written to a file, as the end of a message about `--output`; undefined if it can. Nothing is
 * changed.
 */
export function whyNotWritable(file: string): string | undefined {
  const refuse = (why: string) => `is ${show(file)}: ${why}`;
  if (!isFolder(path.dirname(file))) {
    return refuse("its folder doesn't exist, or can't be written to; create it, or name another");
  }
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined && !isEarlierToken(file)) {
    return refuse("the file exists and isn't an earlier token; name another file");
  }
  const tree = workTreeTaking(file);
  return tree === undefined
    ? undefined
    : refuse(`git would keep it, in the work tree ${tree}; name a file outside, or one that git ignores`);
}

/**
 * Writes a token to a file that only the operator can read, mode 600, over the one of an earlier run.
 *
 * @throws UsersMistake if it can't be written, with nothing of the token left in the file.
 */
export function writeToken(file: string, token: string): void {
  try {
    // Always a new file: an earlier file's mode, or a link put there meanwhile, has no effect.
    rmSync(file, { force: true });
    writeFileSync(file, `${token}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new UsersMistake(`the token can't be written to ${file}: ${code}; name another file with --output`);
  }
}
