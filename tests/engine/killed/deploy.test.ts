import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import * as fc from "fast-check";
import type { Options } from "../../../scripts/deploy/options";
import { childTexts, parentTexts, projectOf, shippedProject } from "../../local/support/project";
import { Bench } from "../../scripts/deploy/support/bench";
import { aroundCreation, realEngine } from "../support/deploy-engine";
import { type EngineEstate, stackOf, withEngine } from "../support/engine-estate";
import { type WrappedCli, wrappedCli } from "../support/wrapped-cli";

const project = {
  ...projectOf({
    parent: { ...parentTexts, children: '["333333333333","444444444444"]' },
    child: childTexts,
    "lob-b": { ...childTexts, account: "444444444444" },
  }),
  name: shippedProject.name,
};

/** How many resources each stack has when it is up. */
const whole: Readonly<Record<string, number>> = { parent: 3, child: 10, "lob-b": 10 };

/** Each as likely as any other, where fast-check prefers the ends. */
const share = fc.noBias(fc.integer({ min: 0, max: 999 })).map((number) => number / 1000);

/** When a run is killed, and what of it. */
const moments = fc.record({
  /** Which of the stacks that lack something, and which of the resources that it lacks, as shares of their number. */
  stack: share,
  resource: share,
  /** Whether AWS has made the resource when the CLI is killed, which didn't hear of it. */
  isMade: fc.boolean(),
  /** Whether the CLI's whole process group is killed. */
  group: fc.boolean(),
  /** Whether the run ends with the CLI, and doesn't begin other stacks. */
  ends: fc.boolean(),
});

type Moment = ReturnType<typeof moments.generate>["value"];

/** Runs of `npm run deploy` on one estate, of which some are killed. */
class Runs {
  constructor(
    private readonly given: EngineEstate,
    private readonly cli: WrappedCli,
  ) {}

  private get aws() {
    return this.given.estate.aws;
  }

  /** What a run says, and what it fails with, if it does. */
  async run(options: Options, bench = new Bench(project)): Promise<readonly string[]> {
    const engine = realEngine(this.given.engine, project);
    const failed = await bench.run({ yes: true, init: true, ...options }, { engine }).catch((error: unknown) => error);
    return failed === undefined ? bench.said : [String(failed instanceof Error ? failed.message : failed)];
  }

  private lacking(): string[] {
    return Object.keys(whole).filter((name) => this.lacks(name) > 0);
  }

  private lacks(name: string): number {
    return Number(whole[name]) - this.aws.world.ofStack(name).length;
  }

  /** Brings up all that is left, until the moment; gives the stack whose CLI was killed. */
  async killed({ stack, resource, isMade, group, ends }: Moment): Promise<string> {
    const bench = new Bench(project);
    const lacking = this.lacking();
    const name = lacking[Math.floor(stack * lacking.length)] ?? "";
    let left = Math.floor(resource * this.lacks(name));
    const kill = () => {
      this.cli.kill(group);
      if (ends) {
        bench.stop.abort();
      }
    };
    const putBack = aroundCreation(this.aws, (request, make) => {
      if (request.stack !== name || left-- !== 0) {
        return make;
      }
      return async () => {
        if (!isMade) {
          kill();
          throw new Error("nobody waits for the answer");
        }
        const made = await make();
        kill();
        return made;
      };
    });
    const said = await this.run({ stack: lacking }, bench);
    putBack();
    expect(said.join("\n")).to.include(`${name}  the CLI was ended by SIGKILL`);
    return name;
  }

  /** Does what the next run asks for. */
  async mend(name: string): Promise<void> {
    const asked = (await this.run({ stack: [name] })).join("\n");
    expect(asked).to.include("2 mistakes, nothing was changed").and.include(`npx pulumi cancel --stack ${name}`);
    const [, type, resource] =
      /doesn't show whether (\S+) "(.+)" was created.*npx pulumi refresh --stack/.exec(asked) ?? [];
    const stack = stackOf(project, name);
    await this.given.engine.cancel(stack);
    const unheard = this.aws.world.ofStack(name).filter(({ urn }) => urn.endsWith(`${type}::${resource}`));
    await Promise.all(unheard.map(({ urn, id }) => this.aws.delete(urn, id)));
    await this.given.engine.refresh(stack, true);
  }

  /** How many resources AWS has of each stack: what it has twice counts twice. */
  get has(): Readonly<Record<string, number>> {
    return Object.fromEntries(Object.keys(whole).map((name) => [name, this.aws.world.ofStack(name).length]));
  }
}

// In a process of its own, by the script test:engine: what a killed run's program still waits for lives on in its process.
describe("npm run deploy, killed ten times in a row", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "engine-killed-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("is mended by what it asks for, whenever it was killed, and then brings all up once", () =>
    fc.assert(
      fc.asyncProperty(fc.array(moments, { minLength: 10, maxLength: 10 }), async (ten) => {
        const cli = await wrappedCli(folder);
        await withEngine(
          project,
          async (given) => {
            const runs = new Runs(given, cli);
            for (const moment of ten) {
              await runs.mend(await runs.killed(moment));
            }
            expect((await runs.run({})).at(-1)).to.equal("Up: parent, child, lob-b.");
            expect(runs.has).to.deep.equal(whole);
            expect((await runs.run({})).at(-1)).to.equal("Nothing to do: every stack matches its file.");
          },
          // One step after the other: an engine that is killed while it writes the state of another step leaves none.
          { cli: cli.cli, checkpoints: true, environment: { PULUMI_PARALLEL: "1" } },
        );
      }),
      // One case with ten kills, not made smaller where it fails: its seed is in the failure.
      { numRuns: 1, endOnFailure: true },
    )).timeout(600_000);
});
