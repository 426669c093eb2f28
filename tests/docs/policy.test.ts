import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { rules } from "../../policy/rules";

const document = readFileSync(path.resolve(__dirname, "../../docs/policy.md"), "utf8");

describe("docs/policy.md", () => {
  it("lists every rule of the pack with its description", () => {
    expect(document.split("\n").filter((line) => line.startsWith("| `"))).to.deep.equal(
      rules.map(({ name, description, source }) => `| \`${name}\` | ${description} | ${source} |`),
    );
  });
});
