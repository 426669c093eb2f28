import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import type { MutatedFile, Survivor } from "./report";
import { readSurvivors } from "./survivors";
import { survivorsFile, verdict } from "./verdict";

const survivor: Survivor = {
  file: "infra/access/sign.ts",
  lineNumber: 2,
  line: "return value > 0 ? 1 : -1;",
  original: "value > 0",
  replacement: "value >= 0",
};
const { lineNumber: _, ...listed } = survivor;

const header = "folder                               killed survived     score";

function fileWith(survivors: readonly Survivor[], killed = 9): MutatedFile {
  return { file: "infra/access/sign.ts", killed, survivors };
}

describe("npm run mutation", () => {
  it("says how many were killed by folder, and that all survivors are listed", () => {
    const files = [
      { file: "functions/lib/deadline.ts", killed: 10, survivors: [] },
      { file: "functions/lib/text.ts", killed: 0, survivors: [] },
      fileWith([survivor]),
      {
        file: "infra/access/policies/trust.ts",
        killed: 2,
        survivors: [{ ...survivor, file: "infra/access/policies/trust.ts" }],
      },
    ];
    const both = [{ ...listed, file: "infra/access/policies/trust.ts" }, listed];
    expect(verdict(files, both, true)).to.deep.equal({
      ok: true,
      lines: [
        header,
        "functions/lib                            10        0   100.0 %",
        "infra/access                              9        1    90.0 %",
        "infra/access/policies                     2        1    66.6 %",
        "in all                                   21        2    91.3 %",
        "new survivors: 0, listed survivors that are none: 0",
      ],
    });
  });

  it("fails over a survivor that isn't listed, and says where it is and what became what", () => {
    expect(verdict([fileWith([survivor])], [], true)).to.deep.equal({
      ok: false,
      lines: [
        header,
        "infra/access                              9        1    90.0 %",
        "in all                                    9        1    90.0 %",
        'infra/access/sign.ts:2 survives: kill it by a test, or list it with its reason in tests/mutation/survivors.json\n  {"file":"infra/access/sign.ts","line":"return value > 0 ? 1 : -1;","original":"value > 0","replacement":"value >= 0"}',
        "new survivors: 1, listed survivors that are none: 0",
      ],
    });
  });

  it("fails over a listed survivor that something kills by now", () => {
    const stale = { ...listed, replacement: "" };
    expect(verdict([fileWith([])], [stale], true)).to.deep.equal({
      ok: false,
      lines: [
        header,
        "infra/access                              9        0   100.0 %",
        "in all                                    9        0   100.0 %",
        'infra/access/sign.ts has no such survivor any more: take it out of tests/mutation/survivors.json\n  {"file":"infra/access/sign.ts","line":"return value > 0 ? 1 : -1;","original":"value > 0","replacement":""}',
        "new survivors: 0, listed survivors that are none: 1",
      ],
    });
  });

  for (const [what, difference] of Object.entries({
    "in another file": { file: "infra/access/other.ts" },
    "on a line that says something else": { line: "return value > 0;" },
    "of another piece": { original: "value > 1" },
    "by another replacement": { replacement: "true" },
  })) {
    it(`knows a survivor ${what} for another one`, () => {
      const { ok, lines } = verdict([fileWith([survivor])], [{ ...listed, ...difference }], true);
      expect([ok, lines.at(-1)]).to.deep.equal([false, "new survivors: 1, listed survivors that are none: 1"]);
    });
  }

  it("finds a listed survivor again where lines moved", () => {
    expect(verdict([fileWith([{ ...survivor, lineNumber: 40 }])], [listed], true).ok).to.equal(true);
  });

  it("wants two survivors that read alike listed twice", () => {
    const two = [fileWith([survivor, { ...survivor, lineNumber: 12 }])];
    expect(verdict(two, [listed], true).lines.at(-1)).to.equal("new survivors: 1, listed survivors that are none: 0");
    expect(verdict(two, [listed, listed], true).ok).to.equal(true);
  });

  it("doesn't ask after listed survivors where a part was mutated, and still fails over a new one", () => {
    const elsewhere = { ...listed, file: "common/cidr.ts" };
    expect(verdict([fileWith([])], [elsewhere], false)).to.deep.include({ ok: true });
    const { ok, lines } = verdict([fileWith([survivor])], [elsewhere], false);
    expect([ok, lines.at(-1)]).to.deep.equal([false, "new survivors: 1"]);
  });
});

describe("the list of survivors", () => {
  const mutants = [listed];

  it("gives the mutants of all its groups", () => {
    const other = { ...listed, file: "common/cidr.ts" };
    const text = JSON.stringify([
      { reason: "the sign of zero is never asked for", mutants },
      { reason: "a CIDR block is never empty, so both say the same", mutants: [other] },
    ]);
    expect(readSurvivors(text)).to.deep.equal([listed, other]);
  });

  for (const [what, group] of Object.entries({
    "no reason": { mutants },
    "an empty reason": { reason: "equivalent", mutants },
    "no mutants": { reason: "the sign of zero is never asked for", mutants: [] },
    "a mutant without its line": {
      reason: "the sign of zero is never asked for",
      mutants: [{ ...listed, line: undefined }],
    },
  })) {
    it(`is refused where a group has ${what}`, () => {
      expect(() => readSurvivors(JSON.stringify([group]))).to.throw("Invalid");
    });
  }

  it("is committed in its form, without a mutant of a file that is gone", () => {
    const root = path.resolve(__dirname, "../..");
    const all = readSurvivors(readFileSync(path.join(root, survivorsFile), "utf8"));
    for (const { file, line } of all) {
      expect(readFileSync(path.join(root, file), "utf8"), file).to.include(line);
    }
  });
});
