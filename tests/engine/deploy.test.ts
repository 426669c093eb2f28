import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { lambdaFunction } from "../../local/aws/lambda/kinds";
import type { LocalAws } from "../../local/aws/local-aws";
import type { Engine as LocalEngine } from "../../local/deploy/engine/engine";
import type { Options } from "../../scripts/deploy/options";
import { StatusEngine } from "../../scripts/status/automation-engine";
import { runStatus } from "../../scripts/status/command";
import { childTexts, parentTexts, projectOf, shippedProject } from "../local/support/project";
import { Bench } from "../scripts/deploy/support/bench";
import { FakeTerminal } from "../scripts/support/fake-terminal";
import { aroundCreation, type Make, realEngine } from "./support/deploy-engine";
import { stackOf, throughTheSuite } from "./support/engine-estate";
import { wrappedCli } from "./support/wrapped-cli";

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

/** Names of the tables that the child has besides, by their names in the program. */
let tables: Readonly<Record<string, string>> = {};

/** The project's program, with tables in the child. */
async function program(): Promise<Record<string, unknown>> {
  if (pulumi.getStack() === "child" && Object.keys(tables).length > 0) {
    const provider = new aws.Provider("tables", {
      allowedAccountIds: [account],
      region: "eu-west-1",
      // The stack's own, since the local AWS is one provider to the engine.
      defaultTags: { tags: { project: "sagemaker-multi-account", stack: "child", role: "child" } },
    });
    const settings = { attributes: [{ name: "id", type: "S" }], hashKey: "id", billingMode: "PAY_PER_REQUEST" };
    for (const [inProgram, name] of Object.entries(tables)) {
      new aws.dynamodb.Table(inProgram, { ...settings, name }, { provider });
    }
  }
  return stacksProgram();
}

/** Answers all questions, where there may be any. */
function withYes(options: Options): Options {
  return options.check ? options : { yes: true, ...options };
}

/** What `npm run status` prints of a stack, by the real CLI. */
async function statusOf(engine: LocalEngine, name: string): Promise<string> {
  const terminal = new FakeTerminal();
  await runStatus(
    { stack: [name] },
    {
      readProject: () => project,
      engine: (profiles) => ({
        record: (stack) =>
          engine.serve(stackOf(project, stack), (folder, environment) =>
            new StatusEngine(folder, profiles, { command: engine.host.cli, environment }).record(stack),
          ),
      }),
      doctor: async () => true,
      terminal,
      now: () => new Date(),
    },
  );
  return terminal.printed.join("\n");
}

/** Does something around the creation of what the child has of a type; returns what ends that. */
function aroundChilds(local: LocalAws, type: string, work: (make: Make) => Make): () => void {
  return aroundCreation(local, (request, make) =>
    request.type === type && request.stack === "child" ? work(make) : make,
  );
}

