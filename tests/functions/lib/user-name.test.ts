import { expect } from "chai";
import fc from "fast-check";
import { isUserName } from "../../../functions/lib/user-name";

describe("functions/lib/user-name", () => {
  for (const name of ["user-lob-a", "ann@example.com", "ab", "a".repeat(64), "A_b+c=d,e.f@g-h", "...", "..a", "a.."]) {
    it(`takes ${name}`, () => {
      expect(isUserName(name)).to.equal(true);
    });
  }

  const bad = [
    "*",
    "user-*",
    "user-?ob",
    "a",
    "a".repeat(65),
    "a/b",
    ".",
    "..",
    "a b",
    "$user",
    "ann\n",
    "änn",
    "",
    7,
    null,
    ["ab"],
  ];
  for (const name of bad) {
    it(`refuses ${JSON.stringify(name)}`, () => {
      expect(isUserName(name)).to.equal(false);
    });
  }

  it("takes nothing that a policy would read as a pattern or a variable", () => {
    fc.assert(fc.property(fc.string(), (name) => !isUserName(name) || !/[*?${}/:]/.test(name)));
  });
});
