import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import * as path from "node:path";

const parent = path.resolve(__dirname, "../../../.local");

const inUse = new Set<string>();

process.once("exit", () => {
  for (const folder of inUse) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Makes a folder of its own in the project; it goes away when it is removed, or with the process. */
export async function makeWorkFolder(): Promise<string> {
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(path.join(parent, "run-"));
  inUse.add(folder);
  return folder;
}

export async function removeWorkFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  inUse.delete(folder);
}
