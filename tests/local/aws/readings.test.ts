import { expect } from "chai";
import { World } from "../../../local/aws/core/world";
import { assumedReadings, openQuestions, questionIds } from "../../../local/aws/readings";
import { actIds, rows } from "../../../local/readings/proofs";
import { scenarioIds } from "../../../local/scenarios/scenario-ids";

describe("the table of open questions", () => {
  for (const id of questionIds) {
    const { question, source, answers, settledBy } = openQuestions[id];
    const names = Object.keys(answers);

    it(`${id} is a question with a source, two answers or more, one of them assumed, and a way to find out`, () => {
      expect(id).to.match(/^[a-z]+(-[a-z]+)+$/);
      expect(question).to.match(/^[A-Z].*\?$/s);
      expect(names).to.have.length.greaterThan(1);
      expect(names).to.include(assumedReadings[id]);
      for (const text of [source, settledBy, ...Object.values(answers)]) {
        expect(text, text).to.match(/^\S.{15,}[^.]$/s);
      }
    });

    it(`${id} names what is played, and known failures only of what is played under answers that aren't assumed`, () => {
      const { proofs, known = {} } = rows[id];
      const all: readonly string[] = [...scenarioIds, ...actIds];
      expect(proofs).to.have.length.greaterThan(0);
      expect(proofs.filter((proof) => !all.includes(proof))).to.deep.equal([]);
      for (const [answer, { fails }] of Object.entries(known)) {
        expect(names).to.include(answer);
        expect(answer).not.to.equal(assumedReadings[id]);
        expect(proofs).to.include.members(Object.keys(fails));
      }
    });
  }

  it("is what the local AWS does unless told otherwise", () => {
    expect(new World().readings).to.deep.equal(assumedReadings);
  });
});
