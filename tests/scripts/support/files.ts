import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { Refusal } from "../../../common/refusal";
import type { Row, UsersFile } from "../../../scripts/populate/row";

/** A folder for one suite's files, outside any git work tree. */
export class Folder {
  readonly path = mkdtempSync(path.join(tmpdir(), "populate-test-"));

  /** Writes a file and gives its path. */
  write(name: string, content: string | Uint8Array): string {
    const file = path.join(this.path, name);
    writeFileSync(file, content);
    return file;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** A row as it stands in a file; what is undefined is not set. */
export type FileRow = readonly [user?: string | undefined, lob?: string | undefined, profile?: string | undefined];

/** A file of users, a row each from line 2 on: user, LOB and, if given, profile. */
export function usersFile(...rows: readonly FileRow[]): UsersFile {
  return {
    name: "users.csv",
    rows: rows.map(([user, lob, profile], index): Row => ({ line: index + 2, user, lob, profile })),
    mistakes: [],
  };
}

/** What something is refused with. Fails when it isn't refused. */
export async function refusalOf(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (error instanceof Refusal) {
      return error.message;
    }
    throw error;
  }
  throw new Error("nothing was refused");
}
