import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { commandLine, parseCommandLine } from "../../scripts/support/arguments";
import { openQuestions, type QuestionId, questionIds, shownAnswer } from "../aws/readings";
import { type Row, rows } from "./proofs";

const start = `# Readings: what AWS's documents leave open

For those who deploy this project first, and for those who review what it rests on. Each question below is one that AWS's documents leave
open; the local AWS can answer it either way.

- \`npm start -- --readings\` plays what each question affects, with each of its answers. Only the failures listed below are
  expected; any other fails the run. \`npm run test:readings\` asserts the shipped estate's lines.
- \`npm start -- --reading <question>=<answer>\` plays the scenarios with another answer.

This file is written by \`npm run readings\` from \`local/aws/readings.ts\` and \`local/readings/proofs.ts\`.
`;

function answerLine(id: QuestionId, answer: string, meaning: string, { known }: Row): string {
  const failure = known?.[answer];
  const outcome =
    failure === undefined
      ? "Everything works."
      : `Fails: ${Object.keys(failure.fails).join(", ")}. Fix: ${failure.mend}.`;
  return `- ${shownAnswer(id, answer, `\`${answer}\``)}: ${meaning}. ${outcome}`;
}

function section(id: QuestionId): string {
  const { question, source, answers, settledBy } = openQuestions[id];
  return [
    `## \`${id}\``,
    "",
    question,
    "",
    ...Object.entries(answers).map(([answer, meaning]) => answerLine(id, answer, meaning, rows[id])),
    "",
    `Source: ${source}. To find out: ${settledBy}. Played: ${rows[id].proofs.join(", ")}.`,
    "",
  ].join("\n");
}

/** The text of `docs/readings.md`. */
export function readingsDocument(): string {
  return [start, ...questionIds.map(section)].join("\n");
}

export const command = commandLine("npm run readings --")
  .description(
    "Writes docs/readings.md. To play the scenarios with other answers: npm start -- --readings, or --reading.",
  )
  .action(() => {
    writeFileSync(path.resolve(__dirname, "../../docs/readings.md"), readingsDocument());
    process.stdout.write(`docs/readings.md has all ${questionIds.length} questions.\n`);
  });

if (require.main === module) {
  void parseCommandLine(command);
}
