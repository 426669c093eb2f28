import { expect } from "chai";
import * as fc from "fast-check";
import { Document, parse, parseDocument } from "yaml";
import { Refusal } from "../../../common/refusal";
import { StackFile } from "../../../scripts/onboard/stack-file";

const lob = { name: "lob-c", account: "555555555555" };

function fileOf(...lines: readonly string[]): StackFile {
  return new StackFile("shared", "Pulumi.shared.yaml", lines.join("\n"), "estate");
}

/** The file's lines after it got the LOB. */
function linesWith(...lines: readonly string[]): string[] {
  return fileOf(...lines)
    .with("lobs", lob)
    .text.split("\n");
}

describe("A list in a stack's file gets an item", () => {
  it("below its last one, with comments, order and everything else as they are", () => {
    expect(
      linesWith(
        "# The hub.",
        "encryptionsalt:   v1:abc=",
        "config:",
        '  estate:account:   "111111111111"   # ours',
        "  estate:lobs: # those that were asked",
        "    - name: lob-a # the first",
        '      account: "333333333333" # theirs',
        "    # further ones below",
        "",
        "",
        "  # the rest",
        "  estate:tags: {team: ml,   cost: '7'}",
        "",
      ),
    ).to.deep.equal([
      "# The hub.",
      "encryptionsalt:   v1:abc=",
      "config:",
      '  estate:account:   "111111111111"   # ours',
      "  estate:lobs: # those that were asked",
      "    - name: lob-a # the first",
      '      account: "333333333333" # theirs',
      "    - name: lob-c",
      '      account: "555555555555"',
      "    # further ones below",
      "",
      "",
      "  # the rest",
      "  estate:tags: {team: ml,   cost: '7'}",
      "",
    ]);
  });

  const cases: readonly { title: string; before: readonly string[]; after: readonly string[] }[] = [
    {
      title: "with the indentation, the order of keys and the quotes of the last one",
      before: ["config:", "  lobs:", "  -   account: '333333333333'", '      "name": "lob-a"'],
      after: [
        ...["config:", "  lobs:", "  -   account: '333333333333'", '      "name": "lob-a"'],
        ...["  -   account: '555555555555'", '      "name": "lob-c"'],
      ],
    },
    {
      title: "on one line where the last one is on one",
      before: ["config:", "  lobs:", '    - {name: lob-a, account: "333333333333"} # first', "  region: eu-west-1"],
      after: [
        ...["config:", "  lobs:", '    - {name: lob-a, account: "333333333333"} # first'],
        ...['    - {name: lob-c, account: "555555555555"}', "  region: eu-west-1"],
      ],
    },
    {
      title: "below a dash on its own line",
      before: ["config:", "  lobs:", "    -", "      name: lob-a", '      account: "333333333333"', ""],
      after: [
        ...["config:", "  lobs:", "    -", "      name: lob-a", '      account: "333333333333"'],
        ...["    - name: lob-c", '      account: "555555555555"', ""],
      ],
    },
    {
      title: "in place of empty brackets",
      before: ["config:", "    lobs: []   # none yet", "    region: eu-west-1"],
      after: [
        ...["config:", "    lobs:   # none yet", "      - name: lob-c", '        account: "555555555555"'],
        "    region: eu-west-1",
      ],
    },
    {
      title: "where the key has no value",
      before: ["config:", "  lobs: # none yet", "  region: eu-west-1"],
      after: [
        ...["config:", "  lobs: # none yet", "    - name: lob-c", '      account: "555555555555"'],
        "  region: eu-west-1",
      ],
    },
    {
      title: "in a list of its own where there is none, in the file's form of keys",
      before: ["config:", '  estate:account: "111111111111"', "  estate:tags:", "    team: ml # all", "", "# the end"],
      after: [
        ...["config:", '  estate:account: "111111111111"', "  estate:tags:", "    team: ml # all"],
        ...["  estate:lobs:", "    - name: lob-c", '      account: "555555555555"', "", "# the end"],
      ],
    },
    {
      title: "in a list of its own without namespace where the file has none",
      before: ["config:", '  account: "111111111111"'],
      after: ["config:", '  account: "111111111111"', "  lobs:", "    - name: lob-c", '      account: "555555555555"'],
    },
    {
      title: "behind the last one in brackets",
      before: ["config:", '  lobs: [{ "name": "lob-a", "account": "333333333333" }] # all', ""],
      after: [
        "config:",
        '  lobs: [{ "name": "lob-a", "account": "333333333333" }, { "name": "lob-c", "account": "555555555555" }] # all',
        "",
      ],
    },
    {
      title: "on a line of its own in brackets where the last one has one",
      before: ["config:", "  lobs: [", '      { name: lob-a, account: "333333333333" } # first', "    ]"],
      after: [
        ...["config:", "  lobs: [", '      { name: lob-a, account: "333333333333" }, # first'],
        ...['      { name: lob-c, account: "555555555555" }', "    ]"],
      ],
    },
    {
      title: "with a comma where the last one in brackets has one",
      before: ["config:", "  lobs: [", '    { name: lob-a, account: "333333333333" }, # first', "    # last", "  ]"],
      after: [
        ...["config:", "  lobs: [", '    { name: lob-a, account: "333333333333" }, # first'],
        ...['    { name: lob-c, account: "555555555555" },', "    # last", "  ]"],
      ],
    },
    {
      title: "in empty brackets within braces",
      before: ['config: { account: "111111111111", lobs: [] }'],
      after: ['config: { account: "111111111111", lobs: [{ name: lob-c, account: "555555555555" }] }'],
    },
    {
      title: "in a text of JSON, as pulumi config set leaves it",
      before: ["config:", `  lobs: '[{"name":"lob-a","account":"333333333333"}]' # all`, ""],
      after: [
        "config:",
        `  lobs: '[{"name":"lob-a","account":"333333333333"},{"name":"lob-c","account":"555555555555"}]' # all`,
        "",
      ],
    },
  ];
  for (const { title, before, after } of cases) {
    it(title, () => {
      expect(linesWith(...before)).to.deep.equal(after);
    });
  }

  it("with the file's line ends and byte order mark", () => {
    const text = '\uFEFFconfig:\r\n  lobs:\r\n    - name: lob-a\r\n      account: "333333333333"\r\n# end';
    expect(new StackFile("shared", "f", text, "estate").with("lobs", lob).text).to.equal(
      '\uFEFFconfig:\r\n  lobs:\r\n    - name: lob-a\r\n      account: "333333333333"\r\n    - name: lob-c\r\n      account: "555555555555"\r\n# end',
    );
  });

  it("with quotes where YAML would read a name as something else", () => {
    for (const name of ["123", "1e5", "on", "null", "2001-01-01", "0o17"]) {
      const after = fileOf("config:", "  lobs: []").with("lobs", { ...lob, name });
      expect(after.text, name).to.include(`name: "${name}"`);
      expect(parse(after.text, { version: "1.1" }).config.lobs, name).to.deep.equal([{ ...lob, name }]);
    }
  });

  it("that is a text, quoted like the others", () => {
    const children = (text: string) => fileOf("config:", `  children: ${text}`).with("children", "5").text;
    expect(children("['3']")).to.equal("config:\n  children: ['3', '5']");
    expect(children('\n    - "3" # a')).to.equal('config:\n  children: \n    - "3" # a\n    - "5"');
  });

  it("in no other way than these, and the refusal names what to do by hand", () => {
    const forms = [
      ["config:", "  other: &all [{ name: lob-a, account: '3' }]", "  lobs: *all"],
      ["config:", "  lobs: everybody"],
      ["config:", "  lobs: { lob-a: '3' }"],
      ['config: { account: "111111111111" }'],
      ["config:"],
      [""],
    ];
    for (const lines of forms) {
      expect(() => linesWith(...lines), lines.join("\n")).to.throw(
        Refusal,
        /^Pulumi\.shared\.yaml: 1 mistake, nothing was changed\n {2}(estate:)?lobs is written in a way that can't be added to: add \{"name":"lob-c","account":"555555555555"\} by hand, and run this again$/,
      );
    }
  });

  it("and nothing else, in whatever form YAML's own writer leaves the file", () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const item = fc.record({ name: word, account: fc.stringMatching(/^\d{12}$/) });
    const styles = fc.record({
      indent: fc.integer({ min: 2, max: 6 }),
      indentSeq: fc.boolean(),
      lineWidth: fc.constantFrom(0, 40, 120),
      flowCollectionPadding: fc.boolean(),
      singleQuote: fc.boolean(),
      collectionStyle: fc.constantFrom("any" as const, "block" as const, "flow" as const),
      defaultStringType: fc.constantFrom("PLAIN" as const, "QUOTE_DOUBLE" as const, "QUOTE_SINGLE" as const),
    });
    const others = fc.dictionary(word, fc.oneof(word, fc.array(word), fc.dictionary(word, word)), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(
        fc.array(item, { maxLength: 4 }),
        others,
        others,
        styles,
        fc.boolean(),
        (lobs, one, two, style, isLast) => {
          const config = isLast ? { ...one, ...two, lobs } : { ...one, lobs, ...two };
          const text = new Document({ config: { ...config, account: "111111111111" } }).toString(style);
          // Empty brackets at the indentation of their key, which that writer makes, are no YAML.
          fc.pre(parseDocument(text).errors.length === 0);
          const after = fileOf(text).with("lobs", lob).text;
          expect(parse(after)).to.deep.equal({ config: { ...config, account: "111111111111", lobs: [...lobs, lob] } });
          // What stood there stands there still, in its order, but for brackets with nothing in them.
          let from = 0;
          for (const character of text.replace(/\[\s*\]/g, "").replace(/\s/g, "")) {
            from = after.indexOf(character, from) + 1;
            expect(from, `${character} of ${text}`).to.be.greaterThan(0);
          }
        },
      ),
    );
  });
});
