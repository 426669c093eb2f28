import { expect } from "chai";
import { EngineFailure } from "../../../scripts/engine/engine";
import { Stopped } from "../../../scripts/support/stopped";
import { Bench, domainOf, Killed, project } from "./support/bench";
import { allCalls, giveWork } from "./support/work";

describe("npm run teardown, ended on the way, and run again", () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.start();
  });
  afterEach(() => bench.close());

  /** Runs until it is killed, then again, and looks that nothing is left. */
  async function runTwice(): Promise<void> {
    giveWork(bench);
    const first = await bench.run({ yes: true }).catch((error: unknown) => error);
    expect(first).to.be.instanceOf(Killed);
    bench.before = () => {};
    bench.during = () => {};
    await bench.run({ yes: true });

    for (const { name } of project.stacks) {
      expect(bench.everythingOf(name)).to.deep.equal([]);
    }
  }

  for (const [index, call] of allCalls.entries()) {
    it(`goes on after it was killed before ${call}`, async () => {
      bench.before = () => {
        if (bench.calls.length === index) {
          throw new Killed();
        }
      };
      await runTwice();
    });
  }

  for (const name of ["lob-b", "child"]) {
    it(`goes on after it was killed in the middle of destroying ${name}`, async () => {
      bench.during = (text) => {
        if (text === `taking down\n  ${name}  destroying  1 of 4  0 s`) {
          throw new Killed();
        }
      };
      await runTwice();
    });
  }

  it("names the step that AWS refused, and that another run continues", async () => {
    giveWork(bench);
    bench.before = (call) => {
      if (call === "DeleteUserProfile d-aaaaaaaaaaaa carol") {
        throw Object.assign(new Error("Rate exceeded"), {
          name: "ThrottlingException",
          $metadata: {},
          $fault: "client",
        });
      }
    };
    const failure = await bench.run({ yes: true }).catch((error: unknown) => error);

    expect(failure).to.be.instanceOf(Stopped);
    expect(failure).to.have.property(
      "message",
      "1 stack failed; not started: parent, shared. What is done stays\n  child  AWS answered ThrottlingException: Rate exceeded\nTo continue: npm run teardown -- --stack child parent shared",
    );
  });

  it("takes the other child down beside one that fails, leaves what that reads, and names how to go on", async () => {
    bench.before = (call) => {
      if (call === "destroy lob-b after a refresh") {
        throw new EngineFailure("AWS refused it");
      }
    };
    const failure = await bench.run({ yes: true, parallel: "2" }).catch((error: unknown) => error);

    expect(failure).to.have.property(
      "message",
      "1 stack failed; not started: parent, shared. What is done stays\n  lob-b  AWS refused it; its log: out/teardown/then/lob-b.log\nTo continue: npm run teardown -- --stack lob-b parent shared",
    );
    expect(bench.said).to.include("  lob-b  failed: AWS refused it; its log: out/teardown/then/lob-b.log");
    expect(bench.logs.get("child")).to.equal("destroy of child\n");
    expect(bench.everythingOf("child")).to.deep.equal([]);
    expect(bench.everythingOf("parent")).to.have.length(1);
    bench.before = () => {};
    await bench.run({ yes: true, stack: ["lob-b", "parent", "shared"] });
    expect(project.stacks.flatMap(({ name }) => bench.everythingOf(name))).to.deep.equal([]);
  });

  it("begins a second child before the first one is down", async () => {
    await bench.run({ yes: true, parallel: "2" });
    const begun = bench.calls.findIndex((call) => call.includes(domainOf.child ?? ""));
    expect(begun).to.be.within(0, bench.calls.indexOf("destroy lob-b after a refresh"));
  });

  it("refuses an environment that isn't there and a number that isn't one, with nothing deleted", async () => {
    const failure = await bench.run({ environment: ["prod"], parallel: "0" }).catch((error: unknown) => error);
    expect(failure).to.have.property(
      "message",
      'npm run teardown: 2 mistakes, nothing was changed\n  --environment is "prod": name a hub\'s or a parent\'s stack; those here are shared, parent\n  --parallel is "0": give a number of stacks, 1 to 64',
    );
    expect(bench.calls).to.deep.equal([]);
  });

  it("names who has a stack locked, and touches nothing", async () => {
    bench.engine.extra.set("child", { lockedBy: "a run of ann@laptop, process 4711, since today" });
    const failure = await bench.run({ yes: true }).catch((error: unknown) => error);
    expect(failure).to.have.property(
      "message",
      "npm run teardown: 1 mistake, nothing was changed\n  stack child is locked by a run of ann@laptop, process 4711, since today: wait until it ends, or free it with npx pulumi cancel --stack child if that run was killed",
    );
    expect(bench.calls).to.deep.equal([]);
  });

  it("lets a destroy come to its end at the first Ctrl-C, and has the CLI cancel it at the second", async () => {
    const destroy = bench.engine.destroy.bind(bench.engine);
    bench.engine.destroy = async (stack, run) => {
      await destroy(stack, run);
      bench.stop.abort();
      expect(run.cancel.aborted).to.equal(false);
      bench.cancel.abort();
      expect(run.cancel.aborted).to.equal(true);
      throw new EngineFailure("destroy canceled");
    };
    const failure = await bench.run({ yes: true, stack: ["lob-b", "child"] }).catch((error: unknown) => error);
    expect(failure).to.have.property(
      "message",
      "stopped, as you asked; 1 stack failed; not started: child. What is done stays\n  lob-b  cancelled, as you asked: destroy canceled; its log: out/teardown/then/lob-b.log\nTo continue: npm run teardown -- --stack lob-b child",
    );
    expect(bench.said).to.include(
      "stopping when what is being destroyed has finished; press Ctrl-C again to cancel it",
    );
  });

  it("ends before the next stack when the operator asks it to, also where that has no Studio", async () => {
    bench.before = (call) => {
      if (call === "destroy child after a refresh") {
        bench.stop.abort();
      }
    };
    const failure = await bench.run({ yes: true }).catch((error: unknown) => error);

    expect(bench.calls.at(-1)).to.equal("destroy child after a refresh");
    expect(failure).to.have.property(
      "message",
      "stopped, as you asked; not started: parent, shared. What is done stays\nTo continue: npm run teardown -- --stack parent shared",
    );
  });

  for (const doing of ["reading the state of stack child", "looking at account 333333333333 of stack child"]) {
    it(`deletes nothing when it is ended while it is ${doing}`, async () => {
      bench.during = (text) => {
        if (text === doing) {
          bench.stop.abort();
        }
      };
      const failure = await bench.run().catch((error: unknown) => error);

      expect(failure).to.be.instanceOf(Stopped);
      expect(failure).to.have.property("message", "stopped, as you asked; nothing was deleted");
      expect([bench.calls, bench.questions, bench.said]).to.deep.equal([[], [], []]);
    });
  }

  it("ends before the next step when the operator asks it to", async () => {
    giveWork(bench);
    bench.before = (call) => {
      if (call === "destroy lob-b after a refresh") {
        bench.stop.abort();
      }
    };
    const failure = await bench.run({ yes: true }).catch((error: unknown) => error);

    expect(bench.calls.at(-1)).to.equal("destroy lob-b after a refresh");
    expect(failure).to.have.property(
      "message",
      "stopped, as you asked; not started: child, parent, shared. What is done stays\nTo continue: npm run teardown -- --stack child parent shared",
    );
  });
});
