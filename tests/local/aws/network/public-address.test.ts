import { expect } from "chai";
import { prefixListOf, publicAddress } from "../../../../local/aws/network/endpoint-services";

const behindGateway = (region: string) => prefixListOf(`com.amazonaws.${region}.s3`, region).replace("/32", "");

describe("The public address of S3", () => {
  for (const { host, region } of [
    { host: "s3.eu-west-1.amazonaws.com", region: "eu-west-1" },
    { host: "s3.dualstack.eu-west-1.amazonaws.com", region: "eu-west-1" },
    { host: "s3.dualstack.us-east-1.amazonaws.com", region: "us-east-1" },
    { host: "s3.amazonaws.com", region: "us-east-1" },
  ]) {
    it(`is behind the gateway endpoint of ${region} for ${host}`, () => {
      expect(publicAddress(host)).to.equal(behindGateway(region));
    });
  }

  it("is another one in another region, so that a gateway endpoint there has no route to it", () => {
    expect(behindGateway("eu-west-1")).not.to.equal(behindGateway("us-east-1"));
  });
});
