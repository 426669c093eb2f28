import { expect } from "chai";
import * as fc from "fast-check";
import { readAccessToken } from "../../../scripts/token/access-token";

const tokenOf = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;

describe("scripts/token/access-token", () => {
  it("reads a token's user, lifetime and expiry", () => {
    const text = tokenOf({ username: "anna", iat: 1_793_696_400, exp: 1_793_700_000, scope: "x" });
    expect(readAccessToken(text)).to.deep.equal({
      text,
      username: "anna",
      minutes: 60,
      ends: new Date("2026-11-03T10:00:00Z"),
    });
  });

  it("refuses anything else without repeating it", () => {
    const refused = "the user pool gave a token that can't be read";
    for (const text of ["", "a.b", tokenOf({ username: "anna" }), tokenOf(null), tokenOf([])]) {
      expect(() => readAccessToken(text), text).to.throw(refused);
    }
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readAccessToken(text)).to.throw(refused);
      }),
    );
  });
});
