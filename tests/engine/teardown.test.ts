import { expect } from "chai";
import { domain, homeFileSystem } from "../../local/aws/sagemaker/kinds";
import type { Engine as LocalEngine } from "../../local/deploy/engine/engine";
import { AutomationEngine } from "../../scripts/engine/automation-engine";
import type { DestroyingEngine } from "../../scripts/engine/engine";
import { isChild, isShared } from "../../stacks/project/roles";
import { makeStack, type Project } from "../../stacks/project/stack";
import { shippedProject } from "../local/support/project";
import { Bench, Killed } from "../scripts/teardown/support/bench";
import { disposable } from "./support/disposable";
import { changed, changes, stackOf, withEngine } from "./support/engine-estate";

/** The engine of `npm run teardown`, by the real CLI, with the local AWS behind it. */
function realEngine(project: Project, engine: LocalEngine): DestroyingEngine {
  const work = <T>(name: string, operate: (automation: AutomationEngine) => Promise<T>) =>
    engine.serve(stackOf(project, name), (folder, environment) =>
      operate(new AutomationEngine(folder, { of: () => undefined }, { command: engine.host.cli, environment })),
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

  it("ends an estate's whole life, in which AWS refuses every change of a domain that stands", async () => {
    // Only the hub is made for a trial: LOBs keep their home directories, until somebody means to lose them.
    const kept = {
      ...shippedProject,
      stacks: shippedProject.stacks.map((stack) =>
        isShared(stack) ? makeStack(stack.name, { ...stack.texts, deletionProtection: "false" }) : stack,
      ),
    };
    await withEngine(kept, async ({ project, engine, estate }) => {
      for (const stack of project.stacks) {
        await engine.up(stack);
      }
      const slower = changed(stackOf(project, "child"), { idleTimeoutMinutes: "240" });
      expect(changes(await engine.up(slower))).to.deep.equal([
        "update aws:sagemaker/userProfile:UserProfile lob-profile-user-lob-a userSettings",
      ]);
      const larger = changed(slower, { userProfiles: '["user-lob-a","ann"]' });
      expect(changes(await engine.up(larger)).sort()).to.deep.equal([
        "create aws:ec2/securityGroup:SecurityGroup lob-profile-ann-apps",
        "create aws:iam/role:Role lob-capabilities-jobs-ann",
        "create aws:iam/rolePolicy:RolePolicy lob-capabilities-jobs-ann-policy",
        "create aws:sagemaker/userProfile:UserProfile lob-profile-ann",
        "create aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule lob-profile-ann-to-apps",
        "create aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule lob-profile-ann-from-apps",
      ]);
      const tagged = changed(larger, { tags: '{"team":"science"}' });
      expect(changes(await engine.up(tagged))).to.include("update aws:sagemaker/domain:Domain lob-domain tags");
      const doomed = changed(tagged, { homeFileSystem: "Delete" });
      expect(changes(await engine.refresh(doomed))).to.deep.equal([]);
      expect(changes(await engine.up(doomed, true))).to.deep.equal([]);

      const stacks = project.stacks.map((stack) =>
        stack.name === "child" ? doomed : isChild(stack) ? changed(stack, { homeFileSystem: "Delete" }) : stack,
      );
      const bench = new Bench(estate.aws, { ...project, stacks });
      const real = realEngine(project, engine);
      const killed = { ...real, destroy: () => Promise.reject(new Killed()) };
      const first = await bench.run({ stack: ["child"] }, { engine: () => killed }).catch((error: unknown) => error);
      expect(first).to.be.instanceOf(Killed);
      expect(estate.aws.world.list(domain, doomed.config.account)).to.deep.equal([]);

      await bench.run({}, { engine: () => real });
      expect(project.stacks.flatMap(({ name }) => estate.aws.world.ofStack(name))).to.deep.equal([]);
      expect(estate.aws.world.all(homeFileSystem)).to.deep.equal([]);
    });
  });
});
