import { EventEmitter } from "node:events";
import { expect } from "chai";
import { untilInterrupted } from "../../../scripts/support/interruption";

class FakeProcess extends EventEmitter {
  readonly codes: number[] = [];
  exit(code: number): void {
    this.codes.push(code);
  }
}

describe("an interrupted command", () => {
  let running: FakeProcess;
  let time: number;
  let signal: AbortSignal;

  const interruptAt = (at: number) => {
    time = at;
    running.emit("SIGINT");
  };

  beforeEach(() => {
    running = new FakeProcess();
    time = 0;
    signal = untilInterrupted(running, () => time);
  });

  it("gets the first Ctrl+C, and finishes its step", () => {
    expect(signal.aborted).to.equal(false);
    interruptAt(1000);
    expect(signal.aborted).to.equal(true);
    expect(running.codes).to.deep.equal([]);
  });

  it("takes the signal that npm passes on for the same Ctrl+C", () => {
    interruptAt(1000);
    interruptAt(1003);
    interruptAt(1500);
    expect(running.codes).to.deep.equal([]);
  });

  it("ends at once at a further Ctrl+C", () => {
    interruptAt(1000);
    interruptAt(1501);
    expect(running.codes).to.deep.equal([130]);
  });

  it("keeps listening, since what runs the CLI would else end the process at the signal", () => {
    const before = running.listenerCount("SIGINT");
    interruptAt(1000);
    expect(running.listenerCount("SIGINT")).to.equal(before);
  });
});
