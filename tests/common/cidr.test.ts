import { BlockList } from "node:net";
import { expect } from "chai";
import * as fc from "fast-check";
import { addressAt, blockAt, contains, networkOf, overlaps, prefixOf } from "../../common/cidr";

const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255)).map((numbers) => numbers.join("."));

const range = fc
  .tuple(octets, fc.integer({ min: 1, max: 32 }))
  .map(([address, prefix]) => networkOf(`${address}/${prefix}`) ?? "");

/** Node's own reading of the CIDR block. */
function holds(cidr: string, address: string): boolean {
  const list = new BlockList();
  list.addSubnet(cidr.split("/")[0] ?? "", prefixOf(cidr));
  return list.check(address);
}

/** With whatever address of its network in front. */
const anyRange = (shortest: number, longest: number) =>
  fc.tuple(octets, fc.integer({ min: shortest, max: longest })).map(([base, length]) => `${base}/${length}`);

describe("An IPv4 CIDR block", () => {
  it("is written with its network's own address", () => {
    expect(
      ["10.0.0.0/16", "10.0.0.1/16", "10.0.255.255/16", "10.1.2.3/32", "192.168.10.77/27", "255.255.255.255/8"].map(
        networkOf,
      ),
    ).to.deep.equal(["10.0.0.0/16", "10.0.0.0/16", "10.0.0.0/16", "10.1.2.3/32", "192.168.10.64/27", "255.0.0.0/8"]);
  });

  for (const text of [
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0/16",
    "10.0.0.256/16",
    "010.0.0.0/8",
    "10.0.0.0/08",
    "::/0",
    "",
  ]) {
    it(`isn't ${JSON.stringify(text)}`, () => {
      expect(networkOf(text)).to.equal(undefined);
      expect(() => contains(text, "10.0.0.0/16")).to.throw(
        `"${text}" is not an IPv4 CIDR block; check it with a schema first`,
      );
    });
  }

  it("is the same when its network is written again, and holds the address that it was made of", () => {
    fc.assert(
      fc.property(octets, fc.integer({ min: 1, max: 32 }), (address, prefix) => {
        const network = networkOf(`${address}/${prefix}`) ?? "";
        expect(networkOf(network)).to.equal(network);
        expect(holds(network, address)).to.equal(true);
      }),
    );
  });

  it("has the same addresses as in Node, from its first to its last", () => {
    fc.assert(
      fc.property(range, fc.nat(), (cidr, number) => {
        const size = 2 ** (32 - prefixOf(cidr));
        for (const offset of [0, number % size, size - 1]) {
          expect(holds(cidr, addressAt(cidr, offset))).to.equal(true);
        }
        for (const outside of [size, -1]) {
          expect(() => addressAt(cidr, outside)).to.throw(RangeError, `${cidr} has no address ${outside}`);
        }
      }),
    );
  });

  it("contains another when it has that one's first and last address", () => {
    fc.assert(
      fc.property(range, range, (outer, inner) => {
        const last = addressAt(inner, 2 ** (32 - prefixOf(inner)) - 1);
        expect(contains(outer, inner)).to.equal(holds(outer, addressAt(inner, 0)) && holds(outer, last));
      }),
    );
  });

  it("overlaps another, either way round, when one has the other's first address", () => {
    fc.assert(
      fc.property(range, range, (one, other) => {
        const shared = holds(one, addressAt(other, 0)) || holds(other, addressAt(one, 0));
        expect(overlaps(one, other)).to.equal(shared);
        expect(overlaps(other, one)).to.equal(shared);
      }),
    );
  });

  it("overlaps itself, its halves and what it is a half of", () => {
    fc.assert(
      fc.property(
        range.filter((cidr) => prefixOf(cidr) < 32),
        (cidr) => {
          const halves = [0, 1].map((index) => blockAt(cidr, prefixOf(cidr) + 1, index));
          expect([cidr, ...halves].every((part) => contains(cidr, part) && overlaps(part, cidr))).to.equal(true);
          expect(halves.some((half) => contains(half, cidr))).to.equal(false);
          expect(overlaps(halves[0] ?? "", halves[1] ?? "")).to.equal(false);
        },
      ),
    );
  });

  it("is made of blocks that lie side by side, counted from either end", () => {
    expect([0, 1, 7, -1, -8].map((index) => blockAt("10.0.0.0/16", 19, index))).to.deep.equal([
      "10.0.0.0/19",
      "10.0.32.0/19",
      "10.0.224.0/19",
      "10.0.224.0/19",
      "10.0.0.0/19",
    ]);
  });

  it("is its own only block", () => {
    expect([0, -1].map((index) => blockAt("10.0.0.0/16", 16, index))).to.deep.equal(["10.0.0.0/16", "10.0.0.0/16"]);
  });

  for (const [prefix, index] of [
    [19, 8],
    [19, -9],
    [15, 0],
  ] as const) {
    it(`of /16 has no block ${index} of /${prefix}`, () => {
      expect(() => blockAt("10.0.0.0/16", prefix, index)).to.throw(`10.0.0.0/16 has no block ${index} of /${prefix}`);
    });
  }

  it("contains their own base, and all of it with the prefix 0", () => {
    fc.assert(
      fc.property(anyRange(1, 32), octets, (cidr, other) => {
        expect(contains(cidr, cidr.split("/")[0] ?? "")).to.equal(true);
        expect(contains("0.0.0.0/0", other)).to.equal(true);
      }),
    );
  });

  it("overlaps another whichever comes first, and only where one is within the other", () => {
    fc.assert(
      fc.property(anyRange(1, 32), anyRange(1, 32), (one, other) => {
        expect(overlaps(one, other)).to.equal(overlaps(other, one));
        expect(overlaps(one, other)).to.equal(contains(other, one) || contains(one, other));
      }),
    );
  });

  it("contains what a longer prefix of the same base contains", () => {
    fc.assert(
      fc.property(anyRange(8, 32), fc.integer({ min: 1, max: 7 }), octets, (cidr, shorter, other) => {
        const wider = `${cidr.split("/")[0]}/${prefixOf(cidr) - shorter}`;

        expect(contains(wider, cidr)).to.equal(true);
        expect(contains(wider, other) || !contains(cidr, other)).to.equal(true);
      }),
    );
  });
});
