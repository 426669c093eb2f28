import type { Chosen } from "../start/options";
import type { Progress } from "../start/progress";
import { environmentHeading } from "../start/report";
import { type PlayedAnswer, playReadings } from "./play";
import { actIds, type ProofId } from "./proofs";
import { answerLine, outcomeOf, readingsJson, readingsSummary } from "./report";

/** What an environment's config has anything for. */
function playable({ environment, scenarios }: Chosen["plans"][number]): readonly ProofId[] {
  return environment.hub === undefined ? scenarios : [...scenarios, ...actIds];
}

/**
 * Plays every answer to every open question, in each environment.
 *
 * @param write where the JSON document goes.
 * @returns whether only expected failures occurred, and everything could be played.
 */
export async function playAllReadings(
  { plans, payloads }: Pick<Chosen, "plans" | "payloads">,
  model: URL,
  isJson: boolean,
  progress: Progress,
  write: (text: string) => void,
): Promise<boolean> {
  const started = performance.now();
  const runs: { environment: string; answers: readonly PlayedAnswer[] }[] = [];
  for (const plan of plans) {
    const { name, project } = plan.environment;
    if (plans.length > 1) {
      progress.done(environmentHeading(name));
    }
    progress.doing("playing the answers assumed");
    const what = { project, payloads, model, playable: playable(plan) };
    const answers = await playReadings(what, (answer) => {
      progress.done(answerLine(answer));
      progress.doing("playing the next answer");
    });
    runs.push({ environment: name, answers });
  }
  const all = runs.flatMap(({ answers }) => answers);
  if (isJson) {
    write(`${readingsJson(runs)}\n`);
  }
  progress.done(readingsSummary(all, performance.now() - started));
  return all.every((answer) => ["ok", "known", "none"].includes(outcomeOf(answer)));
}
