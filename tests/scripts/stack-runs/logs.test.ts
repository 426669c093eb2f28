import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { openLogs } from "../../../scripts/stack-runs/logs";
import { sideBySide } from "../../../scripts/stack-runs/side-by-side";
import { Folder } from "../support/files";

describe("scripts/stack-runs/logs", () => {
  const folder = new Folder();
  after(() => folder.remove());

  it("keep the lines of 30 stacks that are written in turns, each stack's in a file of its own", async () => {
    const logs = openLogs(folder.path, "deploy", new Date("2026-11-29T09:00:00Z"));
    const stacks = Array.from({ length: 30 }, (_, index) => `child-${index}`);
    const linesOf = (stack: string) => [1, 2, 3, 4].map((line) => `${stack}: line ${line}\n`);
    await sideBySide(stacks, 8, async (stack) => {
      for (const line of linesOf(stack)) {
        // As the CLI's pipes give them: in pieces, between those of other stacks.
        for (const piece of [line.slice(0, 5), line.slice(5)]) {
          logs.write(stack, piece);
          await new Promise(setImmediate);
        }
      }
    });

    expect(logs.pathOf("child-7")).to.equal(path.join("out", "deploy", "2026-11-29T09-00-00", "child-7.log"));
    const place = path.join(folder.path, path.dirname(logs.pathOf("child-7")));
    expect(readdirSync(place).sort()).to.deep.equal(stacks.map((stack) => `${stack}.log`).sort());
    for (const stack of stacks) {
      expect(readFileSync(path.join(folder.path, logs.pathOf(stack)), "utf8")).to.equal(linesOf(stack).join(""));
    }
  });
});
