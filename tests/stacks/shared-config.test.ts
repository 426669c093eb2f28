import { expect } from "chai";
import { parseConfig } from "../../stacks/config";

const shared = {
  account: "111122223333",
  region: "eu-west-1",
  corporateCidrs: '["192.168.10.0/24"]',
  lobs: '[{"name":"lob-a","account":"333333333333"}]',
};
const child = { account: "333333333333", region: "eu-west-1", sharedStack: "shared", vpcCidr: "10.100.0.0/16" };

describe("the config of a hub", () => {
  it("has what nobody set, and the organization's id of its ARN", () => {
    const organizationArn = "arn:aws:organizations::111111111111:organization/o-exampleorg1";
    expect(parseConfig("shared", { ...shared, organizationArn })).to.deep.include({
      role: "shared",
      organizationId: "o-exampleorg1",
      vpcCidr: "10.0.0.0/16",
      lobSupernet: "10.96.0.0/11",
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      endpointServices: [],
      modelAccounts: [],
      sharing: "organization",
      shareWith: [],
      signIn: "private",
      mfa: "required",
      presignedUrlSeconds: 60,
      studioSessionSeconds: 43_200,
      deletionProtection: true,
      onPremisesSimulator: false,
      simulatorCidr: "192.168.10.0/24",
    });
  });

  it("takes the first two zones of its region", () => {
    expect(parseConfig("shared", { ...shared, region: "us-east-1" })).to.deep.include({
      availabilityZones: ["us-east-1a", "us-east-1b"],
    });
  });
});

describe("the config of a LOB", () => {
  it("is named after its stack by default", () => {
    expect(parseConfig("lob-x", { ...child, role: "child" })).to.include({ lob: "lob-x" });
    expect(parseConfig("child", { ...child, lob: "lob-a" })).to.include({ lob: "lob-a" });
  });
});
