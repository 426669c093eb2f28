import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as fc from "fast-check";
import { diffOf } from "../../../scripts/onboard/diff";
import { Folder } from "../support/files";

function change(before: string | undefined, text: string | undefined) {
  return { stack: "shared", name: "Pulumi.shared.yaml", before, text, what: "" };
}

describe("A change as a patch", () => {
  it("shows what comes with three lines around it", () => {
    expect(diffOf(change("a\nb\nc\nd\ne\nf\ng\nh\n", "a\nb\nc\nd\nnew\ne\nf\ng\nh\n")).split("\n")).to.deep.equal([
      "--- a/Pulumi.shared.yaml",
      "+++ b/Pulumi.shared.yaml",
      "@@ -2,6 +2,7 @@",
      ...[" b", " c", " d", "+new", " e", " f", " g"],
    ]);
  });

  it("shows a new file whole, and an end without a line's end", () => {
    expect(diffOf(change(undefined, "a\nb\n")).split("\n")).to.deep.equal([
      ...["--- /dev/null", "+++ b/Pulumi.shared.yaml", "@@ -0,0 +1,2 @@", "+a", "+b"],
    ]);
    expect(diffOf(change("a", "a\nb")).split("\n").slice(2)).to.deep.equal([
      ...["@@ -1,1 +1,2 @@", "-a", "\\ No newline at end of file", "+a", "+b", "\\ No newline at end of file"],
    ]);
  });

  it("shows a file that goes", () => {
    expect(diffOf(change("a\nb\n", undefined)).split("\n")).to.deep.equal([
      ...["--- a/Pulumi.shared.yaml", "+++ /dev/null", "@@ -1,2 +0,0 @@", "-a", "-b"],
    ]);
  });

  it("is one that git applies, whatever changes", () => {
    const folder = new Folder();
    try {
      const text = fc.array(fc.constantFrom("a", "b", "", "c\r"), { maxLength: 12 }).map((lines) => lines.join("\n"));
      fc.assert(
        fc.property(text, text, (before, after) => {
          fc.pre(before !== after && before !== "" && after !== "");
          writeFileSync(path.join(folder.path, "Pulumi.shared.yaml"), before);
          execFileSync("git", ["apply", "--whitespace=nowarn", "--unidiff-zero", "-"], {
            cwd: folder.path,
            input: `${diffOf(change(before, after))}\n`,
            env: { ...process.env, GIT_CEILING_DIRECTORIES: path.dirname(folder.path) },
          });
          expect(execFileSync("cat", [path.join(folder.path, "Pulumi.shared.yaml")]).toString()).to.equal(after);
        }),
        { numRuns: 25 },
      );
    } finally {
      folder.remove();
    }
  });
});
