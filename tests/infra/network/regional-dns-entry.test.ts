import { expect } from "chai";
import * as fc from "fast-check";
import { regionalDnsEntry } from "../../../infra/network/regional-dns-entry";

const region = "eu-west-1";
const own = "vpce-0123456789abcdef0-abcdefgh";

const entry = (dnsName: string) => ({ dnsName, hostedZoneId: `Z-${dnsName}` });

/** An endpoint's own names under a parent domain: the one for all zones first. */
const ownNames = (domain: string) =>
  [own, `${own}-eu-west-1a`, `${own}-eu-west-1b`, `${own}-eu-west-1-lhr-1a`, `${own}-eu-west-1-wl1-lon-wlz-1`].map(
    (host) => entry(`${host}.${domain}`),
  );

const serviceNames = [
  "sts.eu-west-1.amazonaws.com",
  "studio.eu-west-1.sagemaker.aws",
  "*.studio.eu-west-1.sagemaker.aws",
  "studio.sagemaker.eu-west-1.app.aws",
  "own-0123456789abcdef0-abcdefgh.sts.eu-west-1.vpce.amazonaws.com",
].map(entry);

const sts = ownNames("sts.eu-west-1.vpce.amazonaws.com");
const studio = ownNames("studio.eu-west-1.vpce.sagemaker.aws");
const studioByService = ownNames("vpce-svc-0123456789abcdef0.eu-west-1.vpce.amazonaws.com");

const published = [
  { what: "under vpce.amazonaws.com, as for most services", names: sts, taken: sts[0] },
  { what: "under vpce.sagemaker.aws, as measured for Studio", names: studio, taken: studio[0] },
  { what: "under vpce.amazonaws.com for Studio", names: studioByService, taken: studioByService[0] },
  { what: "under both, where any will do", names: [...studioByService, ...studio], taken: studio[0] },
  {
    what: "under a domain that nobody has seen yet",
    names: ownNames("vpce.example"),
    taken: ownNames("vpce.example")[0],
  },
];

describe("The name of an endpoint for all its zones", () => {
  for (const { what, names, taken } of published) {
    it(`is found by its form ${what}, in whatever order AWS lists the names`, () => {
      const all = [...names, ...serviceNames];
      fc.assert(
        fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (entries) => {
          expect(regionalDnsEntry(entries, region)).to.deep.equal(taken);
        }),
      );
    });
  }

  it("is the same one where AWS lists it twice", () => {
    expect(regionalDnsEntry([...sts, ...sts], region)).to.deep.equal(sts[0]);
  });

  it("is never one of a single zone, or of the service", () => {
    const others = [...sts.slice(1, 2), ...serviceNames.slice(0, 1)];
    expect(() => regionalDnsEntry(others, region)).to.throw(
      "the endpoint has no regional name for eu-west-1 among its names: vpce-0123456789abcdef0-abcdefgh-eu-west-1a.sts.eu-west-1.vpce.amazonaws.com, sts.eu-west-1.amazonaws.com",
    );
    expect(() => regionalDnsEntry([], region)).to.throw(
      "the endpoint has no regional name for eu-west-1 among its names: none",
    );
  });
});
