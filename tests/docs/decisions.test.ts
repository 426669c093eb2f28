import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";

const folder = path.resolve(__dirname, "../../docs/decisions");
const files = readdirSync(folder).sort();

/** The parts of a decision, in order: the number in its title, and the bold words that paragraphs begin with. */
function outline(file: string): string[] {
  const text = readFileSync(path.join(folder, file), "utf8");
  return [...text.matchAll(/^# (\d+)\. |^\*\*(Situation|Decision|Consequence)\.\*\*/gm)].map(
    ([, number, part]) => number ?? part ?? "",
  );
}

describe("Decisions", () => {
  it("are numbered one after the other, the template being 0", () => {
    expect(files.map((file) => Number(file.slice(0, 4)))).to.deep.equal(files.map((_, index) => index));
  });

  for (const file of files) {
    it(`have the template's parts: ${file}`, () => {
      expect(outline(file)).to.deep.equal([String(Number(file.slice(0, 4))), "Situation", "Decision", "Consequence"]);
    });
  }
});
