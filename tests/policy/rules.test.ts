import { expect } from "chai";
import { rules } from "../../policy/rules";
import { dataCases } from "./cases/data";
import { documentCases } from "./cases/documents";
import { loopholeCases } from "./cases/loopholes";
import { otherLoopholeCases } from "./cases/loopholes-elsewhere";
import { networkCases } from "./cases/network";
import { principalCases } from "./cases/principals";
import { programCases } from "./cases/program";
import { transitGatewayCases } from "./cases/transit-gateway";
import { trustCases } from "./cases/trust";
import { found, type RuleCases } from "./support/case";

const groups: readonly RuleCases[] = [
  ...[dataCases, documentCases, loopholeCases, networkCases, otherLoopholeCases],
  ...[principalCases, programCases, transitGatewayCases, trustCases],
];

const casesOf = (rule: string) => groups.flatMap((group) => group[rule] ?? []);

describe("Rules of the policy pack", () => {
  it("have each a name of its own, in kebab-case, a description and a source", () => {
    const names = rules.map(({ name }) => name);

    expect(new Set(names).size).to.equal(names.length);
    for (const { name, description, source } of rules) {
      expect(name).to.match(/^[a-z]+(-[a-z]+)*$/);
      expect(description, name).to.match(/^[A-Z].*\.$/);
      expect(source, name).to.not.equal("");
    }
  });

  it("have each a case that passes and one that fails", () => {
    const judged = new Set(groups.flatMap((group) => Object.keys(group)));
    expect([...judged].sort()).to.deep.equal(rules.map(({ name }) => name).sort());
    for (const name of judged) {
      const of = casesOf(name);
      expect(
        of.some(({ messages }) => messages.length === 0),
        name,
      ).to.equal(true);
      expect(
        of.some(({ messages }) => messages.length > 0),
        name,
      ).to.equal(true);
    }
  });

  for (const rule of rules) {
    describe(rule.name, () => {
      for (const { what, resources, messages } of casesOf(rule.name)) {
        it(`${messages.length === 0 ? "passes" : "stops"} ${what}`, () => {
          expect(found(rule, resources)).to.deep.equal(messages);
        });
      }
    });
  }
});
