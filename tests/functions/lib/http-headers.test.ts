import { expect } from "chai";
import { headerValues } from "../../../functions/lib/http-headers";

describe("functions/lib/http-headers", () => {
  it("gives a header's values in whatever letter case its name is", () => {
    expect(headerValues({ Accept: "a", ACCEPT: "b", "X-Accept": "c" }, "accept")).to.deep.equal(["a", "b"]);
  });

  it("gives all values of a header that came twice", () => {
    expect(headerValues({ Accept: ["a", "b"], accept: ["c", 7] }, "accept")).to.deep.equal(["a", "b", "c"]);
  });

  it("gives none for a header that isn't there or is no text", () => {
    expect(headerValues({ Accept: undefined, accept: 7 }, "accept")).to.deep.equal([]);
  });

  for (const headers of [null, undefined, "accept", 7]) {
    it(`gives none of ${headers}`, () => {
      expect(headerValues(headers, "accept")).to.deep.equal([]);
    });
  }
});
