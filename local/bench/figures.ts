import { authorizerFigures } from "./authorizer";
import { bundleFigures } from "./bundles";
import { callFigures } from "./calls";
import { evaluationFigures } from "./evaluation";
import type { Figure } from "./figure";
import { measureNode, medianOf } from "./measure";

const startRuns = 3;

async function startFigures(): Promise<Figure[]> {
  const memory: number[] = [];
  const ms = await medianOf(startRuns, async () => {
    const run = await measureNode(["--require", "./local/tsx.cjs", "local/start.ts", "--json"]);
    memory.push(run.peakMemory);
    return run.ms;
  });
  return [
    { name: "npm start in all", value: Math.round(ms / 100) / 10, unit: "s", anchor: "25 s at most" },
    {
      name: "npm start, peak memory",
      value: Math.round(Math.max(...memory) / 1e6),
      unit: "MB",
      anchor: "900 MB at most",
    },
  ];
}

/** Takes all figures, one group after the other, so that none disturbs another. */
export async function takeFigures(): Promise<Figure[]> {
  return [
    ...(await callFigures()),
    ...(await bundleFigures()),
    ...(await authorizerFigures()),
    ...(await evaluationFigures()),
    ...(await startFigures()),
  ];
}
