import type { Project } from "../../stacks/project/stack";
import {
  assumedReadings,
  isAssumed,
  openQuestions,
  type QuestionId,
  questionIds,
  type Readings,
} from "../aws/readings";
import { Estate } from "../estate/estate";
import { scenarios } from "../scenarios";
import { type Play, Stage } from "../scenarios/scenario";
import { Unplayable } from "../scenarios/unplayable";
import { playAct } from "./acts";
import { type ActId, actIds, type KnownFailure, type ProofId, rows } from "./proofs";

/** The outcome of a proof that failed. */
export interface Failure {
  readonly id: ProofId;
  readonly actual: string;
  readonly isPlayable: boolean;
}

/** The outcome of an answer to a question. */
export interface PlayedAnswer {
  readonly question: QuestionId;
  readonly answer: string;
  /** What was played; nothing where the environment has nothing that the question touches. */
  readonly proofs: readonly ProofId[];
  readonly failures: readonly Failure[];
  /** What fixes the failures, where exactly these are known. */
  readonly known?: KnownFailure | undefined;
}

function isAct(id: ProofId): id is ActId {
  return actIds.some((act) => act === id);
}

function play(id: ProofId, stage: Stage): Promise<Play> {
  if (isAct(id)) {
    return playAct(id, stage);
  }
  const scenario = scenarios.find((one) => one.id === id);
  if (scenario === undefined) {
    throw new Error(`there is no scenario ${id}`);
  }
  return scenario.play(stage);
}

/** Plays a proof. An error on the way is its outcome: under another answer the estate may not come up. */
async function tried(id: ProofId, play: () => Promise<Play>): Promise<Failure | undefined> {
  try {
    const { ok, actual, notes } = await play();
    return ok ? undefined : { id, isPlayable: true, actual: [actual, ...notes].join("; ") };
  } catch (error) {
    const isPlayable = !(error instanceof Unplayable);
    return { id, isPlayable, actual: error instanceof Error ? error.message : String(error) };
  }
}

/** Brings an estate up under some readings, and plays proofs on it, each once. */
export async function failuresUnder(
  readings: Readings,
  proofs: readonly ProofId[],
  { project, payloads, model }: Omit<Played, "playable">,
): Promise<Failure[]> {
  const estate = await Estate.found(project, model, undefined, readings);
  const stage = new Stage(project, estate, payloads);
  try {
    const up = (async () => {
      for (const stack of project.stacks) {
        await estate.up(stack);
      }
    })();
    const failures: Failure[] = [];
    for (const id of proofs) {
      const failure = await tried(id, async () => {
        await up;
        return play(id, stage);
      });
      failures.push(...(failure === undefined ? [] : [failure]));
    }
    return failures;
  } finally {
    await stage.close();
    await estate.close();
  }
}

/** What readings are played with. */
export interface Played {
  readonly project: Project;
  readonly payloads: Stage["payloads"];
  readonly model: URL;
  /** What the environment's config has anything for. */
  readonly playable: readonly ProofId[];
}

/** The known failure, where what failed is just that. */
function knownOf(question: QuestionId, answer: string, failures: readonly Failure[]): KnownFailure | undefined {
  const known = rows[question].known?.[answer];
  const isKnown = ({ id, actual }: Failure) => {
    const words = known?.fails[id];
    return words !== undefined && actual.includes(words);
  };
  return failures.length > 0 && failures.every(isKnown) ? known : undefined;
}

/**
 * Plays what each open question touches under each of its answers, the other questions being answered as assumed.
 * Nothing but the question's own answer differs, so the assumed answers are all played on one estate.
 *
 * @param done hears of each answer when it has been played.
 */
export async function playReadings(what: Played, done: (answer: PlayedAnswer) => void): Promise<PlayedAnswer[]> {
  const proofsOf = (question: QuestionId) => rows[question].proofs.filter((id) => what.playable.includes(id));
  const all = [...new Set(questionIds.flatMap(proofsOf))];
  const assumed = all.length === 0 ? [] : await failuresUnder(assumedReadings, all, what);
  const answers: PlayedAnswer[] = [];
  const told = new Set<ProofId>();
  /** What fails as assumed fails under most answers; it is reported once. */
  const untold = (failure: Failure): Failure => {
    const isTold = told.has(failure.id);
    if (assumed.some(({ id }) => id === failure.id)) {
      told.add(failure.id);
    }
    return isTold ? { ...failure, actual: "as above" } : failure;
  };
  for (const question of questionIds) {
    const proofs = proofsOf(question);
    for (const answer of Object.keys(openQuestions[question].answers)) {
      const failures = isAssumed(question, answer)
        ? assumed.filter(({ id }) => proofs.includes(id))
        : proofs.length === 0
          ? []
          : await failuresUnder({ ...assumedReadings, [question]: answer }, proofs, what);
      const known = knownOf(question, answer, failures);
      const one = { question, answer, proofs, failures: failures.map(untold), known };
      done(one);
      answers.push(one);
    }
  }
  return answers;
}
