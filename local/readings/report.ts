import { isAssumed, shownAnswer } from "../aws/readings";
import { seconds } from "../start/report";
import type { PlayedAnswer } from "./play";

/** An answer's outcome: all pass, expected failures, other failures, not playable, or nothing to play. */
export type Outcome = "ok" | "known" | "failed" | "unplayable" | "none";

export function outcomeOf({ proofs, failures, known }: PlayedAnswer): Outcome {
  if (proofs.length === 0) {
    return "none";
  }
  if (failures.length === 0) {
    return "ok";
  }
  if (known !== undefined) {
    return "known";
  }
  return failures.some(({ isPlayable }) => isPlayable) ? "failed" : "unplayable";
}

const marks: Readonly<Record<Outcome, string>> = {
  ok: "ok   ",
  known: "known",
  failed: "FAIL ",
  unplayable: "--   ",
  none: "--   ",
};

function details(played: PlayedAnswer): string {
  const { proofs, failures, known } = played;
  const failed = failures.map(({ id, actual }) => `${id}: ${actual}`).join(" | ");
  switch (outcomeOf(played)) {
    case "ok":
      return proofs.join(", ");
    case "known":
      return `fails as expected: ${failures.map(({ id }) => id).join(", ")}; fix: ${known?.mend}`;
    case "failed":
      return failed;
    case "unplayable":
      return `not playable: ${failed}`;
    case "none":
      return "nothing in this environment depends on it";
  }
}

/** An answer's line. */
export function answerLine(played: PlayedAnswer): string {
  const { question, answer } = played;
  return `  ${marks[outcomeOf(played)]}  ${question}=${shownAnswer(question, answer)}  ${details(played)}`;
}

function count(all: readonly PlayedAnswer[], outcome: Outcome): number {
  return all.filter((one) => outcomeOf(one) === outcome).length;
}

/** The last line. */
export function readingsSummary(all: readonly PlayedAnswer[], ms: number): string {
  const questions = new Set(all.map(({ question }) => question)).size;
  const parts = [
    `${count(all, "ok")} pass`,
    `${count(all, "known")} fail as expected`,
    `${count(all, "failed")} fail unexpectedly`,
    ...(count(all, "unplayable") > 0 ? [`${count(all, "unplayable")} not playable`] : []),
    ...(count(all, "none") > 0 ? [`${count(all, "none")} with nothing to play`] : []),
  ];
  return `${questions} open questions, ${all.length} answers: ${parts.join(", ")}, in ${seconds(ms)}. docs/readings.md explains each.`;
}

/** `npm start -- --readings --json`. */
export function readingsJson(runs: readonly { environment: string; answers: readonly PlayedAnswer[] }[]): string {
  const readings = runs.flatMap(({ environment, answers }) =>
    answers.map((one) => ({
      environment,
      question: one.question,
      answer: one.answer,
      assumed: isAssumed(one.question, one.answer),
      outcome: outcomeOf(one),
      proofs: one.proofs,
      failures: one.failures.map(({ id, actual }) => ({ id, actual })),
      ...(one.known !== undefined && { mend: one.known.mend }),
    })),
  );
  return JSON.stringify({ readings });
}
