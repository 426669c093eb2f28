import { expect } from "chai";
import { UsersMistake } from "../../../../common/users-mistake";
import { readPrices, shippedPrices } from "../../../../local/verify/cost/prices";

describe("the price file", () => {
  it("has the prices of us-east-1, with their month and their pages", () => {
    expect(shippedPrices()).to.deep.equal({
      date: "2026-11",
      region: "us-east-1",
      currency: "USD",
      hoursPerMonth: 730,
      interfaceEndpointZoneHour: 0.01,
      transitGatewayAttachmentHour: 0.05,
      transitGatewayGigabyte: 0.02,
      resolverAddressHour: 0.125,
      privateZoneMonth: 0.5,
      firewallNameMonth: 0.0005,
      firewallMillionQueries: 0.6,
      sources: [
        "https://aws.amazon.com/privatelink/pricing/",
        "https://aws.amazon.com/transit-gateway/pricing/",
        "https://aws.amazon.com/route53/pricing/",
      ],
    });
  });

  it("is refused with every mistake in it", () => {
    const content = { ...shippedPrices(), date: "last year", hoursPerMonth: "730", resolverAddressHour: -1 };
    expect(() => readPrices(content)).to.throw(
      UsersMistake,
      /^local\/verify\/cost\/prices\.json: date must be a date such as "2026-11"; hoursPerMonth must be a number; resolverAddressHour must not be below 0$/,
    );
  });
});
