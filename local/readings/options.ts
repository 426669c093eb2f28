import { didYouMean } from "../../common/did-you-mean";
import { UsersMistake } from "../../common/users-mistake";
import {
  assumedReadings,
  isAssumed,
  isQuestionId,
  openQuestions,
  questionIds,
  type Readings,
  shownAnswer,
} from "../aws/readings";
import { actIds, rows } from "./proofs";

/** The question and the answer of `<question>=<answer>`. */
function partsOf(text: string): readonly [id: string, answer: string | undefined] {
  const [id = "", answer] = text.split(/=(.*)/s);
  return [id, answer];
}

/** What is wrong with a reading that somebody chose; undefined where it is one. */
function mistakeOf(text: string, all: readonly string[]): string | undefined {
  const [id, answer] = partsOf(text);
  const questions = `the questions are ${questionIds.join(", ")}`;
  if (answer === undefined) {
    return `--reading is "${text}": give <question>=<answer>; ${questions}`;
  }
  if (!isQuestionId(id)) {
    return `--reading is "${text}": ${didYouMean(id, questionIds) ?? questions}`;
  }
  const answers = Object.keys(openQuestions[id].answers);
  if (!answers.includes(answer)) {
    const shown = answers.map((one) => shownAnswer(id, one)).join(", ");
    return `--reading is "${text}": the answers to ${id} are ${shown}`;
  }
  return all.filter((other) => other.startsWith(`${id}=`)).length > 1
    ? `--reading gives ${id} more than one answer: choose one`
    : undefined;
}

/**
 * The readings that `--reading <question>=<answer>` asks for; what it doesn't name is as assumed.
 *
 * @throws UsersMistake naming every unknown question or answer.
 */
export function chosenReadings(texts: readonly string[]): Readings {
  const mistakes = new Set(texts.flatMap((text) => mistakeOf(text, texts) ?? []));
  if (mistakes.size > 0) {
    throw new UsersMistake([...mistakes].join("\n"));
  }
  return { ...assumedReadings, ...Object.fromEntries(texts.map(partsOf)) };
}

/** A line for each reading that differs from the one assumed, with what no scenario of the run can show of it. */
export function notAsAssumed(readings: Readings): string[] {
  const isAct = (id: string) => actIds.some((act) => act === id);
  return questionIds
    .filter((id) => !isAssumed(id, readings[id]))
    .map((id) => {
      const acts = rows[id].proofs.filter(isAct);
      const unplayed = acts.length === 0 ? "" : ` (only --readings plays ${acts.join(", ")})`;
      return `Not as assumed: ${id}=${readings[id]}${unplayed}`;
    });
}
