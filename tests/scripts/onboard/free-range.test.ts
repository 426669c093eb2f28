import { expect } from "chai";
import * as fc from "fast-check";
import { contains, overlaps, prefixOf } from "../../../common/cidr";
import { freeRange } from "../../../scripts/onboard/free-range";

describe("The free CIDR block for a LOB", () => {
  it("is the first of its size in the supernet that overlaps none of those taken", () => {
    expect(freeRange("10.96.0.0/11", 16, [])).to.equal("10.96.0.0/16");
    expect(freeRange("10.96.0.0/11", 16, ["10.97.128.0/20", "10.96.0.0/16"])).to.equal("10.98.0.0/16");
    expect(freeRange("10.96.0.0/11", 20, ["10.96.0.0/16", "10.97.0.0/20"])).to.equal("10.97.16.0/20");
    expect(freeRange("10.96.0.0/11", 16, ["192.168.0.0/16"])).to.equal("10.96.0.0/16");
  });

  it("is a smaller one where none of the size is left", () => {
    expect(freeRange("10.96.0.0/16", 16, ["10.96.0.0/17"])).to.equal("10.96.128.0/17");
    expect(freeRange("10.96.0.0/23", 16, ["10.96.0.0/24"])).to.equal("10.96.1.0/24");
    expect(freeRange("10.96.0.0/22", 16, [])).to.equal("10.96.0.0/22");
  });

  it("is none where not even a /24 is left", () => {
    expect(freeRange("10.96.0.0/16", 16, ["10.96.0.0/16"])).to.equal(undefined);
    expect(freeRange("10.96.0.0/23", 24, ["10.96.0.0/24", "10.96.1.0/28"])).to.equal(undefined);
  });

  it("is the first of all blocks of its size that are free, whatever is taken", () => {
    const block = fc.tuple(fc.integer({ min: 18, max: 26 }), fc.nat()).map(([prefix, index]) => {
      const start = (index % 2 ** (prefix - 16)) * 2 ** (32 - prefix);
      return `10.96.${Math.floor(start / 256)}.${start % 256}/${prefix}`;
    });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 40 }), fc.integer({ min: 18, max: 24 }), (taken, wanted) => {
        const free = freeRange("10.96.0.0/16", wanted, taken);
        const isFree = (range: string) => taken.every((other) => !overlaps(range, other));
        const blocks = (prefix: number) =>
          Array.from({ length: 2 ** (prefix - 16) }, (_, index) => {
            const start = index * 2 ** (32 - prefix);
            return `10.96.${Math.floor(start / 256)}.${start % 256}/${prefix}`;
          });
        const sizes = Array.from({ length: 25 - wanted }, (_, index) => wanted + index);
        expect(free).to.equal(sizes.flatMap(blocks).find(isFree));
        expect(free === undefined || (contains("10.96.0.0/16", free) && prefixOf(free) >= wanted)).to.equal(true);
      }),
    );
  });
});