// Each test goes on from what the one before it left.
describe("npm run deploy with Pulumi's engine", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "engine-deploy-"));
  let cli: Awaited<ReturnType<typeof wrappedCli>> | undefined;
  const given = throughTheSuite(project, async () => {
    cli = await wrappedCli(folder);
    // One step after the other: an engine that is killed while it writes the state of another step leaves none.
    return { cli: cli.cli, checkpoints: true, environment: { PULUMI_PARALLEL: "1" } };
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  const bench = new Bench(project);
  const run = (options: Options) =>
    bench.run(withYes(options), { engine: realEngine(given().engine, project, program) });
  const failure = (options: Options) =>
    bench.failure(withYes(options), { engine: realEngine(given().engine, project, program) });

  it("brings up from nothing what AWS doesn't refuse, and says how to go on", async () => {
    const putBack = aroundChilds(given().estate.aws, "aws:lambda/function:Function", () => async () => {
      throw new Error("AccessDeniedException: not authorized to perform: lambda:CreateFunction");
    });
    expect(await failure({ init: true })).to.equal(
      [
        "1 stack failed. What is done stays",
        "  child  aws:lambda/function:Function invoker-invoke-endpoint-function: AccessDeniedException: not authorized to perform: lambda:CreateFunction; its log: out/deploy/then/child.log",
        "To continue: npm run deploy -- --stack child",
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

  it("finds a table that is new", async () => {
    tables = { notes: "notes" };
    await run({ stack: ["child"] });
    expect(bench.said.slice(1)).to.deep.equal([
      "  child  333333333333       1       0        0       0",
      "  child  up, 1 change in 0 s",
      "Up: child.",
    ]);
  });

  it("doesn't replace a table with --yes, and does with --replace-data", async () => {
    tables = { notes: "other-notes" };
    expect(await failure({ stack: ["child"] })).to.equal(
      [
        "npm run deploy: 1 mistake, nothing was changed",
        "  stack child would replace table notes, and lose what is in it: restore its file, or save what people need and give --replace-data child",
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

  it("says what a killed run left, and what to do, before anything is changed", async () => {
    const { engine, estate } = given();
    tables = { ...tables, more: "more" };
    const putBack = aroundChilds(estate.aws, "aws:dynamodb/table:Table", (make) => async () => {
      const made = await make();
      cli?.kill();
      return made;
    });
    expect(await failure({ stack: ["child"] }))
      .to.include("1 stack failed")
      .and.include("ended by SIGKILL");
    putBack();

    const said = (await failure({ stack: ["child"] })).replace(/(?<=run of ).*(?=: wait)/, "…");
    expect(said).to.equal(
      [
        "npm run deploy: 2 mistakes, nothing was changed",
        "  stack child is locked by a run of …: wait until it ends, or free it with npx pulumi cancel --stack child if that run was killed",
        '  state of stack child doesn\'t show whether aws:dynamodb/table:Table "more" was created, since a run was cut off: npx pulumi refresh --stack child asks you, then run this again',
      ].join("\n"),
    );
    const status = (await statusOf(engine, "child")).replace(/(?<=run of ).*(?=: wait)/, "…");
    expect(status)
      .to.match(/\n {2}child {2}333333333333 {2}\S+ \S+ UTC {2}.+ {2}update succeeded +11\n/)
      .and.include("\n  child  function: invoke-endpoint-child\n")
      .and.include('\n  child  creating aws:dynamodb/table:Table "more" was cut off, and how it ended isn\'t known: ')
      .and.include("\n  child  is locked by a run of …: wait until it ends, ")
      .and.not.include("its file changes");

    const child = stackOf(project, "child");
    await engine.cancel(child);
    const table = estate.aws.world.ofStack("child").filter(({ urn }) => urn.endsWith("::more"));
    await Promise.all(table.map(({ urn, id }) => estate.aws.delete(urn, id)));
    await engine.refresh(child, true);
    await run({ stack: ["child"] });
    expect(bench.said.at(-1)).to.equal("Up: child.");
  });

  it("finds what was changed behind its back by --check, which leaves the state as it was", async () => {
    const { engine, estate } = given();
    const { world } = estate.aws;
    const child = stackOf(project, "child");
    const before = await engine.state(child);
    const [invoker] = world.list(lambdaFunction, child.config.account);
    if (invoker === undefined) {
      throw new Error("the child has a function");
    }
    world.put({ ...invoker, state: { ...invoker.state, timeout: 899 } });
    estate.deleteRolePolicy(child, "AllowAssumeSagemakerExternalRole");

    expect(await failure({ check: true })).to.equal(
      "different from file or AWS: child (npx pulumi up --refresh --stack child undoes changes on AWS)",
    );
    expect(bench.said).to.deep.equal([
      "  stack   account       create  update  replace  delete",
      "  parent  222222222222  nothing to do",
      "  child   333333333333       1       1        0       0",
      "  lob-b   444444444444  nothing to do",
      "  child  create: aws:iam/rolePolicy:RolePolicy invoker-invoke-endpoint-AllowAssumeSagemakerExternalRole",
      "  child  update: aws:lambda/function:Function invoker-invoke-endpoint-function (timeout)",
    ]);
    expect(await engine.state(child)).to.deep.equal(before);

    await engine.refresh(child);
    await run({ stack: ["child"] });
    await run({ check: true });
    expect(bench.said.at(-1)).to.equal("No drift: every stack matches its file and AWS.");
  });

  it("does nothing when nothing is left", async () => {
    await run({});
    expect(bench.said.at(-1)).to.equal("Nothing to do: every stack matches its file.");
  });
});
