import { CommandError, ConcurrentUpdateError } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { wordFailure } from "../../../scripts/engine/engine-failure";

/** The Automation API's error for this output of the CLI. */
function written(stderr: string, stdout = ""): string {
  return `code: 255\n stdout: ${stdout}\n stderr: ${stderr}\n err?: \n`;
}

describe("scripts/engine/engine-failure", () => {
  it("names who holds a stack's lock, and how to free it", () => {
    const stderr = [
      "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.",
      "  file:///state/.pulumi/locks/organization/project/child/0.json: created by ann@laptop (pid 4711) at 2026-11-23T00:09:13Z",
    ].join("\n");
    expect(wordFailure("child", new ConcurrentUpdateError(written(stderr)), []).message).to.equal(
      "it is locked by a run of ann@laptop, process 4711, since 2026-11-23T00:09:13Z: wait until it ends, or free the stack with npx pulumi cancel --stack child if that run was killed",
    );
  });

  it("reports that a service has the stack locked", () => {
    const stderr = "error: [409] Conflict: Another update is currently in progress.";
    expect(wordFailure("child", new ConcurrentUpdateError(written(stderr)), []).message).to.equal(
      "it is locked by another run: wait until it ends, or free the stack with npx pulumi cancel --stack child if that run was killed",
    );
  });

  it("reports the engine's errors rather than the CLI's output", () => {
    const told = [
      "aws:ec2/vpc:Vpc lob: DependencyViolation: it has dependencies",
      "aws:s3/bucket:Bucket files: not empty",
    ];
    expect(wordFailure("child", new CommandError(written("error: update failed")), told).message).to.equal(
      told.join("; "),
    );
  });

  it("reports the CLI's errors, once, wherever it wrote them", () => {
    const stdout = "Destroying (child):\n    error: no such target\n";
    expect(
      wordFailure("child", new CommandError(written("Destroying (child):\n error: no such target", stdout)), [])
        .message,
    ).to.equal("no such target");
  });

  it("reports the CLI's last line if it marks no error", () => {
    expect(wordFailure("child", new CommandError(written("warning: old\nplease log in")), []).message).to.equal(
      "please log in",
    );
  });
});
