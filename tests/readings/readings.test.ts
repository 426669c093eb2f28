import { expect } from "chai";
import { assumedReadings, openQuestions, questionIds } from "../../local/aws/readings";
import { rows } from "../../local/readings/proofs";
import { type Changes, start } from "../flows/support/typed-start";

/** What `npm start -- --readings` prints of the answers, and how it ends. */
async function lines(changes: Changes) {
  const { code, lines: all } = await start(changes, { readings: true });
  return { code, answers: all.slice(1, -1), summary: all.at(-1)?.replace(/in [\d.]+ s/, "in … s") };
}

/** The line of every answer, as the table has it: what passes, and what fails as known. */
const expected = questionIds.flatMap((id) =>
  Object.keys(openQuestions[id].answers).map((answer) => {
    const known = rows[id].known?.[answer];
    const name = `${id}=${answer}${assumedReadings[id] === answer ? " (assumed)" : ""}`;
    const failing = rows[id].proofs.filter((proof) => known?.fails[proof] !== undefined);
    return known === undefined
      ? `  ok     ${name}  ${rows[id].proofs.join(", ")}`
      : `  known  ${name}  fails as expected: ${failing.join(", ")}; fix: ${known.mend}`;
  }),
);

describe("npm start -- --readings", () => {
  it("passes under every answer but for just the failures that are known, each with what mends it", async () => {
    const { code, answers, summary } = await lines({});

    expect(answers).to.deep.equal(expected);
    expect([code, summary]).to.deep.equal([
      0,
      "16 open questions, 36 answers: 32 pass, 4 fail as expected, 0 fail unexpectedly, in … s. docs/readings.md explains each.",
    ]);
  });

  it("has a page sign in whatever Cognito's endpoint answers once config sends it over the internet", async () => {
    const { code, answers } = await lines({
      "Pulumi.shared.yaml": (text) => `${text}  sagemaker-multi-account:signIn: internet\n`,
      "Pulumi.parent.yaml": (text) => text.replace("- iris", "- Iris"),
    });

    expect(answers.filter((line) => / (cognito-cors|sagemaker-arns)=/.test(line))).to.deep.equal([
      "  ok     cognito-cors=answered (assumed)  sign-in-page",
      "  ok     cognito-cors=absent  sign-in-page",
      `  ok     sagemaker-arns=lower (assumed)  ${rows["sagemaker-arns"].proofs.join(", ")}`,
      `  ok     sagemaker-arns=written  ${rows["sagemaker-arns"].proofs.join(", ")}`,
    ]);
    expect(code).to.equal(0);
  });
});
