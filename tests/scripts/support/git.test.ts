import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { workTreeTaking } from "../../../scripts/support/git";
import { Folder } from "./files";

describe("scripts/support/git", () => {
  const outside = new Folder();
  const tree = new Folder();
  before(() => {
    execFileSync("git", ["-C", tree.path, "init"], { stdio: "ignore" });
    tree.write(".gitignore", "*.secret\n");
    mkdirSync(path.join(tree.path, "below"));
  });
  after(() => {
    outside.remove();
    tree.remove();
  });

  it("names the work tree that would take a file, there or not yet", () => {
    expect(workTreeTaking(tree.write("there.txt", ""))).to.equal(tree.path);
    expect(workTreeTaking(path.join(tree.path, "below", "new.txt"))).to.equal(tree.path);
  });

  it("finds none for a file outside, one that git ignores, and what is no plain file", () => {
    expect(workTreeTaking(outside.write("there.txt", ""))).to.equal(undefined);
    expect(workTreeTaking(path.join(outside.path, "new.txt"))).to.equal(undefined);
    expect(workTreeTaking(path.join(tree.path, "below", "new.secret"))).to.equal(undefined);
    expect(workTreeTaking(path.join(tree.path, "below"))).to.equal(undefined);
  });

  it("looks where a linked folder leads to", () => {
    const link = path.join(outside.path, "link");
    symlinkSync(tree.path, link);
    expect(workTreeTaking(path.join(link, "new.txt"))).to.equal(tree.path);
  });
});
