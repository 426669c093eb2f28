import { expect } from "chai";
import * as fc from "fast-check";
import { contains, firstFree, overlaps } from "../../common/cidr";

describe("The first free CIDR block", () => {
  it("is the first of its size that overlaps none of those taken", () => {
    expect(firstFree("10.96.0.0/11", 16, [])).to.equal("10.96.0.0/16");
    expect(firstFree("10.96.0.0/11", 16, ["10.96.0.0/16", "10.97.128.0/20"])).to.equal("10.98.0.0/16");
    expect(firstFree("10.96.0.0/11", 16, ["10.96.0.0/12"])).to.equal("10.112.0.0/16");
  });

  it("is none in a CIDR block that is full", () => {
    expect(firstFree("10.96.0.0/15", 16, ["10.96.0.0/16", "10.97.0.0/24"])).to.equal(undefined);
  });

  it("lies in the outer CIDR block and beside everything taken, whatever that is", () => {
    const block = fc.integer({ min: 0, max: 31 }).map((index) => `10.${96 + index}.0.0/16`);
    fc.assert(
      fc.property(fc.array(block, { maxLength: 31 }), (taken) => {
        const free = firstFree("10.96.0.0/11", 16, taken);
        expect(free === undefined).to.equal(new Set(taken).size === 32);
        expect(free === undefined || contains("10.96.0.0/11", free)).to.equal(true);
        expect(taken.some((other) => free !== undefined && overlaps(free, other))).to.equal(false);
      }),
    );
  });
});
