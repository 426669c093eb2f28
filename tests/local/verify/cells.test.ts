import { expect } from "chai";
import { shownRows } from "../../../local/verify/cells";

describe("the cells of a report's table", () => {
  it("have two decimals in a column unless all its numbers are whole, and commas for thousands", () => {
    const rows = [
      [1, 102.2, "7 × 2"],
      [1234567, 1280, { text: "no", verdict: "refused" }],
      [-3, "none", 0.005],
    ] as const;
    const shown = shownRows({ caption: "", columns: ["whole", "money", "mixed"], rows });
    expect(shown.map((row) => row.map(({ text }) => text))).to.deep.equal([
      ["1", "102.20", "7 × 2"],
      ["1,234,567", "1,280.00", "no"],
      ["-3", "none", "0.01"],
    ]);
  });
});
