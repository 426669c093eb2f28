import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { runNode } from "../../local/support/run-node";
import { makeWorkFolder, removeWorkFolder } from "../../local/support/work-folder";

const parent = path.resolve(__dirname, "../../.local");

/** The id of a process that has ended. */
async function endedProcess(): Promise<number> {
  return Number((await runNode(["-p", "process.pid"], parent)).stdout);
}

describe("a work folder", () => {
  it("is removed with its content", async () => {
    const folder = await makeWorkFolder();
    writeFileSync(path.join(folder, "file"), "");
    await removeWorkFolder(folder);
    expect(existsSync(folder)).to.equal(false);
  });

  it("of a process that was killed goes when the next one is made; one that runs keeps its own", async () => {
    mkdirSync(parent, { recursive: true });
    const orphan = path.join(parent, `run-${await endedProcess()}-orphan`);
    const inUse = path.join(parent, `run-${process.pid}-inuse`);
    mkdirSync(path.join(orphan, "inner"), { recursive: true });
    mkdirSync(inUse);
    try {
      await removeWorkFolder(await makeWorkFolder());
      expect([existsSync(orphan), existsSync(inUse)]).to.deep.equal([false, true]);
    } finally {
      rmSync(inUse, { recursive: true });
    }
  });
});
