import * as path from "node:path";
import { runNode } from "../support/run-node";

const root = path.resolve(__dirname, "../..");

/** What a process took. */
export interface Measured {
  /** Milliseconds from start to end. */
  readonly ms: number;
  /** Milliseconds of processors, of the process by itself. */
  readonly cpu: number;
  /** Bytes. */
  readonly peakMemory: number;
  readonly stdout: string;
}

/**
 * Runs Node.js with arguments; fails when it does.
 *
 * @param folder where it runs. Default: the project's folder.
 */
export async function measureNode(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  folder = root,
): Promise<Measured> {
  const started = performance.now();
  const { code, stdout, stderr } = await runNode(
    ["--require", path.join(__dirname, "peak-memory.cjs"), ...args],
    folder,
    environment,
  );
  if (code !== 0) {
    throw new Error(`node ${args.join(" ")} ended with ${code}: ${stderr}`);
  }
  const peakMemory = Number(/peak memory (\d+)/.exec(stderr)?.[1]);
  const cpu = Number(/processor time (\d+)/.exec(stderr)?.[1]);
  return { ms: performance.now() - started, cpu, peakMemory, stdout };
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
