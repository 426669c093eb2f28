import { expect } from "chai";
import { makeStack } from "../../../stacks/project/stack";
import { Bench, project } from "./support/bench";
import { changes, failure } from "./support/fake-engine";

const key = "aws:kms/key:Key key";

describe("npm run deploy", () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
  });

  it("brings all up from nothing: what reads a stack that isn't up is planned after it, with a question of its own", async () => {
    await bench.run({}, { answers: ["yes", "yes", "yes"] });

    expect(bench.engine.calls).to.deep.equal(["up shared", "up parent", "up child", "up lob-b"]);
    expect(bench.questions).to.deep.equal(["Bring up shared, parent? Type yes: ", "Bring up child, lob-b? Type yes: "]);
    expect(bench.said).to.deep.equal([
      "  stack   account       create  update  replace  delete",
      "  shared  111122223333       1       0        0       0",
      "  parent  222222222222       1       0        0       0",
      "  child   333333333333  planned after shared, parent",
      "  lob-b   444444444444  planned after shared, parent",
      "  shared  up, 1 change in 0 s",
      "  parent  up, 1 change in 0 s",
      "  stack  account       create  update  replace  delete",
      "  child  333333333333       1       0        0       0",
      "  lob-b  444444444444       1       0        0       0",
      "  child  up, 1 change in 0 s",
      "  lob-b  up, 1 change in 0 s",
      "Up: shared, parent, child, lob-b.",
    ]);
  });

  it("does nothing the second time", async () => {
    bench.engine.allUp();
    await bench.run();

    expect(bench.engine.calls).to.deep.equal([]);
    expect(bench.said.at(-2)).to.equal("  lob-b   444444444444  nothing to do");
    expect(bench.said.at(-1)).to.equal("Nothing to do: every stack matches its file.");
  });

  it("brings up only what differs, children side by side, no more than it is told", async () => {
    bench.engine.allUp();
    bench.engine.plans.set("child", [changes("update role")]);
    bench.engine.plans.set("lob-b", [changes("delete role", "replace other")]);
    await bench.run({ yes: true });
    expect(bench.engine.calls).to.deep.equal(["up child", "up lob-b"]);
    expect(bench.engine.most).to.equal(2);
    expect(bench.said.slice(3, 7)).to.deep.equal([
      "  child   333333333333       0       1        0       0",
      "  lob-b   444444444444       0       0        1       1",
      "  lob-b  replace: aws:iam/role:Role other",
      "  lob-b  delete: aws:iam/role:Role role",
    ]);

    bench.engine.most = 0;
    await bench.run({ yes: true, parallel: "1" });
    expect(bench.engine.most).to.equal(1);
  });

  it("writes outputs that differ where nothing else does", async () => {
    bench.engine.allUp().plans.set("shared", [{ ...changes(), outputs: true }, changes()]);
    await bench.run({ yes: true });

    expect(bench.said[1]).to.equal("  shared  111122223333  only outputs change");
    expect(bench.engine.calls).to.deep.equal(["up shared"]);
  });

  it("shows what the policy pack warns of", async () => {
    bench.engine.allUp().plans.set("child", [{ ...changes("create role"), findings: ["retention: role: keep it"] }]);
    await bench.run({ preview: true });

    expect(bench.said.slice(-2)).to.deep.equal([
      "  child  policy pack warns: retention: role: keep it",
      "Nothing was changed: this was a preview.",
    ]);
  });

  it("plans readers of a stack again that it changed, and asks where that differs from what was shown", async () => {
    bench.engine.allUp().plans.set("shared", [changes("update role")]);
    bench.engine.plans.set("child", [changes("create role"), changes("create role", "delete other")]);
    bench.engine.plans.set("lob-b", [changes("create role"), changes("create role")]);
    await bench.run({}, { answers: ["yes", "yes"] });

    expect(bench.questions).to.deep.equal(["Bring up shared, child, lob-b? Type yes: ", "Bring up child? Type yes: "]);
    expect(bench.engine.calls).to.deep.equal(["up shared", "up child", "up lob-b"]);
  });

  it("plans a stack later that lacks an output of one that is to be changed", async () => {
    const lacks = failure("stack shared: 1 mistake\n  region missing: bring that stack up first");
    bench.engine.allUp().plans.set("shared", [changes("update role")]);
    bench.engine.plans.set("child", [lacks, changes("create role")]);
    await bench.run({ yes: true });

    expect(bench.said[3]).to.equal("  child   333333333333  planned after shared, parent");
    expect(bench.engine.calls).to.deep.equal(["up shared", "up child"]);
  });

  it("says what a stack lacks where nothing that is to be done gives it", async () => {
    bench.engine.allUp().plans.set("child", [failure("stack shared: region missing: bring that stack up first")]);
    expect(await bench.failure({ yes: true })).to.equal(
      [
        "1 stack failed. What is done stays",
        "  child  can't be planned: stack shared: region missing: bring that stack up first; its log: out/deploy/then/child.log",
        "To continue: npm run deploy -- --stack child",
      ].join("\n"),
    );
  });

  for (const { what, answers, answering, says } of [
    { what: "no", answers: ["no"], answering: true, says: "that isn't yes, so nothing was changed" },
    {
      what: "nothing, since nobody is there",
      answers: [],
      answering: false,
      says: "there is no terminal to ask on, so nothing was changed: run this in a terminal, or with --yes",
    },
  ]) {
    it(`changes nothing when the answer is ${what}`, async () => {
      const says_ = await bench.failure({}, { answers, presence: { answers: answering } });
      expect(says_).to.equal(says);
      expect(bench.engine.calls).to.deep.equal([]);
    });
  }

  it("says what stays when the second question is answered by no", async () => {
    bench.engine.up_.add("shared");
    bench.engine.plans.set("shared", [changes()]);
    expect(await bench.failure({}, { answers: ["yes", "no"] })).to.equal(
      ["not started: child, lob-b. What is done stays", "To continue: npm run deploy -- --stack child lob-b"].join(
        "\n",
      ),
    );
    expect(bench.said.at(-1)).to.equal("that isn't yes, so child, lob-b stayed as they were");
  });

  it("ends before any up with --preview", async () => {
    await bench.run({ preview: true, yes: true });

    expect(bench.engine.calls).to.deep.equal([]);
    expect(bench.said.at(-1)).to.equal("Nothing was changed: this was a preview.");
  });

  it("tells programs by a document a line", async () => {
    bench.engine.allUp().plans.set("child", [changes("create role")]);
    await bench.run({ yes: true, json: true, stack: ["child"] });

    const role = {
      ...{ kind: "create", type: "aws:iam/role:Role", name: "role" },
      ...{ urn: "urn:pulumi:s::project::aws:iam/role:Role::role", properties: [] },
    };
    expect(bench.terminal.said.map((line) => JSON.parse(line))).to.deep.equal([
      {
        event: "planned",
        stacks: [{ stack: "child", account: "333333333333", changes: [role], outputs: false, findings: [] }],
      },
      { event: "updating", stack: "child", planned: 1 },
      { event: "progress", stack: "child", done: 1 },
      { event: "up", stack: "child", seconds: 0 },
    ]);
  });

  it("shows a table of what runs on a terminal, and lines elsewhere", async () => {
    await bench.run({ yes: true, stack: ["shared"] });
    expect(bench.terminal.said).to.include("… bringing up\n  shared  updating  1 of 1  0 s");
    expect(bench.said).not.to.include("  shared  being brought up, 1 change");

    const other = new Bench();
    await other.run({ yes: true, stack: ["shared"] }, { presence: { reads: false } });
    expect(other.said).to.include("  shared  being brought up, 1 change");
  });

  it("keeps each stack's log for itself", async () => {
    await bench.run({ yes: true });
    expect([...bench.logs]).to.have.deep.members(
      project.stacks.map(({ name }) => [name, `preview of ${name}\nup of ${name}\n`]),
    );
  });

  describe("and data", () => {
    it("refuses to lose it with --yes, all stacks together, and takes --replace-data for one", async () => {
      bench.engine.allUp().plans.set("child", [changes(`replace ${key}`, "delete role")]);
      bench.engine.plans.set("lob-b", [changes(`delete ${key}`, "delete aws:dynamodb/table:Table users")]);
      const lobB =
        "  stack lob-b would delete key key, delete table users, and lose what is in it: restore its file, or save what people need and give --replace-data lob-b";
      expect(await bench.failure({ yes: true })).to.equal(
        [
          "npm run deploy: 2 mistakes, nothing was changed",
          "  stack child would replace key key, and lose what is in it: restore its file, or save what people need and give --replace-data child",
          lobB,
        ].join("\n"),
      );
      expect(await bench.failure({ yes: true, replaceData: ["child"] })).to.equal(
        ["npm run deploy: 1 mistake, nothing was changed", lobB].join("\n"),
      );
      await bench.run({ yes: true, replaceData: ["child", "lob-b"] });
      expect(bench.engine.calls).to.deep.equal(["up child", "up lob-b"]);
    });

    it("doesn't lose it by what only an earlier up shows", async () => {
      bench.engine.allUp().plans.set("shared", [changes("update role")]);
      bench.engine.plans.set("child", [changes(), changes(`replace ${key}`)]);
      expect(await bench.failure({ yes: true })).to.equal(
        [
          "1 stack failed. What is done stays",
          "  child  would replace key key, and lose what is in it: restore its file, or save what people need and give --replace-data child",
          "To continue: npm run deploy -- --stack child",
        ].join("\n"),
      );
      expect(bench.engine.calls).to.deep.equal(["up shared"]);
    });
  });

  describe("and stacks that the backend doesn't have", () => {
    beforeEach(() => {
      bench.engine.allUp().missing.add("lob-b");
      bench.engine.up_.delete("lob-b");
    });
    const refusal = [
      "npm run deploy: 1 mistake, nothing was changed",
      "  stack lob-b isn't in the backend: check that Pulumi.lob-b.yaml is meant and that npx pulumi whoami --verbose names the right backend, then give --init to create it",
    ].join("\n");

    it("makes none with --yes", async () => {
      expect(await bench.failure({ yes: true }, { presence: { answers: false } })).to.equal(refusal);
      expect(await bench.failure({ preview: true })).to.equal(refusal);
      expect(bench.engine.calls).to.deep.equal([]);
    });

    it("makes them after a question of its own, though --yes answers the others", async () => {
      const says = await bench.failure({ yes: true }, { answers: ["yes"] });
      expect(says).to.equal("that isn't init, so nothing was changed");

      await bench.run({ yes: true }, { answers: ["init"] });
      expect(bench.questions).to.deep.equal(["The backend doesn't have lob-b. To create it, type init: "]);
      expect(bench.engine.calls).to.deep.equal(["init lob-b", "up lob-b"]);
      expect(bench.said[0]).to.equal("  lob-b  created in the backend: commit the change of its file");
    });

    it("makes them with --init, unless something else is wrong", async () => {
      bench.accounts.set("child", undefined);
      expect(await bench.failure({ yes: true, init: true })).to.equal(
        [
          "npm run deploy: 1 mistake, nothing was changed",
          "  account of stack child is 333333333333, and no AWS credentials were found: set AWS_PROFILE, or name a profile for each stack with --profile <stack>=<profile> or in .aws-profiles.yaml",
        ].join("\n"),
      );
      bench.accounts.clear();
      await bench.run({ yes: true, init: true });
      expect(bench.engine.calls).to.deep.equal(["init lob-b", "up lob-b"]);
    });
  });

  describe("and environments", () => {
    const dev = project.stacks.map(({ name, texts }) => {
      const renamed = Object.entries(texts).map(([at, text]) => {
        const isReference = at === "sharedStack" || at === "parentStack";
        return [at, isReference ? `dev-${text}` : text] as const;
      });
      return makeStack(`dev-${name}`, Object.fromEntries(renamed));
    });
    const order = ["shared", "parent", "child"];
    const both = {
      ...project,
      stacks: [...project.stacks, ...dev].sort((a, b) => order.indexOf(a.config.role) - order.indexOf(b.config.role)),
    };

    it("brings up only one", async () => {
      bench = new Bench(both);
      await bench.run({ yes: true, environment: ["dev-shared"] });
      expect(bench.engine.calls).to.deep.equal(["up dev-shared", "up dev-parent", "up dev-child", "up dev-lob-b"]);
    });

    it("names those that there are", async () => {
      bench = new Bench(both);
      expect(await bench.failure({ environment: ["dev", "prod"] })).to.equal(
        [
          "npm run deploy: 2 mistakes, nothing was changed",
          "  --environment is \"dev\": name a hub's or a parent's stack; those here are shared, dev-shared, parent, dev-parent; did you mean dev-shared?",
          "  --environment is \"prod\": name a hub's or a parent's stack; those here are shared, dev-shared, parent, dev-parent",
        ].join("\n"),
      );
    });
  });
});
