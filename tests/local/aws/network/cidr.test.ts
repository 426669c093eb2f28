import { expect } from "chai";
import * as fc from "fast-check";
import { contains, hostAddresses, isWithin, overlap, prefixLength } from "../../../../local/aws/network/cidr";

const address = fc.tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: 0, max: 255 }))).map((bytes) => bytes.join("."));
const range = (shortest: number, longest: number) =>
  fc.tuple(address, fc.integer({ min: shortest, max: longest })).map(([base, length]) => `${base}/${length}`);

describe("Ranges of addresses", () => {
  it("contain their own base, and all of it with the prefix 0", () => {
    fc.assert(
      fc.property(range(1, 32), address, (cidr, other) => {
        expect(contains(cidr, cidr.split("/")[0] ?? "")).to.equal(true);
        expect(contains("0.0.0.0/0", other)).to.equal(true);
      }),
    );
  });

  it("overlap whichever comes first, and only where one is within the other", () => {
    fc.assert(
      fc.property(range(1, 32), range(1, 32), (one, other) => {
        expect(overlap(one, other)).to.equal(overlap(other, one));
        expect(overlap(one, other)).to.equal(isWithin(one, other) || isWithin(other, one));
      }),
    );
  });

  it("contain what a longer prefix of the same base contains", () => {
    fc.assert(
      fc.property(range(8, 32), fc.integer({ min: 1, max: 7 }), address, (cidr, shorter, other) => {
        const wider = `${cidr.split("/")[0]}/${prefixLength(cidr) - shorter}`;

        expect(isWithin(cidr, wider)).to.equal(true);
        expect(contains(wider, other) || !contains(cidr, other)).to.equal(true);
      }),
    );
  });

  it("give out all but the first four addresses and the last", () => {
    expect([...hostAddresses("10.0.255.240/28")]).to.deep.equal(
      [4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14].map((last) => `10.0.255.${240 + last}`),
    );
    expect([...hostAddresses("10.0.0.0/23")].slice(250, 254)).to.deep.equal([
      "10.0.0.254",
      "10.0.0.255",
      "10.0.1.0",
      "10.0.1.1",
    ]);
  });
});
