import { expect } from "chai";
import * as fc from "fast-check";
import { Document, parse } from "yaml";
import { isRecord } from "../../../common/is-record";
import { Refusal } from "../../../common/refusal";
import { StackFile } from "../../../scripts/onboard/stack-file";

const lob = { name: "lob-c", account: "555555555555" };

function fileOf(...lines: readonly string[]): StackFile {
  return new StackFile("shared", "Pulumi.shared.yaml", lines.join("\n"), "estate");
}

/** The file's lines without a LOB. */
function linesWithout(name: string, ...lines: readonly string[]): string[] {
  return fileOf(...lines)
    .without("lobs", (item) => isRecord(item) && item.name === name)
    .text.split("\n");
}

describe("A list in a stack's file loses an item", () => {
  const three = [
    "config:",
    "  estate:lobs: # those that were asked",
    "    # The first two came together.",
    '    - name: lob-a # "a" - the first',
    '      account: "333333333333"',
    "    # Since May.",
    '    - { name: lob-b, account: "444444444444" } # its owner - bob',
    "",
    "    -",
    "      name: lob-c",
    '      account: "555555555555"',
    "    # further ones below",
    "  estate:region: eu-west-1",
  ];
  const cases: readonly { title: string; gone: string; before: readonly string[]; after: readonly string[] }[] = [
    { title: "the first, with what is on its lines", gone: "lob-a", before: three, after: three.toSpliced(3, 2) },
    { title: "one on a line", gone: "lob-b", before: three, after: three.toSpliced(6, 1) },
    { title: "the last, with its dash on its own line", gone: "lob-c", before: three, after: three.toSpliced(8, 3) },
    {
      title: "the only one, whose key stays",
      gone: "lob-a",
      before: ["config:", "  lobs:", '    - { name: lob-a, account: "3" }', "  region: x"],
      after: ["config:", "  lobs:", "  region: x"],
    },
    {
      title: "the first in brackets",
      gone: "lob-a",
      before: ["config:", '  lobs: [{ name: lob-a, account: "3" },  { name: lob-b, account: "4" }] # all'],
      after: ["config:", '  lobs: [{ name: lob-b, account: "4" }] # all'],
    },
    {
      title: "the last in brackets",
      gone: "lob-b",
      before: ["config:", '  lobs: [{ name: lob-a, account: "3" },  { name: lob-b, account: "4" }] # all'],
      after: ["config:", '  lobs: [{ name: lob-a, account: "3" }] # all'],
    },
    {
      title: "the only one in brackets",
      gone: "lob-a",
      before: ['config: { lobs: [{ name: lob-a, account: "3" }], region: x }'],
      after: ["config: { lobs: [], region: x }"],
    },
    {
      title: "one on its own line in brackets",
      gone: "lob-b",
      before: ["config:", "  lobs: [", "    { name: lob-a }, # first", "    { name: lob-b }, # second", "  ]"],
      after: ["config:", "  lobs: [", "    { name: lob-a }, # first", "  ]"],
    },
    {
      title: "the last on its own line in brackets, with the comma before it",
      gone: "lob-b",
      before: ["config:", "  lobs: [", "    { name: lob-a }, # first, and", "    { name: lob-b } # second", "  ]"],
      after: ["config:", "  lobs: [", "    { name: lob-a } # first, and", "  ]"],
    },
    {
      title: "in a text of JSON, as pulumi config set leaves it",
      gone: "lob-a",
      before: ["config:", `  lobs: '[{"name":"lob-a"},{"name":"lob-b"}]' # all`],
      after: ["config:", `  lobs: '[{"name":"lob-b"}]' # all`],
    },
    {
      title: "at the end of a file without a line's end",
      gone: "lob-b",
      before: ["config:", "  lobs:", "    - name: lob-a", "    - name: lob-b"],
      after: ["config:", "  lobs:", "    - name: lob-a", ""],
    },
    { title: "that it doesn't have", gone: "lob-x", before: three, after: three },
  ];
  for (const { title, gone, before, after } of cases) {
    it(title, () => {
      expect(linesWithout(gone, ...before)).to.deep.equal(after);
    });
  }

  it("in every place where it stands, with the file's line ends", () => {
    const text = 'config:\r\n  children:\r\n    - "3"\r\n    - "4"\r\n    - "3"\r\n# end';
    const after = new StackFile("parent", "f", text, "estate").without("children", (item) => item === "3");
    expect(after.text).to.equal('config:\r\n  children:\r\n    - "4"\r\n# end');
  });

  it("in no other way than these, and the refusal names what to do by hand", () => {
    const forms = [
      ["config:", "  other: &all [{ name: lob-a }]", "  lobs: *all"],
      ["config:", "  lobs:", "    - &first", "      name: lob-a", "  other: *first"],
    ];
    for (const lines of forms) {
      expect(() => linesWithout("lob-a", ...lines), lines.join("\n")).to.throw(
        Refusal,
        /^Pulumi\.shared\.yaml: 1 mistake, nothing was changed\n {2}lobs is written in a way that can't be taken from: remove \{"name":"lob-a"\} by hand, and run this again$/,
      );
    }
  });

  it("which was added before, and is as it was, in whatever form YAML's own writer leaves the file", () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const lobs = fc.uniqueArray(fc.record({ name: word, account: fc.stringMatching(/^\d{12}$/) }), {
      minLength: 1,
      maxLength: 4,
      selector: ({ name }) => name,
    });
    const styles = fc.record({
      indent: fc.integer({ min: 2, max: 6 }),
      indentSeq: fc.boolean(),
      collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
    });
    fc.assert(
      fc.property(lobs, styles, fc.boolean(), fc.nat(), (all, style, isLast, number) => {
        const account = "111111111111";
        const text = new Document({ config: isLast ? { account, lobs: all } : { lobs: all, account } }).toString(style);
        const grown = fileOf(text).with("lobs", lob);
        const isNew = (item: unknown) => isRecord(item) && item.name === lob.name;
        expect(grown.without("lobs", isNew).text).to.equal(text);
        const gone = all[number % all.length];
        const after = fileOf(text).without("lobs", (item) => isRecord(item) && item.name === gone?.name).text;
        expect(parse(after).config.lobs ?? []).to.deep.equal(all.filter((item) => item !== gone));
      }),
    );
  });
});
