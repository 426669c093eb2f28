import { expect } from "chai";
import { configKeys } from "../../../stacks/config-keys";
import { unsharedMistakes } from "../../../stacks/project/project-checks";
import { readProject } from "../../../stacks/project/project-files";
import { withFolder } from "../../local/support/project";
import { messageOf } from "../../support/refused";
import { type ConfigMistake, filesOf } from "./support/mistaken-files";
import { betweenStacks } from "./support/mistakes-between-stacks";
import { ofAnyStack } from "./support/mistakes-of-any-stack";
import { ofChildren } from "./support/mistakes-of-children";
import { ofForm } from "./support/mistakes-of-form";
import { ofHubs } from "./support/mistakes-of-hubs";
import { ofModels } from "./support/mistakes-of-models";
import { ofParents } from "./support/mistakes-of-parents";

const tables: Readonly<Record<string, readonly ConfigMistake[]>> = {
  "the form of a file": ofForm,
  "any stack": ofAnyStack,
  "a hub": ofHubs,
  "a parent": ofParents,
  "a parent's models": ofModels,
  "a child": ofChildren,
  "stacks beside each other": betweenStacks,
};

function toldOf(files: Readonly<Record<string, string>>): Promise<string> {
  return messageOf(() => withFolder(files, (folder) => readProject(folder, unsharedMistakes)));
}

// What a new user does wrong, and the whole of what is told.
describe("A mistake in config", () => {
  for (const [where, mistakes] of Object.entries(tables)) {
    for (const { what, says, ...given } of mistakes) {
      it(`in ${where} has its message: ${what}`, async () => {
        const count = says.length === 1 ? "1 mistake" : `${says.length} mistakes`;
        expect((await toldOf(filesOf(given))).split("\n")).to.deep.equal([
          `${count} in the project's files, nothing was changed`,
          ...says.map((line) => `  ${line}`),
        ]);
      });
    }
  }

  it("is none in the files that these are made of", async () => {
    expect(await toldOf(filesOf({}))).to.equal("nothing was refused");
  });

  it("is reported with all others, of every file, in the order of files and lines", async () => {
    const childKeys = [...configKeys].flatMap(([key, { of }]) => (of.includes("child") ? [key] : [])).join(", ");
    const keys = {
      shared: { lobs: "[lob-a]", mfa: "on" },
      parent: { account: "2" },
      child: { vpcCidr: "10.101.0.0/16", parentStack: "parnt" },
      "lob-b": { colour: "blue" },
    };
    expect((await toldOf(filesOf({ keys }))).split("\n")).to.deep.equal([
      "5 mistakes in the project's files, nothing was changed",
      '  Pulumi.child.yaml:7: parentStack is "parnt": no stack with role parent has this name; did you mean parent?',
      `  Pulumi.lob-b.yaml:8: colour is not a key of this project; those of a child's stack are ${childKeys}`,
      "  Pulumi.parent.yaml:2: account is 2: an account id has 12 digits, and this has 1",
      '  Pulumi.shared.yaml:5: mfa is "on": write off, optional or required',
      '  Pulumi.shared.yaml:6: lobs[0] is "lob-a": a LOB has a name and an account, such as { name: lob-a, account: "333333333333" }',
    ]);
  });
});
