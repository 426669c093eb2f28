import * as path from "node:path";
import { type Figure, figure } from "./figure";
import { type Measured, measureNode } from "./measure";
import { withLobs } from "./project-of-lobs";

const root = path.resolve(__dirname, "../..");
const runs = 3;

/** Seconds with one digit. */
export function tenths(ms: number): number {
  return Math.round(ms / 100) / 10;
}

function measure(entry: string, options: readonly string[], folder?: string): Promise<Measured> {
  const command = ["--require", path.join(root, "local/tsx.cjs"), path.join(root, entry), ...options];
  return measureNode(command, {}, folder);
}

const megabytes = ({ peakMemory }: Measured) => Math.round(peakMemory / 1e6);

/** The help text and the whole run of the shipped project: each the run in the middle of three, by its wall time. */
async function shippedFigures(): Promise<Figure[]> {
  const middle = async (options: readonly string[]): Promise<Measured> => {
    const measured: Measured[] = [];
    for (let run = 0; run < runs; run++) {
      measured.push(await measure("local/start.ts", options));
    }
    const [, second] = measured.sort((one, other) => one.ms - other.ms);
    return second ?? measure("local/start.ts", options);
  };
  const help = await middle(["--help"]);
  const start = await middle(["--json"]);
  return [
    figure("help.cpu", tenths(help.cpu), "0.9 s at most"),
    figure("start.time", tenths(start.ms), "25 s at most"),
    figure("start.cpu", tenths(start.cpu), "6 s at most"),
    figure("start.memory", megabytes(start), "900 MB at most"),
  ];
}

/** What commands take of a project with more LOBs, each once. */
async function lobFigures(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const count of [12, 50] as const) {
    const start = await withLobs(count, (folder) => measure("local/start.ts", ["--json"], folder));
    figures.push(
      figure(`start.${count}.time`, tenths(start.ms), ""),
      figure(`start.${count}.cpu`, tenths(start.cpu), ""),
      figure(`start.${count}.memory`, megabytes(start), ""),
    );
  }
  const bounds = { 2: ["5 s at most", ""], 12: ["15 s at most", ""], 50: ["60 s at most", "700 MB at most"] } as const;
  for (const count of [2, 12, 50] as const) {
    const verify = await withLobs(count, (folder) => measure("local/verify.ts", [], folder));
    const [cpu, memory] = bounds[count];
    figures.push(
      figure(`verify.${count}.time`, tenths(verify.ms), ""),
      figure(`verify.${count}.cpu`, tenths(verify.cpu), cpu),
      figure(`verify.${count}.memory`, megabytes(verify), memory),
    );
  }
  return figures;
}

/** What the commands take, as processes of their own. */
export async function commandFigures(): Promise<Figure[]> {
  return [...(await shippedFigures()), ...(await lobFigures())];
}
