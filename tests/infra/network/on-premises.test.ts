import { expect } from "chai";
import { CentralEndpointHub } from "../../../infra/network/central-endpoint-hub";
import { OnPremisesSimulator } from "../../../infra/network/on-premises";
import { evaluateOnce, only, type Registered } from "../../support/evaluate";
import { hubArgs, inputsOf, ofType } from "./hub";

const apiZone = "a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com";

function register(cidr?: string, preview = false, suffix = "shared"): Promise<Registered[]> {
  return evaluateOnce(["on-premises", cidr, suffix], preview, () => {
    const hub = new CentralEndpointHub("hub", hubArgs);
    new OnPremisesSimulator("on-premises", {
      region: "eu-west-1",
      cidr,
      availabilityZones: ["eu-west-1a", "eu-west-1b"],
      suffix,
      hub,
      zones: { ...hub.peopleZones, api: apiZone },
    });
  });
}

/** Inputs of the simulator's own resources of a type, by name. */
async function own(type: string): Promise<Record<string, Registered["inputs"]>> {
  const all = Object.entries(inputsOf(await register(), type));
  return Object.fromEntries(all.filter(([name]) => name.startsWith("on-premises")));
}

describe("OnPremisesSimulator", () => {
  it("asks AWSx for isolated subnets and no NAT gateway, with both DNS attributes", async () => {
    expect(only(await register(), "awsx:ec2:Vpc").inputs).to.deep.equal({
      cidrBlock: "192.168.10.0/24",
      availabilityZoneNames: ["eu-west-1a", "eu-west-1b"],
      subnetSpecs: [{ type: "Isolated", cidrBlocks: ["192.168.10.0/27", "192.168.10.32/27"] }],
      subnetStrategy: "Auto",
      natGateways: { strategy: "None" },
      enableDnsHostnames: true,
      enableDnsSupport: true,
    });
  });

  it("adds to AWSx's VPC what every VPC here has: attachment subnets, S3, an empty default security group", async () => {
    const vpcId = "on-premises-vpc-vpc-id";
    const subnet = (name: string, cidrBlock: string, availabilityZone: string) => ({
      [name]: { vpcId, cidrBlock, availabilityZone, tags: { Name: name } },
    });
    expect(await own("aws:ec2/subnet:Subnet")).to.deep.equal({
      ...subnet("on-premises-vpc-attachment-1", "192.168.10.240/28", "eu-west-1a"),
      ...subnet("on-premises-vpc-attachment-2", "192.168.10.224/28", "eu-west-1b"),
    });
    expect(await own("aws:ec2/vpcEndpoint:VpcEndpoint")).to.deep.equal({
      "on-premises-vpc-s3": {
        vpcId,
        vpcEndpointType: "Gateway",
        serviceName: "com.amazonaws.eu-west-1.s3",
        routeTableIds: ["on-premises-vpc-vpc-route-table-1", "on-premises-vpc-vpc-route-table-2"],
        policy: inputsOf(await register(), "aws:ec2/vpcEndpoint:VpcEndpoint")["hub-vpc-s3"]?.policy,
      },
    });
    expect(await own("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")).to.deep.equal({
      "on-premises-vpc-default": { vpcId, ingress: [], egress: [], tags: { Name: "on-premises-vpc-default" } },
    });
  });

  it("is attached in its own table with only the hub's route", async () => {
    const attachment = { transitGatewayAttachmentId: "on-premises-attachment-id" };
    const table = { transitGatewayRouteTableId: "on-premises-table-id" };
    expect(await own("aws:ec2transitgateway/routeTableAssociation:RouteTableAssociation")).to.deep.equal({
      "on-premises-in-own-table": { ...attachment, ...table },
    });
    expect(await own("aws:ec2transitgateway/routeTablePropagation:RouteTablePropagation")).to.deep.equal({
      "on-premises-learns-hub": { ...table, transitGatewayAttachmentId: "hub-tgw-hub-attachment-id" },
    });
  });

  it("has its table made after the gateway's tables are swapped, since AWS refuses one while it changes the gateway", async () => {
    const swaps = ["hub-tgw-new-attachments-join-spokes", "hub-tgw-hub-learns-new-attachments"];
    expect(only(await register(), "on-premises-table").after).to.include.members(swaps);
  });

  it("is attached after the gateway's tables are swapped, and known to the hub as new attachments are", async () => {
    const attachment = only(await register(), "on-premises-attachment");
    expect(attachment.inputs).to.deep.equal({
      transitGatewayId: "hub-tgw-gateway-id",
      vpcId: "on-premises-vpc-vpc-id",
      subnetIds: ["on-premises-vpc-attachment-1-id", "on-premises-vpc-attachment-2-id"],
      transitGatewayDefaultRouteTableAssociation: false,
      transitGatewayDefaultRouteTablePropagation: true,
    });
    expect(attachment.after).to.include.members([
      "hub-tgw-new-attachments-join-spokes",
      "hub-tgw-hub-learns-new-attachments",
    ]);
  });

  it("has a route to the hub from every zone, after its attachment, and no other", async () => {
    const routes = ofType(await register(), "aws:ec2/route:Route").filter(({ name }) => name.startsWith("on-premises"));
    expect(routes.map(({ inputs }) => inputs)).to.deep.equal(
      [1, 2].map((zone) => ({
        routeTableId: `on-premises-vpc-vpc-route-table-${zone}`,
        destinationCidrBlock: "10.0.0.0/16",
        transitGatewayId: "hub-tgw-gateway-id",
      })),
    );
    for (const { after } of routes) {
      expect(after).to.include("on-premises-attachment");
    }
  });

  it("asks the hub for the names of people's services and of the API, and for no others", async () => {
    const rules = await own("aws:route53/resolverRule:ResolverRule");
    expect(Object.values(rules).map(({ domainName }) => domainName)).to.have.members([
      "studio.eu-west-1.sagemaker.aws",
      "api.sagemaker.eu-west-1.amazonaws.com",
      "cognito-idp.eu-west-1.amazonaws.com",
      apiZone,
    ]);
    expect(rules["on-premises-api-rule"]).to.deep.equal({
      name: "on-premises-api-shared",
      domainName: apiZone,
      ruleType: "FORWARD",
      resolverEndpointId: "hub-resolver-outbound-id",
      targetIps: [
        { ip: "10.0.0.16", port: 53 },
        { ip: "10.0.32.16", port: 53 },
      ],
    });
    expect(await own("aws:route53/resolverRuleAssociation:ResolverRuleAssociation")).to.deep.equal(
      Object.fromEntries(
        ["sagemaker-api", "studio", "cognito-idp", "api"].map((key) => [
          `on-premises-${key}`,
          {
            name: `on-premises-${key}-shared`,
            resolverRuleId: `on-premises-${key}-rule-id`,
            vpcId: "on-premises-vpc-vpc-id",
          },
        ]),
      ),
    );
  });

  it("names its rules by 64 characters at most, under the longest suffix too, and no two alike", async () => {
    const named = async (suffix: string) =>
      inputsOf(await register(undefined, false, suffix), "aws:route53/resolverRule:ResolverRule");
    const rules = await named("s".repeat(40));
    const names = ["sagemaker-api", "studio", "cognito-idp", "api"].map((key) => `on-premises-${key}-rule`);
    expect(names.map((name) => rules[name]?.name)).to.deep.equal([
      `on-premises-sagemaker-api-${"s".repeat(29)}-eea52cdb`,
      `on-premises-studio-${"s".repeat(40)}`,
      `on-premises-cognito-idp-${"s".repeat(40)}`,
      `on-premises-api-${"s".repeat(40)}`,
    ]);
    const [long = ""] = names;
    expect((await named(`${"s".repeat(39)}t`))[long]?.name).not.to.equal(rules[long]?.name);
  });

  it("shares none of its rules", async () => {
    const shared = ofType(await register(), "aws:ram/resourceAssociation:ResourceAssociation");
    expect(shared.filter(({ inputs }) => String(inputs.resourceArn).includes("on-premises"))).to.deep.equal([]);
  });

  it("has one small instance with an image that needs no look-up, IMDSv2, an encrypted disk, and no key", async () => {
    const resources = await register();
    expect(only(resources, "aws:ec2/launchTemplate:LaunchTemplate").inputs).to.deep.equal({
      imageId: "resolve:ssm:/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64",
      instanceType: "t4g.nano",
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      blockDeviceMappings: [
        { deviceName: "/dev/xvda", ebs: { encrypted: "true", volumeType: "gp3", deleteOnTermination: "true" } },
      ],
    });
    expect(only(resources, "aws:ec2/instance:Instance").inputs).to.deep.equal({
      launchTemplate: { id: "on-premises-instance-template-id", version: "$Latest" },
      subnetId: "on-premises-vpc-vpc-isolated-1",
      vpcSecurityGroupIds: ["on-premises-instance-group-id"],
      tags: { Name: "on-premises-instance" },
    });
  });

  it("is reached only by a tunnel, and reaches only the hub's endpoints and resolver", async () => {
    const tunnel = "aws:ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint";
    expect(await own(tunnel))
      .to.have.nested.property("on-premises-instance-tunnel.securityGroupIds")
      .that.deep.equals(["on-premises-instance-tunnel-id"]);
    const lines = (rules: Record<string, Registered["inputs"]>) =>
      Object.values(rules).map(
        ({ securityGroupId, cidrIpv4, referencedSecurityGroupId, ipProtocol, fromPort, toPort }) =>
          `${securityGroupId} ${cidrIpv4 ?? referencedSecurityGroupId} ${ipProtocol} ${fromPort}-${toPort}`,
      );
    expect(lines(await own("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"))).to.deep.equal([
      "on-premises-instance-group-id on-premises-instance-tunnel-id tcp 22-22",
    ]);
    expect(lines(await own("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"))).to.have.members([
      "on-premises-instance-tunnel-id on-premises-instance-group-id tcp 22-22",
      "on-premises-instance-group-id 10.0.0.0/16 tcp 443-443",
      "on-premises-instance-group-id 10.0.0.16/32 tcp 53-53",
      "on-premises-instance-group-id 10.0.0.16/32 udp 53-53",
      "on-premises-instance-group-id 10.0.32.16/32 tcp 53-53",
      "on-premises-instance-group-id 10.0.32.16/32 udp 53-53",
    ]);
  });

  it("previews before anything exists", async () => {
    expect(await register(undefined, true)).to.have.length((await register()).length);
  });

  it("refuses a CIDR block outside of the corporate ones, which nobody would let in", async () => {
    const refused = await register("192.168.11.0/24").catch((error: unknown) => error);
    expect(refused).to.have.property(
      "message",
      [
        'OnPremisesSimulator "on-premises": 1 mistake, nothing was changed',
        '  cidr is "192.168.11.0/24": the simulator stands for a corporate network, and corporateCidrs has 192.168.10.0/24; give a CIDR block within one of them',
      ].join("\n"),
    );
  });
});
