import { expect } from "chai";
import { IsolatedVpc } from "../../../infra/network/isolated-vpc";
import { s3EndpointPolicy } from "../../../infra/network/policies/s3-endpoint-policy";
import { evaluate, only } from "../../support/evaluate";
import { inputsOf, ofType } from "./hub";

const args = {
  region: "eu-west-1",
  cidr: "10.100.0.0/16",
  availabilityZones: ["eu-west-1a", "eu-west-1b"],
  s3Policy: s3EndpointPolicy({ region: "eu-west-1", organizationId: "o-exampleorg1", accounts: [] }),
};

function register(preview = false) {
  return evaluate(() => {
    new IsolatedVpc("vpc", args);
  }, preview);
}

describe("IsolatedVpc", () => {
  it("asks AWSx for isolated subnets alone, without NAT, with both DNS attributes", async () => {
    expect(only(await register(), "awsx:ec2:Vpc").inputs).to.deep.equal({
      cidrBlock: "10.100.0.0/16",
      availabilityZoneNames: ["eu-west-1a", "eu-west-1b"],
      subnetSpecs: [{ type: "Isolated", cidrBlocks: ["10.100.0.0/19", "10.100.32.0/19"] }],
      subnetStrategy: "Auto",
      natGateways: { strategy: "None" },
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
  });

  it("has a small subnet for a transit gateway in each zone, in a route table without routes", async () => {
    const resources = await register();
    expect(inputsOf(resources, "aws:ec2/subnet:Subnet")).to.deep.equal({
      "vpc-attachment-1": {
        vpcId: "vpc-vpc-id",
        cidrBlock: "10.100.255.240/28",
        availabilityZone: "eu-west-1a",
        tags: { Name: "vpc-attachment-1" },
      },
      "vpc-attachment-2": {
        vpcId: "vpc-vpc-id",
        cidrBlock: "10.100.255.224/28",
        availabilityZone: "eu-west-1b",
        tags: { Name: "vpc-attachment-2" },
      },
    });
    expect(inputsOf(resources, "aws:ec2/routeTableAssociation:RouteTableAssociation")).to.deep.equal({
      "vpc-attachment-1": { subnetId: "vpc-attachment-1-id", routeTableId: "vpc-attachments-id" },
      "vpc-attachment-2": { subnetId: "vpc-attachment-2-id", routeTableId: "vpc-attachments-id" },
    });
    expect(ofType(resources, "aws:ec2/route:Route")).to.deep.equal([]);
  });

  it("reaches S3 by a gateway endpoint from every workload subnet, under the given policy", async () => {
    expect(only(await register(), "aws:ec2/vpcEndpoint:VpcEndpoint").inputs).to.deep.equal({
      vpcId: "vpc-vpc-id",
      vpcEndpointType: "Gateway",
      serviceName: "com.amazonaws.eu-west-1.s3",
      routeTableIds: ["vpc-vpc-route-table-1", "vpc-vpc-route-table-2"],
      policy: JSON.stringify(args.s3Policy),
    });
  });

  it("previews before anything exists", async () => {
    expect(await register(true)).to.have.length((await register()).length);
  });

  it("refuses every wrong argument at once, before anything is registered", () => {
    expect(() => new IsolatedVpc("vpc", { ...args, region: "Ireland", cidr: "10.100.0.0/25" })).to.throw(
      [
        'IsolatedVpc "vpc": 2 mistakes, nothing was changed',
        '  region is "Ireland": a region is written like "eu-west-1"',
        '  cidr is "10.100.0.0/25": an IPv4 range is written like 10.0.0.0/16, with a prefix of /16 to /24',
      ].join("\n"),
    );
  });
});
