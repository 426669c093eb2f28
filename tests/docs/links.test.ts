import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";

const root = path.resolve(__dirname, "../..");

/** Every document for readers. */
const documents = [".", "docs", "docs/decisions", "examples", "examples/invoke-role", "examples/hub-and-lob"].flatMap(
  (folder) =>
    readdirSync(path.join(root, folder))
      .filter((name) => name.endsWith(".md"))
      .map((name) => path.join(folder, name)),
);

const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** Anchors of a document's headings, as GitHub makes them. */
function anchorsOf(file: string): string[] {
  return [...read(file).matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

/** Links of a document to something in the project that isn't there. */
function brokenIn(file: string): string[] {
  return [...read(file).matchAll(/\]\(([^)#\s]*)(?:#([^)\s]*))?\)/g)].flatMap(([whole, target = "", anchor]) => {
    const to = target === "" ? file : path.join(path.dirname(file), target);
    const isThere =
      /^https?:/.test(target) ||
      (existsSync(path.join(root, to)) && (anchor === undefined || anchorsOf(to).includes(anchor)));
    return isThere ? [] : [`${file}: ${whole}`];
  });
}

describe("The documents", () => {
  it("link to files and headings that are there", () => {
    expect(documents).to.include.members(["README.md", "docs/operations.md", "docs/decisions/0000-template.md"]);
    expect(documents.flatMap(brokenIn)).to.deep.equal([]);
  });

  it("begin with a README of 170 lines at most", () => {
    expect(read("README.md").split("\n").length).to.be.at.most(170);
  });
});
