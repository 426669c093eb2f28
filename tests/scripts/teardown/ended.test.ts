import { expect } from "chai";
import { Stopped } from "../../../scripts/support/stopped";
import { Bench, Killed, project } from "./support/bench";
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
        if (text === `${name}: destroying 4 resources: 1 gone`) {
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
      "stopped at stack child: AWS answered ThrottlingException: Rate exceeded; what is deleted stays deleted, run it again to continue",
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
      "stopped at stack parent: as you asked; what is deleted stays deleted, run it again to continue",
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
      "stopped at stack child: as you asked; what is deleted stays deleted, run it again to continue",
    );
  });
});
