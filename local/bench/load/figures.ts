import { withShippedEstate } from "../bench-estate";
import type { FigureId } from "../catalogue";
import { type Figure, figure } from "../figure";
import { median } from "../measure";
import type { Driven } from "./drive";
import { growth, putUnderLoad } from "./load";

/** What the function that a heap belongs to is called without its stack. */
function heapId(of: string): FigureId {
  const ids = ["heap.studio-authorizer", "heap.studio-presigned-url", "heap.invoke-endpoint"] as const;
  return ids.find((id) => of.startsWith(id.slice("heap.".length))) ?? "heap.local-aws";
}

function answersOf(of: "api" | "invoke", rounds: readonly Driven[], sent: string): Figure[] {
  const middle = (key: "perSecond" | "p50" | "p99") => Math.round(median(rounds.map((round) => round[key])));
  const failed = rounds.reduce((sum, { errors, wrong }) => sum + errors + wrong.length, 0);
  return [
    figure(`load.${of}.throughput`, middle("perSecond"), sent),
    figure(`load.${of}.p50`, middle("p50"), ""),
    figure(`load.${of}.p99`, middle("p99"), ""),
    figure(`load.${of}.errors`, failed, "0 at most"),
  ];
}

/** How the local API and the functions do under load: the medians of three rounds, and how heaps grow over them. */
export async function loadFigures(): Promise<Figure[]> {
  const { api, invoke, heaps } = await withShippedEstate(putUnderLoad);
  return [
    ...answersOf("api", api, "two people in turns, on two connections"),
    ...answersOf("invoke", invoke, "two flowers in turns, on two connections"),
    ...[...heaps].map(([of, bytes]) =>
      figure(
        heapId(of),
        Math.round(growth(bytes) * 1000) / 10,
        `10 % at most, of ${((bytes[0] ?? 0) / 1e6).toFixed(1)} MB after the first of three rounds`,
      ),
    ),
  ];
}
