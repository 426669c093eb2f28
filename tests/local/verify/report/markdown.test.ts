import { expect } from "chai";
import type { Access } from "../../../../local/verify/access/access";
import type { Found } from "../../../../local/verify/found";
import { toMarkdown } from "../../../../local/verify/report/markdown";

const diagram = { caption: "", description: "", svg: "" };

function access(index: number, decidedBy = "a policy"): Access {
  return { who: `role-${index}`, may: "act on *|<b>", from: "internet", allowed: true, decidedBy, isImplied: false };
}

function found(
  count: number,
  undeclared: readonly Access[],
  change: Found["change"],
  findings: readonly string[] = [],
): Found {
  const allowed = Array.from({ length: count }, (_, index) => ({ ...access(index), because: "it is meant" }));
  const differences = { undeclared, refused: [], unknown: [] };
  const refused = { refused: [access(0)], refusals: 1, alike: [] };
  const verification = { allowed, ...refused, connections: [], lookups: [], differences, findings };
  return { verification, change, organization: undefined, unjudged: [], cost: undefined, diagram };
}

describe("verify.md", () => {
  it("says in a line that all is as declared, and folds away what is allowed", () => {
    expect(toMarkdown(found(1, [], undefined))).to.equal(
      [
        "<!-- npm run verify -->",
        "## Who may do what",
        "",
        "**As declared**: 1 access allowed, 1 refused.",
        "",
        "<details>",
        "<summary>Everything that is allowed (1 access in 1 row)</summary>",
        "",
        "The place internet means that credentials are enough: AWS's public addresses answer, and no policy that decides asks for a VPC endpoint. Where one does, the row doesn't list internet.",
        "",
        "| who | may | from | because |",
        "|---|---|---|---|",
        "| role-0 | act on \\*\\|\\<b\\> | internet | it is meant |",
        "",
        "</details>",
        "",
      ].join("\n"),
    );
  });

  it("lists what isn't declared and what changes, in words that Markdown leaves alone", () => {
    const change = { more: [{ who: "a_b", may: "act", from: "internet" }], less: [] };
    const lines = toMarkdown(found(0, [access(7, "it's [open](x)")], change)).split("\n");

    expect(lines.slice(3, 12)).to.deep.equal([
      "**Not as declared**, in 1 point:",
      "",
      "- not declared: role-7 may act on \\*\\|\\<b\\>, from internet (it's \\[open\\](x))",
      "",
      "Undo the change, or declare it in access.yaml if it is intended.",
      "",
      "### What changes in access",
      "",
      "- **now allowed**: a\\_b may act, from internet",
    ]);
  });

  it("lists an internet gateway, and doesn't ask to declare it", () => {
    const lines = toMarkdown(found(0, [], undefined, ["internet gateway: take it out"])).split("\n");

    expect(lines.slice(3, 8)).to.deep.equal([
      "**Not as declared**, in 1 point:",
      "",
      "- internet gateway: take it out",
      "",
      "<details>",
    ]);
  });

  it("says that nothing changes where nothing does", () => {
    expect(toMarkdown(found(0, [], { more: [], less: [] }))).to.include("### What changes in access\n\nNothing.\n");
  });

  it("stays short enough for a comment, and says what it leaves out", () => {
    const many = Array.from({ length: 400 }, (_, index) => access(index, "x".repeat(60)));
    const text = toMarkdown(found(400, many, { more: many, less: [] }));

    expect(text.length).to.be.lessThan(65_536);
    expect(text.match(/… and 250 more, in verify\.(json|html)/g)).to.deep.equal([
      "… and 250 more, in verify.json",
      "… and 250 more, in verify.json",
      "… and 250 more, in verify.html",
    ]);
  });
});
