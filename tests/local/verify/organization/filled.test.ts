import { expect } from "chai";
import { World } from "../../../../local/aws/core/world";
import { guardrailsOf } from "../../../../local/verify/organization/filled";
import { childTexts, parentTexts, projectOf } from "../../support/project";

const naming = { namePrefix: "acme-", rolePath: "/teams/ml/" };
const role = "arn:aws:iam::*:role<path><prefix>SageMakerExternal";

/** The document's role for stacks of these names, or what is wrong with it. */
function filledFor(parent: object, child: object): unknown {
  const project = projectOf({ parent: { ...parentTexts, ...parent }, child: { ...childTexts, ...child } });
  const documents = { levels: [[{ name: "p", document: { role } }]], boundary: undefined, deployRole: undefined };
  try {
    return guardrailsOf(new World(), project, documents)
      .levels.flat()
      .map(({ document }) => document);
  } catch (error) {
    return String(error);
  }
}

describe("An organization's documents", () => {
  it("have the stacks' namePrefix and rolePath for <prefix> and <path>", () => {
    expect(filledFor(naming, naming)).to.deep.equal([{ role: "arn:aws:iam::*:role/teams/ml/acme-SageMakerExternal" }]);
    expect(filledFor({}, {})).to.deep.equal([{ role: "arn:aws:iam::*:role/SageMakerExternal" }]);
  });

  it("are refused where the stacks have several values for a placeholder", () => {
    expect(filledFor({}, naming)).to.equal(
      [
        'Error: p has the placeholder <path>, for which the stacks have ["/","/teams/ml/"]: write the role\'s name once for each in its place',
        'p has the placeholder <prefix>, for which the stacks have ["","acme-"]: write the role\'s name once for each in its place',
      ].join("\n"),
    );
  });
});
