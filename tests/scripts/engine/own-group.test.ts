import { chmodSync } from "node:fs";
import * as path from "node:path";
import { LocalWorkspace, PulumiCommand, Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { inOwnGroup } from "../../../scripts/engine/own-group";
import { Folder } from "../support/files";

/** Answers as the stack is asked for; an `up` goes on until it is interrupted. */
const pulumi = `#!${process.execPath}
const asked = process.argv.slice(2).join(" ");
if (asked === "version") {
  console.log("v3.255.0");
} else if (asked.startsWith("up") && asked.includes("--stack locked")) {
  console.error("error: the stack is currently locked by 1 lock(s)\\n  child/0.json: created by ann@laptop (pid 4711) at 2026-11-23T00:09:13Z");
  process.exitCode = 255;
} else if (asked.startsWith("stack select") && asked.includes("--stack gone")) {
  console.error("error: no stack named 'gone' found");
  process.exitCode = 255;
} else if (asked.startsWith("up")) {
  process.on("SIGINT", () => {
    console.error("error: update canceled");
    process.exit(255);
  });
  console.log("group of " + process.pid);
  // Where nobody interrupts it, the test fails and comes to its end.
  setTimeout(() => {}, 5000);
} else {
  console.log("[]");
}
`;

/** Whether there is a process group of this number. */
function isGroup(id: number): boolean {
  try {
    return process.kill(-id, 0);
  } catch {
    return false;
  }
}

describe("the CLI in a process group of its own", () => {
  const folder = new Folder();
  let workspace: LocalWorkspace;
  before(async () => {
    const program = folder.write("pulumi", pulumi);
    chmodSync(program, 0o755);
    folder.write("Pulumi.yaml", "name: project\nruntime: nodejs\n");
    const own = process.env.PATH;
    process.env.PATH = `${folder.path}${path.delimiter}${own}`;
    const command = inOwnGroup(await PulumiCommand.get());
    process.env.PATH = own;
    const envVars = { PATH: `${folder.path}${path.delimiter}${own}` };
    workspace = await LocalWorkspace.create({ workDir: folder.path, pulumiCommand: command, envVars });
  });
  after(() => folder.remove());

  const failureOf = async (stack: string, signal?: AbortSignal, onOutput?: (text: string) => void) => {
    const options = { ...(signal && { signal }), ...(onOutput && { onOutput }) };
    return Stack.select(stack, workspace)
      .then((found) => found.up(options))
      .catch((error: unknown) => error);
  };

  it("isn't in this process's group, and is interrupted when it is told", async () => {
    const cancel = new AbortController();
    let isLeader: boolean | undefined;
    const failure = await failureOf("child", cancel.signal, (text) => {
      const id = Number(/group of (\d+)/.exec(text)?.[1]);
      isLeader = isGroup(id);
      cancel.abort();
    });
    expect(isLeader).to.equal(true);
    expect(failure).to.be.an("error").with.property("message").that.includes("update canceled");
  });

  it("tells a lock and a stack that isn't there from other failures", async () => {
    expect(await failureOf("locked"))
      .to.be.an("error")
      .with.property("name", "ConcurrentUpdateError");
    expect(await failureOf("gone"))
      .to.be.an("error")
      .with.property("name", "StackNotFoundError");
  });
});
