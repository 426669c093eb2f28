import { spawn } from "node:child_process";
import * as path from "node:path";

const root = path.resolve(__dirname, "../..");

/** A process that has ended. */
export interface Measured {
  /** Milliseconds from start to end. */
  readonly ms: number;
  /** Bytes. */
  readonly peakMemory: number;
  readonly stdout: string;
}

/** Runs Node.js with arguments in the project's folder; fails when it does. */
export function runNode(args: readonly string[]): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(process.execPath, ["--require", path.join(__dirname, "peak-memory.cjs"), ...args], {
      cwd: root,
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk) => {
      stdout += chunk;
    });
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      const peakMemory = Number(/peak memory (\d+)/.exec(stderr)?.[1]);
      if (code === 0) {
        resolve({ ms: performance.now() - started, peakMemory, stdout });
      } else {
        reject(new Error(`node ${args.join(" ")} ended with ${code}: ${stderr}`));
      }
    });
  });
}

/** The middle one of an odd number of values, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}

/** Repeats a measurement, one after the other, and gives its median. */
export async function medianOf(times: number, measure: () => Promise<number>): Promise<number> {
  const values: number[] = [];
  for (let time = 0; time < times; time++) {
    values.push(await measure());
  }
  return median(values);
}
