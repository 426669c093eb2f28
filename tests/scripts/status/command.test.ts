import { expect } from "chai";
import { Refusal } from "../../../common/refusal";
import { runStatus, type StatusOptions } from "../../../scripts/status/command";
import type { StackRecord, Update } from "../../../scripts/status/engine";
import { ageOf, notTold } from "../../../scripts/status/report";
import type { CredentialSource } from "../../../scripts/support/credentials";
import { makeStack } from "../../../stacks/project/stack";
import { project as deployed } from "../deploy/support/bench";
import { FakeTerminal } from "../support/fake-terminal";

const project = {
  ...deployed,
  stacks: deployed.stacks.map(({ name, texts }) =>
    name === "parent" ? makeStack(name, { ...texts, deployRole: "Deploy" }) : makeStack(name, texts),
  ),
};
const now = new Date("2026-11-29T06:00:00Z");

function update(stack: string, more: Partial<Update> = {}): Update {
  const texts = project.stacks.find(({ name }) => name === stack)?.texts ?? {};
  const config = Object.fromEntries(Object.entries(texts).map(([key, text]) => [`${project.name}:${key}`, text]));
  return { kind: "update", result: "succeeded", began: new Date("2026-11-26T05:59:00Z"), config, ...more };
}

function record(stack: string, more: Partial<StackRecord> = {}): StackRecord {
  return {
    ...{ outputs: {}, pendingOperations: [], resources: 3, updates: [update(stack)] },
    ...{ isUpdating: undefined, lockedBy: undefined, isLockUnread: false, ...more },
  };
}

