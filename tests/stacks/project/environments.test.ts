import { expect } from "chai";
import { chosenEnvironments, environmentsOf } from "../../../stacks/project/environments";
import type { Project } from "../../../stacks/project/stack";
import { bothEnvironments } from "../../flows/support/environments";
import { childTexts, parentTexts, projectOf, sharedTexts } from "../../local/support/project";

/** Each environment's name and stacks, and what of it is played. */
function told(project: Project): string[] {
  return environmentsOf(project).map(({ name, project: { stacks }, hub, parent }) => {
    const played = [hub, parent].flatMap((stack) => (stack === undefined ? [] : [stack.name]));
    return `${name}: ${stacks.map((stack) => stack.name).join(" ")}, plays ${played.join(" and ") || "nothing"}`;
  });
}

const lob = (name: string, account: string, texts: Readonly<Record<string, string>> = {}) => ({
  ...childTexts,
  ...{ account, lob: name, vpcCidr: "10.100.0.0/16", userProfiles: '["ann"]', sharedStack: "shared", parentStack: "" },
  ...texts,
});

describe("The environments of a project", () => {
  it("are every hub with what belongs to it", () => {
    expect(told(bothEnvironments)).to.deep.equal([
      "shared: shared parent child lob-b, plays shared and parent",
      "dev-shared: dev-shared dev-parent dev-child, plays dev-shared and dev-parent",
    ]);
  });

  it("are every parent that isn't played with a hub, with the stacks that its children read", () => {
    const project = projectOf({
      shared: sharedTexts,
      models: parentTexts,
      "more-models": { ...parentTexts, account: "555555555555", sharedStack: "shared" },
      child: lob("lob-a", "333333333333", { parentStack: "models" }),
      "lob-b": lob("lob-b", "444444444444", { parentStack: "more-models" }),
      alone: { ...parentTexts, account: "666666666666" },
    });

    expect(told(project)).to.deep.equal([
      "shared: shared models more-models child lob-b, plays shared and models",
      "more-models: shared more-models lob-b, plays more-models",
      "alone: alone, plays alone",
    ]);
  });

  it("are hubs apart from each other, though LOBs of both read one parent", () => {
    const project = projectOf({
      shared: sharedTexts,
      "other-hub": { ...sharedTexts, account: "777777777777" },
      models: parentTexts,
      child: lob("lob-a", "333333333333", { parentStack: "models" }),
      "lob-b": lob("lob-b", "444444444444", { parentStack: "models", sharedStack: "other-hub" }),
      outside: { ...childTexts, account: "888888888888", parentStack: "models" },
    });

    expect(told(project)).to.deep.equal([
      "shared: shared models child outside, plays shared and models",
      "other-hub: other-hub models lob-b outside, plays other-hub and models",
    ]);
  });

  it("are children that read nothing of the project, which have nothing to play", () => {
    const project = projectOf({ parent: parentTexts, child: childTexts, stray: { ...childTexts, parentStack: "" } });

    expect(told(project)).to.deep.equal(["parent: parent child, plays parent", "stray: stray, plays nothing"]);
  });

  const names = (options: Parameters<typeof chosenEnvironments>[1]) =>
    chosenEnvironments(bothEnvironments, options).map(({ project: { stacks } }) => stacks.map(({ name }) => name));

  it("are chosen by a hub's or a parent's stack, and by stacks, which come with those that they read", () => {
    expect(names({ environment: "dev-shared" })).to.deep.equal([["dev-shared", "dev-parent", "dev-child"]]);
    expect(names({ environment: "dev-parent" })).to.deep.equal([["dev-shared", "dev-parent", "dev-child"]]);
    expect(names({ stack: ["lob-b"] })).to.deep.equal([["shared", "parent", "lob-b"]]);
    expect(names({ stack: ["lob-b", "dev-parent"] })).to.deep.equal([
      ["shared", "parent", "lob-b"],
      ["dev-shared", "dev-parent"],
    ]);
    expect(names({ stack: ["lob-b", "dev-child"], environment: "parent" })).to.deep.equal([
      ["shared", "parent", "lob-b"],
    ]);
  });

  const all = "shared, dev-shared, parent, dev-parent";
  const mistakes = [
    {
      options: { environment: "dev-share" },
      says: `--environment is "dev-share": name a hub's or a parent's stack; those here are ${all}; did you mean dev-shared?`,
    },
    {
      options: { environment: "child" },
      says: `--environment is "child": name a hub's or a parent's stack; those here are ${all}`,
    },
    {
      options: { environment: "dev-shared", stack: ["child"] },
      says: `--environment is "dev-shared": name a hub's or a parent's stack; those here are shared, parent; did you mean shared?`,
    },
    {
      options: { stack: ["chil", "lob-b", "nonsense"] },
      says: `--stack is "chil", "nonsense": there is no such stack here; the stacks are ${all}, child, lob-b, dev-child; did you mean child?`,
    },
  ];
  for (const { options, says } of mistakes) {
    it(`are not chosen by ${JSON.stringify(options)}, which is answered with the names there are`, () => {
      expect(() => names(options))
        .to.throw()
        .with.property("message", says);
    });
  }
});
