import { availableParallelism } from "node:os";
import { expect } from "chai";
import { figure } from "../../../local/bench/figure";
import { asJson, asMarkdown, asTable, readFormer } from "../../../local/bench/report";
import { withFolder } from "../support/project";

const figures = [
  figure("calls.inference.warm", 1, "2 in the articles' code"),
  figure("start.time", 5.5, "25 s at most"),
];

describe("The figures of npm run bench", () => {
  it("are one JSON document with ids, and what they were measured on", () => {
    expect(JSON.parse(asJson(figures))).to.deep.equal({
      node: process.version,
      cores: availableParallelism(),
      figures: [
        {
          id: "calls.inference.warm",
          name: "calls to AWS per inference, warm",
          value: 1,
          unit: "calls",
          anchor: "2 in the articles' code",
        },
        { id: "start.time", name: "npm start in all", value: 5.5, unit: "s", anchor: "25 s at most" },
      ],
    });
  });

  it("are a table of Markdown", () => {
    expect(asMarkdown(figures)).to.equal(
      [
        "| id | figure | value | compare |",
        "|---|---|---|---|",
        "| `calls.inference.warm` | calls to AWS per inference, warm | 1 calls | 2 in the articles' code |",
        "| `start.time` | npm start in all | 5.5 s | 25 s at most |",
      ].join("\n"),
    );
  });

  it("stand beside those of a former run, with the change of each", () => {
    const before = [figure("start.time", 5, "25 s at most")];

    const table = withFolder({ "bench.json": asJson(before) }, (folder) =>
      asTable(figures, readFormer(`${folder}/bench.json`)),
    );

    const cells = table.split("\n").map((line) => line.split("│").map((cell) => cell.trim()));
    expect(cells.filter(({ length }) => length > 1)).to.deep.equal([
      ["", "figure", "value", "", "before", "change", "compare", ""],
      ["", "calls to AWS per inference, warm", "1", "calls", "", "new", "2 in the articles' code", ""],
      ["", "npm start in all", "5.5", "s", "5", "+10 %", "25 s at most", ""],
    ]);
  });

  it("are held against no file that isn't theirs", () => {
    withFolder({ "other.json": "{}" }, (folder) => {
      expect(() => readFormer(`${folder}/other.json`)).to.throw(
        `--compare names the file "${folder}/other.json", which is not a document of npm run bench: give one that npm run bench --silent -- --json wrote`,
      );
      expect(() => readFormer(`${folder}/missing.json`)).to.throw(
        `--compare names the file "${folder}/missing.json", which can't be read: correct the path`,
      );
    });
  });
});
