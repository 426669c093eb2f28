import { expect } from "chai";
import type { Engine as LocalEngine } from "../../local/deploy/engine/engine";
import { AutomationEngine } from "../../scripts/teardown/automation-engine";
import type { Engine } from "../../scripts/teardown/engine";
import type { Project } from "../../stacks/project/stack";
import { shippedProject } from "../local/support/project";
import { Bench } from "../scripts/teardown/support/bench";
import { disposable } from "./support/disposable";
import { stackOf, withEngine } from "./support/engine-estate";

/** Works with variables in this process's environment, as an operator's shell would have them. */
async function withEnvironment<T>(environment: Readonly<Record<string, string>>, work: () => Promise<T>): Promise<T> {
  const own = { ...process.env };
  Object.assign(process.env, environment);
  try {
    return await work();
  } finally {
    for (const key of Object.keys(environment)) {
      delete process.env[key];
    }
    Object.assign(process.env, own);
  }
}

/** The engine of `npm run teardown`, by the real CLI, with the local AWS behind it. */
function realEngine(project: Project, engine: LocalEngine): Engine {
  const work = <T>(name: string, operate: (automation: AutomationEngine) => Promise<T>) =>
    engine.serve(stackOf(project, name), (folder, environment) =>
      withEnvironment(environment, () =>
        operate(new AutomationEngine(folder, { of: () => undefined }, engine.host.cli)),
      ),
    );
  return {
    state: (name) => work(name, (automation) => automation.state(name)),
    destroy: (name, options) => work(name, (automation) => automation.destroy(name, options)),
  };
}

describe("npm run teardown with Pulumi's engine", () => {
  it("takes the whole estate down, and finds it down the second time", async () => {
    await withEngine(disposable(shippedProject), async ({ project, engine, estate }) => {
      for (const stack of project.stacks) {
        await engine.up(stack);
      }
      const bench = new Bench(estate.aws, project);
      const around = { engine: () => realEngine(project, engine) };
      await bench.run({ dryRun: true }, around);
      expect(project.stacks.flatMap(({ name }) => estate.aws.world.ofStack(name))).to.have.length.above(200);

      await bench.run({}, around);
      expect(project.stacks.flatMap(({ name }) => estate.aws.world.ofStack(name))).to.deep.equal([]);
      expect(bench.said.at(-1)).to.equal("Down: lob-b, child, parent, shared.");

      bench.said.length = 0;
      await bench.run({}, around);
      expect(bench.said.filter((line) => line.endsWith("is down already"))).to.have.length(project.stacks.length);
    });
  });
});
