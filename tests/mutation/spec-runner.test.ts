import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { MutantRunOptions } from "@stryker-mutator/api/test-runner";
import { expect } from "chai";
import { SpecRunner } from "./spec-runner";

/** What Stryker makes of `export const answer = 42`, and of a function, with the mutants 1 and 2. */
const mutated = `
const stryker = globalThis.__stryker__;
const seen = (id) => {
  const coverage = (stryker.mutantCoverage ??= { static: {}, perTest: {} });
  const of = (coverage.perTest[stryker.currentTestId] ??= {});
  of[id] = (of[id] ?? 0) + 1;
  if (stryker.hitCount !== undefined && ++stryker.hitCount > stryker.hitLimit) {
    throw new Error("Stryker: Hit count limit reached");
  }
  return stryker.activeMutant === id;
};
exports.answer = seen("1") ? 0 : 42;
exports.twice = (value) => (seen("2") ? value : 2 * value);
process.env.SPEC_RUNNER_TEST = "left behind";
`;

function spec(body: string): string {
  return `const { answer, twice } = require("../../infra/answer.ts");\nconst assert = require("node:assert");\n${body}`;
}

const asksForAnswer = spec(
  'describe("the answer", () => { it("is 42", () => assert.equal(answer, 42, "no answer")); });',
);
const asksForTwice = spec(
  'describe("twice", () => { it("is double", () => assert.equal(twice(2), 4, "not double")); });',
);
const asksNothing = 'describe("nothing", () => { it("is asked", () => {}); });';

function mutant(id: string, specs: readonly string[] = [], hitLimit?: number): MutantRunOptions {
  const location = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
  return {
    activeMutant: { id, fileName: "infra/answer.ts", location, mutatorName: "Number", replacement: "0" },
    testFilter: specs.map((name) => `tests/infra/${name}.test.ts`),
    sandboxFileName: "infra/answer.ts",
    mutantActivation: "runtime",
    reloadEnvironment: false,
    disableBail: false,
    timeout: 1000,
    ...(hitLimit !== undefined && { hitLimit }),
  };
}

describe("the runner of npm run mutation", () => {
  let root: string;
  let runner: SpecRunner;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "spec-runner-"));
    for (const folder of ["common", "infra", "functions", "tests/common", "tests/infra", "tests/functions"]) {
      mkdirSync(path.join(root, folder), { recursive: true });
    }
    write("infra/answer.ts", mutated);
    write("tests/infra/answer.test.ts", asksForAnswer);
    write("tests/infra/twice.test.ts", asksForTwice);
    write("tests/functions/nothing.test.ts", asksNothing);
    runner = new SpecRunner(root);
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
    Reflect.deleteProperty(globalThis, "__stryker__");
  });

  function write(file: string, text: string): void {
    writeFileSync(path.join(root, file), text);
  }

  /** Runs a mutant as Stryker's paths have it. */
  function run(options: MutantRunOptions) {
    return runner.mutantRun({ ...options, sandboxFileName: path.join(root, options.sandboxFileName) });
  }

  it("says for each spec which mutants it reaches, those in a file's own lines as well", async () => {
    const result = await runner.dryRun();
    const tests = result.status === "complete" ? result.tests.map(({ id, status }) => [id, status]) : [];
    expect(tests).to.deep.equal([
      ["tests/functions/nothing.test.ts", 0],
      ["tests/infra/answer.test.ts", 0],
      ["tests/infra/twice.test.ts", 0],
    ]);
    expect(result).to.deep.include({
      mutantCoverage: {
        static: {},
        perTest: { "tests/infra/answer.test.ts": { 1: 1 }, "tests/infra/twice.test.ts": { 1: 1, 2: 1 } },
      },
    });
  });

  it("says which test fails without a mutant, and why", async () => {
    write("tests/functions/nothing.test.ts", asksForAnswer.replace("42,", "43,"));
    const result = await runner.dryRun();
    expect(result.status === "complete" && result.tests[0]).to.deep.include({
      status: 1,
      failureMessage: "the answer is 42: no answer",
    });
  });

  it("kills a mutant in a file's own lines, though the file was loaded before", async () => {
    await runner.dryRun();
    expect(await run(mutant("1", ["answer"]))).to.deep.equal({
      status: "killed",
      killedBy: ["tests/infra/answer.test.ts"],
      failureMessage: "the answer is 42: no answer",
      nrOfTests: 1,
    });
  });

  it("lets no mutant reach into the next run", async () => {
    await run(mutant("2", ["twice"]));
    expect(await run(mutant("3", ["answer", "twice"]))).to.deep.equal({ status: "survived", nrOfTests: 2 });
  });

  it("runs only the named specs, the file's own first", async () => {
    expect(await run(mutant("2", ["answer"]))).to.deep.equal({ status: "survived", nrOfTests: 1 });
    write("tests/infra/twice.test.ts", spec('it("is 42", () => assert.equal(answer, 42));'));
    expect(await run(mutant("1", ["twice", "answer"]))).to.deep.include({ killedBy: ["tests/infra/answer.test.ts"] });
  });

  it("runs the quick ones first, as another process measured them", async () => {
    write("tests/infra/answer.test.ts", spec('it("is 42", (done) => void setTimeout(done, 100));'));
    await runner.dryRun();
    write("tests/infra/answer.test.ts", asksForAnswer);
    const another = new SpecRunner(root);
    const options = { ...mutant("1", ["answer", "twice"]), sandboxFileName: path.join(root, "infra/other.ts") };
    write("tests/infra/twice.test.ts", spec('it("is 42 too", () => assert.equal(answer, 42));'));
    expect(await another.mutantRun(options)).to.deep.include({ killedBy: ["tests/infra/twice.test.ts"] });
  });

  it("runs all specs of the file's side where none is named", async () => {
    const { testFilter: _, ...all } = mutant("3");
    expect(await run(all)).to.deep.equal({ status: "survived", nrOfTests: 2 });
  });

  it("asks a failing spec of functions twice, since a busy machine makes it miss a deadline", async () => {
    const once = 'it("is in time", () => assert.ok((globalThis.asked = (globalThis.asked ?? 0) + 1) % 2 === 0));';
    write("tests/functions/slow.test.ts", spec(once));
    write("functions/answer.ts", mutated);
    const { testFilter: _, ...all } = mutant("3");
    expect(await run({ ...all, sandboxFileName: "functions/answer.ts" })).to.deep.include({ status: "survived" });
  });

  it("takes code that runs without end for what it is", async () => {
    expect(await run(mutant("3", ["answer"], 0))).to.deep.equal({
      status: "timeout",
      reason: "Hit limit reached (1/0)",
    });
  });

  it("counts a spec that can't be loaded as failed", async () => {
    write("tests/infra/answer.test.ts", 'throw new Error("no such table");');
    expect(await run(mutant("3", ["answer"]))).to.deep.include({ status: "killed", failureMessage: "no such table" });
  });

  it("puts the environment back", async () => {
    await run(mutant("3", ["answer"]));
    expect(process.env.SPEC_RUNNER_TEST).to.equal(undefined);
  });
});
