import { rmSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import * as path from "node:path";

const parent = path.resolve(__dirname, "../../.local");

const inUse = new Set<string>();

process.once("exit", () => {
  for (const folder of inUse) {
    rmSync(folder, { recursive: true, force: true });
  }
});

function isRunning(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** Removes what killed processes left behind. */
async function removeOrphans(): Promise<void> {
  for (const name of await readdir(parent)) {
    const owner = /^run-(\d+)-/.exec(name)?.[1];
    if (owner !== undefined && !isRunning(Number(owner))) {
      await rm(path.join(parent, name), { recursive: true, force: true });
    }
  }
}

/** Makes a folder of its own in the project; it goes away when it is removed, or with the process. */
export async function makeWorkFolder(): Promise<string> {
  await mkdir(parent, { recursive: true });
  await removeOrphans();
  const folder = await mkdtemp(path.join(parent, `run-${process.pid}-`));
  inUse.add(folder);
  return folder;
}

export async function removeWorkFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  inUse.delete(folder);
}
