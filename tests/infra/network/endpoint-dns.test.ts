import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { EndpointDns } from "../../../infra/network/endpoint-dns";
import { evaluate, only } from "../../support/evaluate";
import { ofType } from "./hub";

function register(preview = false) {
  return evaluate(() => {
    new EndpointDns("api", {
      region: "eu-west-1",
      vpcId: "vpc-0123456789abcdef0",
      zone: pulumi.interpolate`${pulumi.output("a1b2c3d4e5")}.execute-api.eu-west-1.amazonaws.com`,
      endpoint: { dnsName: "vpce-0-a.execute-api.eu-west-1.vpce.amazonaws.com", hostedZoneId: "Z38GZ743OKFT7T" },
    });
  }, preview);
}

describe("EndpointDns", () => {
  it("gives the name of one API to an endpoint, and no name below it", async () => {
    const resources = await register();
    expect(only(resources, "aws:route53/zone:Zone").inputs).to.deep.equal({
      name: "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
      comment: "Names of a central VPC endpoint",
      vpcs: [{ vpcId: "vpc-0123456789abcdef0", vpcRegion: "eu-west-1" }],
    });
    expect(only(resources, "aws:route53/record:Record").inputs).to.deep.equal({
      zoneId: "api-zone-id",
      name: "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com",
      type: "A",
      aliases: [
        {
          name: "vpce-0-a.execute-api.eu-west-1.vpce.amazonaws.com",
          zoneId: "Z38GZ743OKFT7T",
          evaluateTargetHealth: false,
        },
      ],
    });
  });

  it("makes no rule unless asked to", async () => {
    expect(ofType(await register(), "aws:route53/resolverRule:ResolverRule")).to.deep.equal([]);
  });

  it("previews before anything exists", async () => {
    expect(await register(true)).to.have.length(3);
  });
});
