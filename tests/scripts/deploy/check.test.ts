import { expect } from "chai";
import type { Changes } from "../../../scripts/engine/changes";
import { Bench } from "./support/bench";
import { changes, failure } from "./support/fake-engine";

/** A function whose time-out and tags were changed by hand. */
const drifted: Changes = {
  ...changes("update aws:lambda/function:Function invoke_endpoint", "create role"),
};
const withProperties: Changes = {
  ...drifted,
  changes: drifted.changes.map((change) =>
    change.kind === "update" ? { ...change, properties: ["timeout", "tags"] } : change,
  ),
};

describe("npm run deploy -- --check", () => {
  let bench: Bench;
  beforeEach(() => {
    bench = new Bench();
    bench.engine.allUp();
  });

  it("finds nothing where every stack is as its files and AWS say, having asked AWS", async () => {
    await bench.run({ check: true });
    expect(bench.said).to.deep.equal([
      "  stack   account       create  update  replace  delete",
      "  shared  111122223333  nothing to do",
      "  parent  222222222222  nothing to do",
      "  child   333333333333  nothing to do",
      "  lob-b   444444444444  nothing to do",
      "No drift: every stack matches its file and AWS.",
    ]);
    expect(bench.engine.refreshed).to.deep.equal(["shared", "parent", "child", "lob-b"]);
    expect([bench.engine.calls, bench.questions]).to.deep.equal([[], []]);
  });

  it("names every resource that differs, with the properties, and fails", async () => {
    bench.engine.plans.set("child", [withProperties]);
    expect(await bench.failure({ check: true })).to.equal(
      "different from file or AWS: child (npx pulumi up --refresh --stack child undoes changes on AWS)",
    );
    expect(bench.said.slice(3)).to.deep.equal([
      "  child   333333333333       1       1        0       0",
      "  lob-b   444444444444  nothing to do",
      "  child  update: aws:lambda/function:Function invoke_endpoint (timeout, tags)",
      "  child  create: aws:iam/role:Role role",
    ]);
    expect(bench.engine.calls).to.deep.equal([]);
  });

  it("isn't stopped by a replacement that would lose data: nothing is brought up", async () => {
    bench.engine.plans.set("child", [changes("replace aws:kms/key:Key key")]);
    expect(await bench.failure({ check: true })).to.equal(
      "different from file or AWS: child (npx pulumi up --refresh --stack child undoes changes on AWS)",
    );
  });

  it("names what it can't look at, and looks at the others", async () => {
    bench.accounts.set("shared", "999999999999");
    bench.engine.extra.set("parent", { lockedBy: "ann@host (pid 7)" });
    bench.engine.plans.set("child", [failure("AccessDenied: not authorized")]);
    bench.engine.missing.add("lob-b");
    expect(await bench.failure({ check: true })).to.equal("not looked at: shared, parent, lob-b, child");
    expect(bench.said).to.deep.equal([
      "  account of stack shared is 111122223333, but the credentials are of account 999999999999: use credentials of 111122223333",
      "  stack parent is locked by ann@host (pid 7): wait until it ends, or free it with npx pulumi cancel --stack parent if that run was killed",
      "  stack lob-b isn't up: bring it up with npm run deploy -- --stack lob-b",
      "  stack child can't be planned: AccessDenied: not authorized; its log: out/deploy/then/child.log",
    ]);
  });

  it("is Markdown for an issue, the same at each run, and nothing else on standard output", async () => {
    bench.engine.plans.set("child", [withProperties]);
    bench.engine.plans.set("lob-b", [{ ...changes(), outputs: true }]);
    bench.engine.missing.add("parent");
    bench.engine.plans.set("shared", [failure("AccessDenied: not authorized")]);
    const texts: string[] = [];
    for (const _ of [1, 2]) {
      expect(await bench.failure({ check: true, markdown: true })).to.equal(
        "different from file or AWS: child, lob-b (npx pulumi up --refresh --stack child undoes changes on AWS); not looked at: parent, shared",
      );
      texts.push(bench.said.join("\n"));
    }
    expect(texts[0]).to.equal(texts[1]);
    expect(bench.said).to.deep.equal([
      "0 of 4 stacks match their files and AWS.",
      "",
      "### child (333333333333)",
      "",
      "- update aws:lambda/function:Function **invoke\\_endpoint**: timeout, tags",
      "- create aws:iam/role:Role **role**",
      "",
      "### lob-b (444444444444)",
      "",
      "- other outputs",
      "",
      "### Not looked at",
      "",
      "- stack parent isn't up: bring it up with npm run deploy -- --stack parent",
      "- stack shared can't be planned: AccessDenied: not authorized",
    ]);
  });

  it("is a document for programs", async () => {
    bench.engine.plans.set("child", [withProperties]);
    await bench.failure({ check: true, json: true, stack: ["child"] });
    expect(bench.said.map((line): unknown => JSON.parse(line))).to.deep.equal([
      { event: "checked", stacks: [{ stack: "child", account: "333333333333", ...withProperties }], unseen: [] },
    ]);
  });

  it("refuses options that change or ask something, all together", async () => {
    const wrong = { check: true, yes: true, init: true, preview: true, replaceData: ["child"], json: true } as const;
    expect(await bench.failure({ ...wrong, markdown: true })).to.equal(
      [
        "npm run deploy: 2 mistakes, nothing was changed",
        "  --check changes nothing and can't be combined with --preview, --yes, --init, --replace-data: leave one or the other out",
        "  --markdown can't be given with --json: leave one of the two out",
      ].join("\n"),
    );
    expect(await bench.failure({ markdown: true })).to.equal(
      "npm run deploy: 1 mistake, nothing was changed\n  --markdown prints what --check finds: give --check as well",
    );
  });
});
