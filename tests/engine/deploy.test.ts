import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { LocalAws } from "../../local/aws/local-aws";
import type { Engine as LocalEngine } from "../../local/deploy/engine/engine";
import { writeStack } from "../../local/deploy/engine/stack-settings";
import { withoutStackTraces } from "../../local/deploy/without-stack-traces";
import { DeployEngine } from "../../scripts/deploy/automation-engine";
import type { Engine } from "../../scripts/deploy/engine";
import type { Options } from "../../scripts/deploy/options";
import type { Project } from "../../stacks/project/stack";
import { childTexts, parentTexts, projectOf, shippedProject } from "../local/support/project";
import { Bench } from "../scripts/deploy/support/bench";
import { stackOf, throughTheSuite } from "./support/engine-estate";

import stacksProgram = require("../../stacks");

const account = "333333333333";
const project = {
  ...projectOf({
    parent: { ...parentTexts, children: `["${account}","444444444444"]` },
    child: childTexts,
    "lob-b": { ...childTexts, account: "444444444444" },
  }),
  name: shippedProject.name,
};

/** Name of the table that the child has besides; none while it is undefined. */
let tableName: string | undefined;

/** The project's program, with a table in the child. */
async function program(): Promise<Record<string, unknown>> {
  if (pulumi.getStack() === "child" && tableName !== undefined) {
    const provider = new aws.Provider("tables", { allowedAccountIds: [account], region: "eu-west-1" });
    const attributes = [{ name: "id", type: "S" }];
    const settings = { name: tableName, attributes, hashKey: "id", billingMode: "PAY_PER_REQUEST" };
    new aws.dynamodb.Table("notes", settings, { provider });
  }
  return stacksProgram();
}

/** The engine of `npm run deploy`, by the real CLI, with the local AWS behind it. */
function realEngine(engine: LocalEngine, whole: Project): Engine {
  const work = <T>(name: string, operate: (deploy: DeployEngine) => Promise<T>) =>
    engine.serve(stackOf(whole, name), (folder, environment) => {
      writeStack(folder, whole.name, stackOf(whole, name));
      const settings = { command: engine.host.cli, environment, program };
      return withoutStackTraces(() => operate(new DeployEngine(folder, { of: () => undefined }, settings)));
    });
  return {
    state: (name) => work(name, (deploy) => deploy.state(name)),
    init: (name) => work(name, (deploy) => deploy.init(name)),
    preview: (name, run) => work(name, (deploy) => deploy.preview(name, run)),
    up: (name, run) => work(name, (deploy) => deploy.up(name, run)),
  };
}

/** Has AWS refuse the child's function until what this returns is called. */
function refuseFunction(local: LocalAws): () => void {
  const create = local.create.bind(local);
  local.create = async (request) => {
    if (request.type === "aws:lambda/function:Function" && request.stack === "child") {
      throw new Error("AccessDeniedException: not authorized to perform: lambda:CreateFunction");
    }
    return create(request);
  };
  return () => {
    local.create = create;
  };
}

// Each test goes on from what the one before it left.
describe("npm run deploy with Pulumi's engine", () => {
  const given = throughTheSuite(project);
  const bench = new Bench(project);
  const run = (options: Options) =>
    bench.run({ yes: true, ...options }, { engine: realEngine(given().engine, project) });
  const failure = (options: Options) =>
    bench.failure({ yes: true, ...options }, { engine: realEngine(given().engine, project) });

  it("brings up from nothing what AWS doesn't refuse, and says how to go on", async () => {
    const putBack = refuseFunction(given().estate.aws);
    expect(await failure({ init: true })).to.equal(
      [
        "1 stack failed. What is done stays",
        "  child  aws:lambda/function:Function invoker-invoke-endpoint-function: AccessDeniedException: not authorized to perform: lambda:CreateFunction; its log: out/deploy/then/child.log",
        "Go on: npm run deploy -- --stack child",
      ].join("\n"),
    );
    putBack();
    expect(bench.said.slice(3)).to.deep.equal([
      "  stack   account       create  update  replace  delete",
      "  parent  222222222222       3       0        0       0",
      "  child   333333333333  planned after parent",
      "  lob-b   444444444444  planned after parent",
      "  parent  up, 3 changes in 0 s",
      "  stack  account       create  update  replace  delete",
      "  child  333333333333      10       0        0       0",
      "  lob-b  444444444444      10       0        0       0",
      "  child  failed: aws:lambda/function:Function invoker-invoke-endpoint-function: AccessDeniedException: not authorized to perform: lambda:CreateFunction; its log: out/deploy/then/child.log",
      "  lob-b  up, 10 changes in 0 s",
    ]);
    expect(bench.logs.get("child")).to.include("lambda:CreateFunction").and.not.to.include("lob-b");
  });

  it("does what is left the second time", async () => {
    await run({});
    expect(bench.said).to.deep.equal([
      "  stack   account       create  update  replace  delete",
      "  parent  222222222222  nothing to do",
      "  child   333333333333       5       0        0       0",
      "  lob-b   444444444444  nothing to do",
      "  child  up, 5 changes in 0 s",
      "Up: parent, child, lob-b.",
    ]);
    expect(given().estate.aws.world.ofStack("child")).to.have.length(10);
  });

  it("does nothing when nothing is left, and finds a table that is new", async () => {
    tableName = "notes";
    await run({});
    expect(bench.said.slice(1, 4)).to.deep.equal([
      "  parent  222222222222  nothing to do",
      "  child   333333333333       1       0        0       0",
      "  lob-b   444444444444  nothing to do",
    ]);
  });

  it("doesn't replace a table with --yes, and does with --replace-data", async () => {
    tableName = "other-notes";
    expect(await failure({ stack: ["child"] })).to.equal(
      [
        "npm run deploy: 1 mistake, nothing was changed",
        "  stack child would replace table notes, and lose what is in it: put its file back as it was, or save what people need and give --replace-data child",
      ].join("\n"),
    );
    await run({ stack: ["child"], replaceData: ["child"] });
    expect(bench.said.slice(1)).to.deep.equal([
      "  child  333333333333       0       0        1       0",
      "  child  replace: aws:dynamodb/table:Table notes",
      "  child  up, 1 change in 0 s",
      "Up: child.",
    ]);
  });

  it("says who has a stack locked, before anything is changed", async () => {
    const stack = stackOf(project, "lob-b");
    const found = await given().engine.serve(stack, async (folder) => {
      const locks = path.join(folder, ".state", ".pulumi", "locks", "organization", project.name, "lob-b");
      mkdirSync(locks, { recursive: true });
      const held = { pid: 4711, username: "ann", hostname: "laptop", timestamp: "2026-11-23T00:09:13Z" };
      writeFileSync(path.join(locks, "dead.json"), JSON.stringify(held));
      return locks;
    });
    expect(await failure({})).to.equal(
      [
        "npm run deploy: 1 mistake, nothing was changed",
        "  stack lob-b is locked by a run of ann@laptop, process 4711, since 2026-11-23T00:09:13Z: wait for its end, or free it by npx pulumi cancel --stack lob-b if that run was killed",
      ].join("\n"),
    );
    rmSync(found, { recursive: true });
  });

  it("is up afterwards", async () => {
    await run({});
    expect(bench.said.at(-1)).to.equal("Nothing to do: every stack is as its files say.");
  });
});
