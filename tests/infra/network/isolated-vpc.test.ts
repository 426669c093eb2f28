import { expect } from "chai";
import { IsolatedVpc } from "../../../infra/network/isolated-vpc";
import { s3EndpointPolicy } from "../../../infra/network/policies/s3-endpoint-policy";
import { evaluate, only } from "../../support/evaluate";
import { inputsOf } from "./hub";

const args = {
  region: "eu-west-1",
  cidr: "10.100.0.0/16",
  s3Policy: s3EndpointPolicy({ region: "eu-west-1", organizationId: "o-exampleorg1", accounts: [] }),
};

const zones = ["eu-west-1a", "eu-west-1b"];

function register(preview = false, availabilityZones = zones) {
  return evaluate(() => {
    new IsolatedVpc("vpc", { ...args, availabilityZones });
  }, preview);
}

describe("IsolatedVpc", () => {
  it("is a VPC of plain resources with both DNS attributes, and nothing in it leads to the internet", async () => {
    const resources = await register();
    expect(only(resources, "aws:ec2/vpc:Vpc").inputs).to.deep.equal({
      cidrBlock: "10.100.0.0/16",
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: "vpc-vpc" },
    });
    expect([...new Set(resources.map(({ type }) => type))].sort()).to.deep.equal([
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
      "aws:ec2/routeTable:RouteTable",
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      "aws:ec2/subnet:Subnet",
      "aws:ec2/vpc:Vpc",
      "aws:ec2/vpcEndpoint:VpcEndpoint",
      "sagemaker-multi-account:network:IsolatedVpc",
    ]);
  });

  it("has a subnet for workloads with a route table of its own, and a small one for a transit gateway, in each zone", async () => {
    const resources = await register();
    const subnet = (name: string, cidrBlock: string, availabilityZone: string) => ({
      [name]: { vpcId: "vpc-vpc-id", cidrBlock, availabilityZone, tags: { Name: name } },
    });
    expect(inputsOf(resources, "aws:ec2/subnet:Subnet")).to.deep.equal({
      ...subnet("vpc-workload-1", "10.100.0.0/19", "eu-west-1a"),
      ...subnet("vpc-workload-2", "10.100.32.0/19", "eu-west-1b"),
      ...subnet("vpc-attachment-1", "10.100.255.240/28", "eu-west-1a"),
      ...subnet("vpc-attachment-2", "10.100.255.224/28", "eu-west-1b"),
    });
    const table = (name: string) => ({ [name]: { vpcId: "vpc-vpc-id", tags: { Name: name } } });
    expect(inputsOf(resources, "aws:ec2/routeTable:RouteTable")).to.deep.equal({
      ...table("vpc-routes-1"),
      ...table("vpc-routes-2"),
      ...table("vpc-attachments"),
    });
    expect(inputsOf(resources, "aws:ec2/routeTableAssociation:RouteTableAssociation")).to.deep.equal({
      "vpc-workload-1": { subnetId: "vpc-workload-1-id", routeTableId: "vpc-routes-1-id" },
      "vpc-workload-2": { subnetId: "vpc-workload-2-id", routeTableId: "vpc-routes-2-id" },
      "vpc-attachment-1": { subnetId: "vpc-attachment-1-id", routeTableId: "vpc-attachments-id" },
      "vpc-attachment-2": { subnetId: "vpc-attachment-2-id", routeTableId: "vpc-attachments-id" },
    });
  });

  it("takes every rule out of its default security group", async () => {
    expect(inputsOf(await register(), "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")).to.deep.equal({
      "vpc-default": { vpcId: "vpc-vpc-id", ingress: [], egress: [], tags: { Name: "vpc-default" } },
    });
  });

  it("reaches S3 by a gateway endpoint from every workload subnet, under the given policy", async () => {
    expect(only(await register(), "aws:ec2/vpcEndpoint:VpcEndpoint").inputs).to.deep.equal({
      vpcId: "vpc-vpc-id",
      vpcEndpointType: "Gateway",
      serviceName: "com.amazonaws.eu-west-1.s3",
      routeTableIds: ["vpc-routes-1-id", "vpc-routes-2-id"],
      policy: JSON.stringify(args.s3Policy),
    });
  });

  it("keeps every resource as it is when a zone is added at the end, but for the endpoint's list of tables", async () => {
    const two = await register();
    const three = await register(false, [...zones, "eu-west-1c"]);
    const key = ({ type, name }: { readonly type: string; readonly name: string }) => `${type} ${name}`;
    const inputs = new Map(three.map((resource) => [key(resource), resource.inputs]));
    const others = two.filter(({ name }) => name !== "vpc-s3");
    expect(others.map((resource) => inputs.get(key(resource)))).to.deep.equal(
      others.map((resource) => resource.inputs),
    );
    expect(three).to.have.length(two.length + 5);
  });

  it("previews before anything exists", async () => {
    expect(await register(true)).to.have.length((await register()).length);
  });

  it("refuses every wrong argument at once, before anything is registered", () => {
    expect(
      () => new IsolatedVpc("vpc", { ...args, availabilityZones: zones, region: "Ireland", cidr: "10.100.0.0/25" }),
    ).to.throw(
      [
        'IsolatedVpc "vpc": 2 mistakes, nothing was changed',
        '  region is "Ireland": a region is written like "eu-west-1"',
        '  cidr is "10.100.0.0/25": an IPv4 CIDR block is written like 10.0.0.0/16, with a prefix of /16 to /24',
      ].join("\n"),
    );
  });
});
