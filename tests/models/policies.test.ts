import { expect } from "chai";
import { projects, registrationsIn } from "../policy/support/projects";
import { exceptions } from "./support/policy-exceptions";
import { read, statementCases } from "./support/statement-cases";
import { statementMistakes } from "./support/statement-mistakes";
import { type Placed, shippedStatements, statementsIn } from "./support/statements";

async function mistakesIn(statements: readonly Placed[]): Promise<string[]> {
  const found = statements.map(async ({ place, statement }) =>
    (await statementMistakes(statement)).map((mistake) => `${place}: ${mistake}`),
  );
  return (await Promise.all(found)).flat();
}

describe("AWS's lists of actions, resources and condition keys", () => {
  for (const what of Object.keys(projects)) {
    it(`have what the policies of the project ${what} name`, async () => {
      const stacks = await registrationsIn(what);
      const statements = [...stacks.values()].flat().flatMap(({ outputs }) => statementsIn(outputs));
      expect(statements).to.have.length.greaterThan(50);
      expect(await mistakesIn(statements)).to.deep.equal([]);
    });
  }

  it("have what the policy documents of docs and the authorizer's answer name", async () => {
    const statements = shippedStatements();
    expect([...new Set(statements.map(({ place }) => place.split(",")[0]))]).to.include.members([
      "docs/oidc/state-bucket.json",
      "docs/operations.md",
      "the authorizer's answer",
    ]);
    // Which regions an organization uses doesn't depend on the service: it names those that have none.
    expect(await mistakesIn(statements)).to.deep.equal([
      "docs/organization/regions.json, statement OwnRegionsOnly: NotAction and NotResource aren't judged: name what is meant",
    ]);
  });

  for (const { what, statement, mistakes } of statementCases) {
    it(`refuse ${what}`, async () => {
      expect(await statementMistakes(read(statement))).to.deep.equal(mistakes);
    });
  }

  for (const { action, as, names } of exceptions) {
    it(`lack of ${action} what they are excused for, each ${as}`, async () => {
      const statement = {
        Action: action,
        Resource: "*",
        Condition: {
          StringEquals:
            as === "condition key"
              ? Object.fromEntries(names.map((name) => [name, "x"]))
              : { "aws:SourceIdentity": names.map((name) => `\${${name}}`) },
        },
      };
      expect(await statementMistakes(read(statement), [])).to.deep.equal(
        names.map((name) => `${action} has no ${as} ${name}`),
      );
      expect(await statementMistakes(read(statement))).to.deep.equal([]);
    });
  }
});