describe("npm run status", () => {
  let records: Map<string, StackRecord | undefined | Refusal>;
  let sources: Map<string, CredentialSource | undefined>;
  let terminal: FakeTerminal;
  let isHealthy: boolean;
  beforeEach(() => {
    records = new Map(project.stacks.map(({ name }) => [name, record(name)]));
    sources = new Map();
    isHealthy = true;
  });

  const run = (options: StatusOptions = {}): Promise<boolean> => {
    terminal = new FakeTerminal();
    return runStatus(options, {
      readProject: () => project,
      engine: (profiles) => ({
        record: async (stack) => {
          sources.set(stack, profiles.of(stack));
          const found = records.get(stack);
          if (found instanceof Refusal) {
            throw found;
          }
          return found;
        },
      }),
      doctor: async ({ stack = [], json }, doctors) => {
        doctors.say(json ? '{"ok":true}' : `doctor of ${stack.join(", ")}`);
        return isHealthy;
      },
      terminal,
      now: () => now,
    });
  };
  const lines = () => terminal.printed.flatMap((text) => text.split("\n"));

  it("shows last update, age, result, resources and the outputs that people look for, and nothing else of them", async () => {
    records.set("shared", record("shared", { outputs: { apiUrl: "https://api/", hubCidr: "10.0.0.0/16" } }));
    records.set("parent", record("parent", { outputs: { invokeRoleArn: "arn:role", externalId: "secret-ish" } }));
    records.set("child", record("child", { outputs: { functionName: "f", domainId: "d-1" }, resources: 60 }));
    records.set("lob-b", undefined);
    expect(await run()).to.equal(true);
    expect(lines()).to.deep.equal([
      "  stack   account       last update                       result            resources",
      "  shared  111122223333  2026-11-26 05:59 UTC  3 days ago  update succeeded          3",
      "  parent  222222222222  2026-11-26 05:59 UTC  3 days ago  update succeeded          3",
      "  child   333333333333  2026-11-26 05:59 UTC  3 days ago  update succeeded         60",
      "  lob-b   444444444444  not in the backend",
      "  shared  sign-in page and API: https://api/",
      "  parent  role: arn:role",
      "  child  function: f",
      "  child  Studio domain: d-1",
      notTold,
    ]);
  });

  it("names config keys that the file changes since the last up that succeeded, by value and not by form", async () => {
    const old = update("child");
    const vpc = `${project.name}:vpcCidr`;
    const config = { ...old.config, [vpc]: "10.9.0.0/16", [`${project.name}:tags`]: '{ "a": "b" }', "aws:region": "x" };
    const updates = [update("child", { kind: "refresh" }), update("child", { result: "failed" }), { ...old, config }];
    records.set("child", record("child", { updates }));
    records.set("lob-b", record("lob-b", { updates: [] }));
    expect(await run({ stack: ["child", "lob-b"] })).to.equal(true);
    expect(lines().slice(-3)).to.deep.equal([
      "  child  changed in its file since its last up: vpcCidr, tags",
      "  lob-b  changes of its file aren't known: its history has no successful up",
      notTold,
    ]);
  });

  it("names once what several stacks have in common", async () => {
    for (const name of ["parent", "lob-b"]) {
      records.set(name, new Refusal(`stack ${name}`, [{ property: "its state", reason: "can't be read" }]));
    }
    await run();
    expect(lines().filter((line) => line.includes("can't be read"))).to.deep.equal([
      "  parent, lob-b  its state can't be read",
    ]);
  });

  it("fails for each of what is failed, cut off, locked or can't be looked at, and still shows the others", async () => {
    const urn = "urn:pulumi:child::p::a:b:C$aws:iam/role:Role::role";
    records.set("shared", record("shared", { updates: [update("shared", { result: "failed" }), update("shared")] }));
    records.set("parent", new Refusal("stack parent", [{ property: "its state", reason: "can't be read" }]));
    const lockedBy = "a run of ann@laptop, process 4711, since today";
    records.set("child", record("child", { pendingOperations: [{ type: "creating", urn }], lockedBy }));
    records.set("lob-b", record("lob-b", { isUpdating: true, isLockUnread: true }));
    expect(await run()).to.equal(false);
    expect(lines().slice(2)).to.deep.equal([
      "  parent  222222222222  not looked at",
      "  child   333333333333  2026-11-26 05:59 UTC  3 days ago  update succeeded          3",
      "  lob-b   444444444444  2026-11-26 05:59 UTC  3 days ago  update succeeded          3",
      "  shared  its last update failed: npm run deploy -- --stack shared",
      "  parent  its state can't be read",
      '  child  creating aws:iam/role:Role "role" was cut off, and how it ended isn\'t known: npx pulumi refresh --stack child asks you',
      `  child  is locked by ${lockedBy}: wait until it ends, or free it with npx pulumi cancel --stack child if that run was killed`,
      "  lob-b  is being updated by another run: wait until it ends, or free it with npx pulumi cancel --stack lob-b if that run was killed",
      "  lob-b  its lock couldn't be read: see that the backend's credentials may read .pulumi/locks",
      notTold,
    ]);
    for (const name of ["shared", "parent", "child", "lob-b"]) {
      expect(await run({ stack: [name] }), name).to.equal(false);
    }
  });

  it("assumes no role of the accounts to read the backend, and takes profiles", async () => {
    await run({ profile: ["child=lob-a"] });
    expect([...sources]).to.have.deep.members([
      ["shared", undefined],
      ["parent", undefined],
      ["child", "lob-a"],
      ["lob-b", undefined],
    ]);
  });

  it("asks AWS with --live alone, of the chosen stacks, and fails where the doctor does", async () => {
    isHealthy = false;
    expect(await run({ stack: ["child"] })).to.equal(true);
    expect(await run({ stack: ["child"], live: true })).to.equal(false);
    expect(lines().at(-1)).to.equal("doctor of child");
  });

  it("tells programs all in one document", async () => {
    expect(await run({ stack: ["parent"], live: true, json: true })).to.equal(true);
    expect(JSON.parse(terminal.printed.join("\n"))).to.deep.equal({
      ok: true,
      stacks: [
        {
          ...{ stack: "parent", account: "222222222222", isInBackend: true, resources: 3, outputs: {} },
          lastUpdate: { kind: "update", result: "succeeded", began: "2026-11-26T05:59:00.000Z" },
          ...{ changedKeys: [], problems: [] },
        },
      ],
      live: { ok: true },
    });
  });

  it("words ages", () => {
    const ages = [30, 60, 7300, 86_400, 90 * 86_400].map((s) => ageOf(new Date(now.getTime() - s * 1000), now));
    expect(ages).to.deep.equal(["just now", "1 minute ago", "2 hours ago", "1 day ago", "90 days ago"]);
  });
});
