import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Bytes of a process and of all that it started, as `ps` tells: pages that processes share are counted in each. */
async function residentBytes(root: number): Promise<number> {
  const { stdout } = await run("ps", ["-A", "-o", "pid=,ppid=,rss="]);
  const rows = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const tree = new Set([root]);
  let bytes = 0;
  // A process comes after its parent, unless ids have begun again; then another sample sees it.
  for (const [pid = 0, parent = 0, kilobytes = 0] of rows) {
    if (tree.has(pid) || tree.has(parent)) {
      tree.add(pid);
      bytes += kilobytes * 1024;
    }
  }
  return bytes;
}

/** The most that a process and all that it started have at once, by looking four times a second until `ended`. */
export async function peakOf(root: number, ended: Promise<unknown>): Promise<number> {
  let peak = 0;
  let isOver = false;
  const over = ended.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    peak = Math.max(peak, await residentBytes(root));
    await Promise.race([over, new Promise((resolve) => setTimeout(resolve, 250))]);
  }
  return peak;
}
