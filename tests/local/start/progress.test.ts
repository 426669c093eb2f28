import { expect } from "chai";
import { type Amount, Progress, wrapped } from "../../../local/start/progress";

describe("a line of a run", () => {
  it("is broken between words at the terminal's width, and goes on two columns further right", () => {
    const line = `        decided by ${"the policies of a role ".repeat(5)}`.trimEnd();
    expect(wrapped(`  ok    one\n${line}\n`, 60).split("\n")).to.deep.equal([
      "  ok    one",
      "        decided by the policies of a role the policies of",
      "          a role the policies of a role the policies of a",
      "          role the policies of a role",
      "",
    ]);
  });

  it("has at most 100 columns, however wide the terminal is, and none of its colours counts", () => {
    const word = "\u001b[2mword\u001b[22m";
    const lines = wrapped(`  ${Array.from({ length: 40 }, () => word).join(" ")}`, 300).split("\n");
    expect(lines.map((line) => line.split(" ").filter((one) => one === word).length)).to.deep.equal([19, 19, 2]);
  });

  it("keeps a word that is longer than the terminal's width, and every line of a terminal that is too narrow", () => {
    const arn = `arn:aws:iam::222222222222:role/${"Role".repeat(10)}`;
    expect(wrapped(`  may assume ${arn} now`, 50).split("\n")).to.deep.equal(["  may assume", `    ${arn}`, "    now"]);
    expect(wrapped("one ".repeat(30), 40)).to.equal("one ".repeat(30));
  });
});

describe("the text of a run", () => {
  const long = "word ".repeat(60);
  const amounts: readonly (readonly [Amount, string])[] = [
    ["everything", `detail\nresult ${long}\n`],
    ["results", `result ${long}\n`],
    ["nothing", ""],
  ];
  for (const [amount, text] of amounts) {
    it(`is ${amount} that was asked for, in whole lines where there is no terminal`, () => {
      let written = "";
      const progress = new Progress(amount, { write: (more) => (written += more) });
      progress.doing("something");
      progress.detail("detail");
      progress.done(`result ${long}`);
      progress.stop();
      expect(written).to.equal(text);
    });
  }
});
