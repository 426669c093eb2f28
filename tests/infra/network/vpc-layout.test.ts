import { expect } from "chai";
import * as fc from "fast-check";
import { addressAt, contains, networkOf, overlaps, prefixOf } from "../../../common/cidr";
import { inZone, resolverPlace, vpcLayout } from "../../../infra/network/vpc-layout";

const vpc = fc.record({
  cidr: fc
    .tuple(fc.nat(255), fc.nat(255), fc.integer({ min: 16, max: 24 }))
    .map(([second, third, prefix]) => networkOf(`10.${second}.${third}.0/${prefix}`) ?? ""),
  zones: fc.integer({ min: 2, max: 4 }),
});

describe("The layout of an isolated VPC", () => {
  it("gives each zone an eighth of the CIDR block, and a /28 at its end", () => {
    expect(vpcLayout("10.0.0.0/16", 2)).to.deep.equal({
      workloads: ["10.0.0.0/19", "10.0.32.0/19"],
      attachments: ["10.0.255.240/28", "10.0.255.224/28"],
    });
    expect(vpcLayout("192.168.10.0/24", 4)).to.deep.equal({
      workloads: ["192.168.10.0/27", "192.168.10.32/27", "192.168.10.64/27", "192.168.10.96/27"],
      attachments: ["192.168.10.240/28", "192.168.10.224/28", "192.168.10.208/28", "192.168.10.192/28"],
    });
  });

  it("lies within the CIDR block, no two subnets on each other, whatever the CIDR block and the zones", () => {
    fc.assert(
      fc.property(vpc, ({ cidr, zones }) => {
        const { workloads, attachments } = vpcLayout(cidr, zones);
        const all = [...workloads, ...attachments];
        expect(all).to.have.length(2 * zones);
        expect(all.filter((subnet) => !contains(cidr, subnet))).to.deep.equal([]);
        expect(
          all.filter((subnet, index) => all.slice(index + 1).some((other) => overlaps(subnet, other))),
        ).to.deep.equal([]);
      }),
    );
  });

  it("moves no subnet when a zone is added, since AWS makes none where an old one still is", () => {
    fc.assert(
      fc.property(vpc, ({ cidr, zones }) => {
        fc.pre(zones < 4);
        const { workloads, attachments } = vpcLayout(cidr, zones + 1);
        expect({ workloads: workloads.slice(0, zones), attachments: attachments.slice(0, zones) }).to.deep.equal(
          vpcLayout(cidr, zones),
        );
      }),
    );
  });

  it("keeps an address for the resolver that AWS doesn't take for itself", () => {
    expect(resolverPlace("10.0.32.0/19")).to.deep.equal({ block: "10.0.32.16/28", address: "10.0.32.16" });
    fc.assert(
      fc.property(vpc, ({ cidr, zones }) => {
        for (const subnet of vpcLayout(cidr, zones).workloads) {
          const { block, address } = resolverPlace(subnet);
          const last = addressAt(subnet, 2 ** (32 - prefixOf(subnet)) - 1);
          const amazons = [0, 1, 2, 3].map((offset) => addressAt(subnet, offset));
          expect(contains(subnet, block) && contains(block, `${address}/32`)).to.equal(true);
          expect([...amazons, last]).not.to.include(address);
        }
      }),
    );
  });

  it("finds what belongs to a zone, and reports which zone has nothing", () => {
    expect(["first", "second"].map((_, zone) => inZone(["first", "second"], zone))).to.deep.equal(["first", "second"]);
    expect(() => inZone(["first", "second"], 2)).to.throw(RangeError, "there is nothing for zone 3");
  });
});
