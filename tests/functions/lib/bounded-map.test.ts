import { expect } from "chai";
import fc from "fast-check";
import { BoundedMap } from "../../../functions/lib/bounded-map";

describe("functions/lib/bounded-map", () => {
  it("makes a value once", () => {
    const map = new BoundedMap<object>(2);
    const first = map.getOrMake("a", () => ({}));
    expect(map.getOrMake("a", () => ({}))).to.equal(first);
  });

  it("lets the entry go that was unused for longest", () => {
    const map = new BoundedMap<number>(2);
    for (const key of ["a", "b", "a", "c"]) {
      map.getOrMake(key, () => 1);
    }
    expect(["a", "c", "b"].map((key) => map.getOrMake(key, () => 2))).to.deep.equal([1, 1, 2]);
  });

  it("never holds more than its limit, and always what was asked for last", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.string({ maxLength: 1 })), (limit, keys) => {
        const map = new BoundedMap<string>(limit);
        for (const key of keys) {
          expect(map.getOrMake(key, () => key)).to.equal(key);
          expect(map.size).to.be.at.most(limit);
        }
        expect(map.size).to.equal(Math.min(limit, new Set(keys).size));
      }),
    );
  });
});
