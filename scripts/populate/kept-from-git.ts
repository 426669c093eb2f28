import { existsSync } from "node:fs";
import * as path from "node:path";
import { Refusal } from "../../common/refusal";
import { workTreeTaking } from "../support/git";

/**
 * Makes sure that a file of passwords can't be committed: it is in no git work tree, or git ignores it.
 *
 * @throws Refusal with where to put it.
 */
export function checkKeptFromGit(file: string): void {
  // A missing file is refused when it is read.
  const tree = existsSync(file) ? workTreeTaking(file) : undefined;
  if (tree !== undefined) {
    throw new Refusal(path.basename(file), [
      {
        property: "the file",
        reason: `holds passwords and is in the git work tree ${tree}, which doesn't ignore it: move it out, or give the passwords on standard input with --passwords-from -`,
      },
    ]);
  }
}
