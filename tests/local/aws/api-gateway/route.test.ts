import { expect } from "chai";
import * as fc from "fast-check";
import { matchPath } from "../../../../local/aws/api-gateway/route";

describe("Paths of a REST API", () => {
  for (const [resource, path, parameters] of [
    ["/", "/", {}],
    ["/{userId}", "/alice", { userId: "alice" }],
    ["/{userId}", "/alice/", { userId: "alice" }],
    ["/{userId}", "/al%2Fice", { userId: "al%2Fice" }],
    ["/users/{userId}/more", "/users/alice/more", { userId: "alice" }],
    ["/{proxy+}", "/a/b%20c/d", { proxy: "a/b%20c/d" }],
    ["/users/{proxy+}", "/users/a", { proxy: "a" }],
  ] as const) {
    it(`${resource} fits ${path}`, () => {
      expect(matchPath(resource, path)?.parameters).to.deep.equal(parameters);
    });
  }

  for (const [resource, path] of [
    ["/", "/alice"],
    ["/{userId}", "/"],
    ["/{userId}", "//"],
    ["/{userId}", "/alice/more"],
    ["/users", "/Users"],
    ["/users/{proxy+}", "/users"],
    ["/users/{proxy+}", "/users/"],
    ["/users/{userId}", "/users//"],
  ] as const) {
    it(`${resource} doesn't fit ${path}`, () => {
      expect(matchPath(resource, path)).to.equal(undefined);
    });
  }

  it("prefer a word to a variable, and a variable to one that takes all that follows", () => {
    const ranks = ["/users/me", "/users/{userId}", "/users/{proxy+}", "/{proxy+}"].map(
      (resource) => matchPath(resource, "/users/me")?.rank ?? "",
    );

    expect(ranks).to.deep.equal([...ranks].sort());
    expect(new Set(ranks).size).to.equal(ranks.length);
  });

  it("keep every part of a path inside of one variable, as it was written", () => {
    const part = fc.stringMatching(/^[\w%.~-]+$/);
    fc.assert(
      fc.property(part, part, (one, other) => {
        expect(matchPath("/{a}/{b}", `/${one}/${other}`)?.parameters).to.deep.equal({ a: one, b: other });
        expect(matchPath("/{a+}", `/${one}/${other}`)?.parameters).to.deep.equal({ a: `${one}/${other}` });
        expect(matchPath("/{a}", `/${one}/${other}`)).to.equal(undefined);
      }),
    );
  });
});
