import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { expect } from "chai";
import * as fc from "fast-check";
import { definitionHash } from "../../../infra/access/definition-hash";

describe("The hash of a definition", () => {
  it("is the same for the same value, in whatever order its keys are written", () => {
    expect(definitionHash({ method: { httpMethod: "GET", authorization: "CUSTOM" }, policy: "{}" })).to.equal(
      definitionHash({
        policy: "{}",
        method: { authorization: "CUSTOM", httpMethod: "GET", operationName: undefined },
      }),
    );
    const inOrder = createHash("sha256").update('{"a":[{"c":1,"d":2}],"b":"x"}').digest("hex");
    expect(definitionHash({ b: "x", a: [{ d: 2, c: 1 }] })).to.equal(inOrder);
    expect(definitionHash(undefined)).to.equal(createHash("sha256").digest("hex"));
    expect(definitionHash({})).to.match(/^[0-9a-f]{64}$/);
  });

  it("is another for any other value", () => {
    const plain = fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value)));
    fc.assert(
      fc.property(plain, plain, (one, other) => {
        expect(definitionHash(one) === definitionHash(other)).to.equal(isDeepStrictEqual(one, other));
      }),
    );
  });
});
