import { expect } from "chai";
import { childrenWithoutStack } from "../../../stacks/project/children-without-stack";
import { isParent } from "../../../stacks/project/roles";
import { childTexts, parentTexts, projectOf, sharedTexts } from "../../local/support/project";

function told(texts: Readonly<Record<string, string>>): string[] {
  const project = projectOf({ shared: sharedTexts, parent: { ...parentTexts, ...texts }, child: childTexts });
  return project.stacks.filter(isParent).flatMap((parent) => childrenWithoutStack(project, parent));
}

describe("An account that a parent trusts and no child has", () => {
  it("is named, a stranger's and the hub's own", () => {
    expect(told({ children: '["333333333333","999999999999","111122223333"]' })).to.deep.equal([
      "children names 999999999999, which no stack here has",
      "children names 111122223333, which is stack shared's and not a child's",
    ]);
  });

  it("is none if all are children's, or the organization is trusted", () => {
    const { organizationArn } = sharedTexts;
    expect(told({})).to.deep.equal([]);
    expect(told({ children: "organization", organizationArn })).to.deep.equal([]);
  });
});
