import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { whyNotWritable, writeToken } from "../../../scripts/token/token-file";
import { Folder } from "../support/files";

const token = "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjB9.c2lnbmF0dXJl";

const modeOf = (file: string) => statSync(file).mode & 0o777;

describe("scripts/token/token-file", () => {
  let folder: Folder;
  beforeEach(() => {
    folder = new Folder();
  });
  afterEach(() => folder.remove());

  const at = (name: string) => path.join(folder.path, name);

  it("writes the token only for the operator", () => {
    const file = at("token");
    expect(whyNotWritable(file)).to.equal(undefined);
    writeToken(file, token);
    expect([readFileSync(file, "utf8"), modeOf(file)]).to.deep.equal([`${token}\n`, 0o600]);
  });

  for (const [title, content] of [
    ["an earlier token", "a.b.c\n"],
    ["an empty file", ""],
  ] as const) {
    it(`replaces ${title}, whatever its mode`, () => {
      const file = folder.write("token", content);
      chmodSync(file, 0o644);
      expect(whyNotWritable(file)).to.equal(undefined);
      writeToken(file, token);
      expect([readFileSync(file, "utf8"), modeOf(file)]).to.deep.equal([`${token}\n`, 0o600]);
      expect(readdirSync(folder.path)).to.deep.equal(["token"]);
    });
  }

  const other = (file: string) => `is "${file}": the file exists and isn't an earlier token; name another file`;

  it("leaves what is no token of an earlier run", () => {
    const text = folder.write("notes.txt", "a.b.c\nmore\n");
    mkdirSync(at("below"));
    symlinkSync(folder.write("target", ""), at("link"));
    expect([text, at("below"), at("link"), "/dev/null"].map(whyNotWritable)).to.deep.equal([
      other(text),
      other(at("below")),
      other(at("link")),
      other("/dev/null"),
    ]);
  });

  it("wants a folder that is there", () => {
    const file = at("none/token");
    expect(whyNotWritable(file)).to.equal(
      `is "${file}": its folder doesn't exist, or can't be written to; create it, or name another`,
    );
  });

  it("refuses a file that git would keep, and takes one that it ignores", () => {
    execFileSync("git", ["-C", folder.path, "init"], { stdio: "ignore" });
    folder.write(".gitignore", "*.token\n");
    const file = at("token.txt");
    expect(whyNotWritable(file)).to.equal(
      `is "${file}": git would keep it, in the work tree ${folder.path}; name a file outside, or one that git ignores`,
    );
    expect(whyNotWritable(at("my.token"))).to.equal(undefined);
  });

  it("reports in one sentence when it can't write, without the token", () => {
    const file = at("none/token");
    expect(() => writeToken(file, token)).to.throw(
      `the token can't be written to ${file}: ENOENT; name another file with --output`,
    );
  });
});
