import { execFileSync } from "node:child_process";
import { symlinkSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { checkKeptFromGit } from "../../../scripts/populate/kept-from-git";
import { Folder, refusalOf } from "../support/files";

describe("scripts/populate/kept-from-git", () => {
  const outside = new Folder();
  const tree = new Folder();
  const git = (...args: readonly string[]) => execFileSync("git", ["-C", tree.path, ...args], { stdio: "ignore" });

  before(() => {
    git("init");
    tree.write(".gitignore", "*.secret\n");
  });
  after(() => {
    outside.remove();
    tree.remove();
  });

  const refused = (name: string) =>
    `${name}: 1 mistake, nothing was changed\n  the file holds passwords and is in the git work tree ${tree.path}, which doesn't ignore it: move it out, or give the passwords on standard input with --passwords-from -`;

  it("takes a file outside any work tree, one that git ignores, and leaves a missing one to its reader", () => {
    checkKeptFromGit(outside.write("passwords.csv", ""));
    checkKeptFromGit(tree.write("passwords.secret", ""));
    checkKeptFromGit(path.join(tree.path, "none.csv"));
  });

  it("refuses a file that git would take", async () => {
    expect(await refusalOf(() => checkKeptFromGit(tree.write("new.csv", "")))).to.equal(refused("new.csv"));
  });

  it("refuses a file that git has, though it is ignored", async () => {
    const file = tree.write("tracked.secret", "");
    git("add", "--force", "tracked.secret");
    expect(await refusalOf(() => checkKeptFromGit(file))).to.equal(refused("tracked.secret"));
  });

  it("looks where a link leads to", async () => {
    const link = path.join(outside.path, "link.csv");
    symlinkSync(tree.write("target.csv", ""), link);
    expect(await refusalOf(() => checkKeptFromGit(link))).to.equal(refused("link.csv"));
  });
});
