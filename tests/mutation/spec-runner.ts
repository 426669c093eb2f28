import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from "@stryker-mutator/api/core";
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from "@stryker-mutator/api/test-runner";
import * as v from "valibot";
import { runSpec } from "./run-spec";
import { needsMostPackages, onSideOf, specsIn } from "./specs";

/** Where, in Stryker's copy of the project, it is noted how long each spec takes. */
const timesFile = "spec-times.json";

/** What Stryker's code in the mutated files reads and writes. */
function context(): InstrumenterContext {
  const known: unknown = Reflect.get(globalThis, INSTRUMENTER_CONSTANTS.NAMESPACE);
  if (typeof known === "object" && known !== null) {
    return known;
  }
  const made: InstrumenterContext = {};
  Reflect.set(globalThis, INSTRUMENTER_CONSTANTS.NAMESPACE, made);
  return made;
}

/**
 * Runs specs for Stryker by mocha. What Stryker calls a test is a spec here, a whole file: it is loaded again for each
 * mutant, with the mutant active from its first line, so that tables, schemas and what tests keep between them are
 * made by the mutant as well. npm's packages stay loaded, which makes that quick.
 *
 * Stryker's own runner loads specs once, and doesn't admit mocha 12.
 */
export class SpecRunner implements TestRunner {
  private readonly context = context();
  /** Milliseconds that specs took when they last ran, here or in the run without a mutant. */
  private readonly took = new Map<string, number>();

  /** @param root the project's folder, or Stryker's copy of it. */
  constructor(private readonly root = process.cwd()) {}

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    // Makes Pulumi's evaluations several times faster.
    Error.stackTraceLimit = 0;
    require(path.join(this.root, "tests/support/whole-messages.ts"));
    // A mutant's time is only for specs: loading the packages that most of them need takes longer than any of them.
    await runSpec(this.root, needsMostPackages);
  }

  async dryRun(): Promise<DryRunResult> {
    const tests: TestResult[] = [];
    for (const spec of specsIn(this.root)) {
      this.context.currentTestId = spec;
      const failure = await this.run(spec);
      const result = {
        id: spec,
        name: spec,
        fileName: path.join(this.root, spec),
        timeSpentMs: this.took.get(spec) ?? 0,
      };
      tests.push(
        failure === undefined
          ? { ...result, status: TestStatus.Success }
          : { ...result, status: TestStatus.Failed, failureMessage: failure },
      );
    }
    delete this.context.currentTestId;
    writeFileSync(path.join(this.root, timesFile), JSON.stringify(Object.fromEntries(this.took)));
    const { mutantCoverage } = this.context;
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage !== undefined && { mutantCoverage }) };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, sandboxFileName }: MutantRunOptions): Promise<MutantRunResult> {
    this.readTimes();
    this.context.activeMutant = activeMutant.id;
    Object.assign(this.context, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    const file = path.relative(this.root, sandboxFileName);
    const specs = this.inOrder(onSideOf(file, testFilter ?? specsIn(this.root)), file);
    try {
      for (const [index, spec] of specs.entries()) {
        const failure = await this.runSurely(spec);
        const endless = determineHitLimitReached(this.context.hitCount, hitLimit);
        if (endless !== undefined) {
          return { status: MutantRunStatus.Timeout, reason: endless.reason ?? "the mutant's code ran without end" };
        }
        if (failure !== undefined) {
          return { status: MutantRunStatus.Killed, killedBy: [spec], failureMessage: failure, nrOfTests: index + 1 };
        }
      }
      return { status: MutantRunStatus.Survived, nrOfTests: specs.length };
    } finally {
      delete this.context.activeMutant;
    }
  }

  /** Takes over what another process measured; a process starts again after each mutant that ran out of time. */
  private readTimes(): void {
    const file = path.join(this.root, timesFile);
    if (this.took.size === 0 && existsSync(file)) {
      const measured = v.parse(v.record(v.string(), v.number()), JSON.parse(readFileSync(file, "utf8")));
      for (const [spec, milliseconds] of Object.entries(measured)) {
        this.took.set(spec, milliseconds);
      }
    }
  }

  /** The spec of the file itself first, then those of its folder, then the quick ones. */
  private inOrder(specs: readonly string[], file: string): string[] {
    const own = `tests/${file.replace(/\.ts$/, ".test.ts")}`;
    const cost = (spec: string) =>
      (this.took.get(spec) ?? 0) + (spec === own ? -2e9 : 0) + (path.dirname(spec) === path.dirname(own) ? -1e9 : 0);
    return [...specs].sort((one, other) => cost(one) - cost(other));
  }

  /** Specs of functions wait for deadlines, which a busy machine can miss: what kills a mutant there fails twice. */
  private async runSurely(spec: string): Promise<string | undefined> {
    const failure = await this.run(spec);
    return failure !== undefined && spec.startsWith("tests/functions/") ? this.run(spec) : failure;
  }

  private async run(spec: string): Promise<string | undefined> {
    const begun = performance.now();
    const failure = await runSpec(this.root, spec);
    this.took.set(spec, performance.now() - begun);
    return failure;
  }
}
