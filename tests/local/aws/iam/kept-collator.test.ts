import { expect } from "chai";
import { keepCollator } from "../../../../local/aws/iam/kept-collator";

/** Node.js's own, by a collator of its own. */
const sign = (one: string, other: string, options: Intl.CollatorOptions, locales?: string) =>
  new Intl.Collator(locales, options).compare(one, other);

describe("keepCollator", () => {
  const texts = ["", ..."a A ä Ä ss ß I i ı z - _ * $ 9 é e\u0301 ﬁ fi".split(" ")];
  const pairs = texts.flatMap((one) => texts.map((other) => [one, other] as const));

  before(keepCollator);

  it("compares without case as a new collator does", () => {
    for (const [one, other] of pairs) {
      const compared = one.localeCompare(other, undefined, { sensitivity: "accent" });
      expect(compared, `${one} ${other}`).to.equal(sign(one, other, { sensitivity: "accent" }));
    }
  });

  it("leaves alone what asks for anything else", () => {
    const others: ReadonlyArray<readonly [Intl.CollatorOptions, string?]> = [
      [{}],
      [{ sensitivity: "base" }],
      [{ sensitivity: "accent", numeric: true }],
      [{ sensitivity: "accent" }, "sv"],
    ];
    for (const [options, locales] of others) {
      for (const [one, other] of [...pairs, ["9", "10"], ["z", "ä"]] as const) {
        const wanted = sign(one, other, options, locales);
        expect(one.localeCompare(other, locales, options), `${one} ${other}`).to.equal(wanted);
      }
    }
    expect(["b", "a", "C"].sort((one, other) => one.localeCompare(other))).to.deep.equal(["a", "b", "C"]);
  });
});
