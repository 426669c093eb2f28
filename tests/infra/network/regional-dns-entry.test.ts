import { expect } from "chai";
import * as fc from "fast-check";
import { regionalDnsEntry } from "../../../infra/network/regional-dns-entry";

const entry = (dnsName: string) => ({ dnsName, hostedZoneId: "Z38GZ743OKFT7T" });

const regional = entry("vpce-0123456789abcdef0-abcdefgh.sts.eu-west-1.vpce.amazonaws.com");
const others = [
  entry("vpce-0123456789abcdef0-abcdefgh-eu-west-1a.sts.eu-west-1.vpce.amazonaws.com"),
  entry("vpce-0123456789abcdef0-abcdefgh-eu-west-1b.sts.eu-west-1.vpce.amazonaws.com"),
  entry("vpce-0123456789abcdef0-abcdefgh-eu-west-1-lhr-1a.sts.eu-west-1.vpce.amazonaws.com"),
  entry("sts.eu-west-1.amazonaws.com"),
  entry("*.studio.eu-west-1.sagemaker.aws"),
  entry("vpce-0123456789abcdef0-abcdefgh.sts.eu-west-1.example.com"),
  entry("own-0123456789abcdef0-abcdefgh.sts.eu-west-1.vpce.amazonaws.com"),
];

describe("The name of an endpoint for all its zones", () => {
  it("is found by its form, in whatever order AWS lists the names", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([regional, ...others], { minLength: others.length + 1 }), (entries) => {
        expect(regionalDnsEntry(entries, "eu-west-1")).to.deep.equal(regional);
      }),
    );
  });

  it("is never one of a single zone's instead", () => {
    expect(() => regionalDnsEntry(others.slice(0, 1), "eu-west-1")).to.throw(
      "of the endpoint's names vpce-0123456789abcdef0-abcdefgh-eu-west-1a.sts.eu-west-1.vpce.amazonaws.com exactly one must be for all zones of eu-west-1",
    );
  });

  it("isn't guessed between two", () => {
    expect(() => regionalDnsEntry([regional, regional], "eu-west-1")).to.throw(
      `of the endpoint's names ${regional.dnsName}, ${regional.dnsName} exactly one must be for all zones of eu-west-1`,
    );
  });
});
