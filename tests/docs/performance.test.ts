import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { catalogue } from "../../local/bench/catalogue";
import { tableUnder } from "./support/markdown";

const text = readFileSync(path.resolve(__dirname, "../../docs/performance.md"), "utf8");

describe("docs/performance.md", () => {
  it("has a row for each figure that npm run bench takes, in its order, with a value in its unit", () => {
    const rows = tableUnder(text, "Figures").map(({ id, figure, value = "" }) => ({
      id,
      figure,
      unit: value.replace(/^-?[\d,.]+ /, ""),
    }));

    expect(rows).to.deep.equal(Object.entries(catalogue).map(([id, [figure, unit]]) => ({ id, figure, unit })));
  });
});
