import { CommandError, ConcurrentUpdateError, type EngineEvent } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { Observed } from "../../../../local/deploy/engine/observed";

const event = (told: Omit<EngineEvent, "sequence" | "timestamp">): EngineEvent => ({
  sequence: 1,
  timestamp: 1,
  ...told,
});

const diagnostic = (severity: "info" | "warning" | "error", message: string) =>
  event({ diagnosticEvent: { message, color: "never", severity } });

const violation = (enforcementLevel: "warning" | "mandatory", message: string) =>
  event({
    policyEvent: {
      ...{ message, color: "never", policyName: "no-star-action", enforcementLevel },
      ...{ policyPackName: "pack", policyPackVersion: "1", policyPackVersionTag: "1" },
    },
  });

/** An error of the CLI's as the Automation API makes it; what it is made from is no part of its types. */
function cliError(type: typeof CommandError, stderr: string): CommandError {
  return Reflect.construct(type, [{ toString: () => `code: 255\n stdout: \n stderr: ${stderr}\n err?: \n` }]);
}

function failureOf(events: readonly EngineEvent[], error: unknown): string {
  const observed = new Observed();
  for (const each of events) {
    observed.see(each);
  }
  const failure = observed.failure("child", error);
  return failure instanceof Error ? failure.message : String(failure);
}

describe("What the engine tells of an operation", () => {
  it("warns in words without marks of colour, and keeps quiet about the rest", () => {
    const observed = new Observed();
    observed.see(diagnostic("warning", "<{%fg 3%}>warning: <{%reset%}>account 4 isn't trusted\n"));
    observed.see(diagnostic("info", "hello"));
    expect(observed.warnings).to.deep.equal(["warning: account 4 isn't trusted"]);
  });

  it("fails with the engine's messages, each once", () => {
    const said = [diagnostic("error", "<{%reset%}>no room<{%reset%}>\n"), diagnostic("error", "no room")];
    expect(failureOf(said, cliError(CommandError, "error: update failed"))).to.equal("no room");
  });

  it("fails by the name of the rule that was broken, where it stops the run", () => {
    const events = [violation("mandatory", "name the actions"), violation("warning", "think of it")];
    expect(failureOf(events, cliError(CommandError, ""))).to.equal("no-star-action: name the actions");
  });

  it("fails with the CLI's standard error, where the engine reported nothing", () => {
    const stderr = "warning: old\nerror: no passphrase\nerror: no backend";
    expect(failureOf([], cliError(CommandError, stderr))).to.equal("no passphrase\nno backend");
    expect(failureOf([], cliError(CommandError, "killed"))).to.match(/^stack child: code: 255\n/);
  });

  it("explains what to do about the lock of a run that ended early", () => {
    const stderr = "error: the stack is currently locked by 1 lock(s)";
    expect(failureOf([diagnostic("error", stderr)], cliError(ConcurrentUpdateError, stderr))).to.equal(
      "stack child is locked by a run that ended early: make sure that no update is running, release the lock with npx pulumi cancel --stack child, and bring it up again",
    );
  });

  it("leaves every other error as it is", () => {
    expect(failureOf([diagnostic("error", "no room")], new TypeError("no function"))).to.equal("no function");
  });
});
