import { expect } from "chai";
import { readReport } from "./report";

const source = ["export function sign(value: number) {", "  return value > 0", "    ? 1", "    : -1;", "}", ""].join(
  "\n",
);

function at(startLine: number, startColumn: number, endLine: number, endColumn: number) {
  return { start: { line: startLine, column: startColumn }, end: { line: endLine, column: endColumn } };
}

const comparison = at(2, 10, 2, 19);

function reportOf(mutants: readonly object[]): string {
  return JSON.stringify({ schemaVersion: "1.0", files: { "infra/sign.ts": { source, mutants } } });
}

describe("Stryker's report", () => {
  it("tells a survivor by its file, its line, and what became what, on one line each", () => {
    const report = reportOf([
      { id: "2", status: "Survived", replacement: "value > 0\n      ? 1 : +1", location: at(2, 10, 4, 9) },
      { id: "1", status: "Survived", replacement: "", location: at(1, 38, 5, 2) },
    ]);
    expect(readReport(report)).to.deep.equal([
      {
        file: "infra/sign.ts",
        killed: 0,
        survivors: [
          {
            file: "infra/sign.ts",
            lineNumber: 1,
            line: "export function sign(value: number) {",
            original: "{ return value > 0 ? 1 : -1; }".slice(1).trim(),
            replacement: "",
          },
          {
            file: "infra/sign.ts",
            lineNumber: 2,
            line: "return value > 0",
            original: "value > 0 ? 1 : -1",
            replacement: "value > 0 ? 1 : +1",
          },
        ],
      },
    ]);
  });

  const cases: readonly { status: string; killed: number; survivors: number }[] = [
    { status: "Killed", killed: 1, survivors: 0 },
    { status: "Timeout", killed: 1, survivors: 0 },
    { status: "Survived", killed: 0, survivors: 1 },
    { status: "NoCoverage", killed: 0, survivors: 1 },
    { status: "RuntimeError", killed: 0, survivors: 0 },
    { status: "CompileError", killed: 0, survivors: 0 },
    { status: "Ignored", killed: 0, survivors: 0 },
  ];
  for (const { status, killed, survivors } of cases) {
    it(`counts a mutant that is ${status} as ${killed} killed and ${survivors} survived`, () => {
      const [file] = readReport(reportOf([{ id: "1", status, replacement: "true", location: comparison }]));
      expect([file?.killed, file?.survivors.length]).to.deep.equal([killed, survivors]);
    });
  }

  it("puts files into alphabetical order", () => {
    const file = { source: "", mutants: [] };
    const report = JSON.stringify({ files: { "infra/b.ts": file, "functions/a.ts": file, "infra/a.ts": file } });
    expect(readReport(report).map(({ file: name }) => name)).to.deep.equal([
      "functions/a.ts",
      "infra/a.ts",
      "infra/b.ts",
    ]);
  });

  it("is refused where it has another form", () => {
    expect(() => readReport(reportOf([{ id: "1", status: "Lost", replacement: "", location: comparison }]))).to.throw(
      "Invalid type",
    );
  });
});
