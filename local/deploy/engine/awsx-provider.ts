import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import * as provider from "@pulumi/pulumi/provider";
import * as v from "valibot";

import sdk = require("@pulumi/awsx/package.json");

/** The inputs of AWSx's VPC that this project gives. */
const vpcInputs = v.strictObject({
  cidrBlock: v.string(),
  availabilityZoneNames: v.array(v.string()),
  subnetSpecs: v.tuple([
    v.strictObject({
      type: v.literal("Isolated"),
      name: v.optional(v.string()),
      cidrBlocks: v.array(v.string()),
      tags: v.optional(v.record(v.string(), v.string())),
    }),
  ]),
  subnetStrategy: v.literal("Auto"),
  natGateways: v.strictObject({ strategy: v.literal("None") }),
  enableDnsHostnames: v.optional(v.boolean()),
  enableDnsSupport: v.optional(v.boolean()),
  tags: v.optional(v.record(v.string(), v.string())),
});

/**
 * AWSx's VPC with isolated subnets, as AWSx makes it: the same children under the same names, in the same order.
 * Source: pulumi/pulumi-awsx 3.9, `awsx/ec2/vpc.ts` and `awsx/ec2/subnetDistributorNew.ts`.
 */
class Vpc extends pulumi.ComponentResource {
  readonly outputs: pulumi.Inputs;

  constructor(name: string, inputs: v.InferOutput<typeof vpcInputs>, options: pulumi.ComponentResourceOptions) {
    super("awsx:ec2:Vpc", name, {}, options);
    const { cidrBlock, enableDnsHostnames, enableDnsSupport } = inputs;
    const [{ name: subnetName = "isolated", cidrBlocks, tags: subnetTags }] = inputs.subnetSpecs;
    const tags = { Name: name, ...inputs.tags };
    const vpc = new aws.ec2.Vpc(name, { cidrBlock, enableDnsHostnames, enableDnsSupport, tags }, { parent: this });
    const inVpc = { parent: vpc, dependsOn: [vpc] };
    const internetGateway = new aws.ec2.InternetGateway(name, { vpcId: vpc.id, tags }, inVpc);
    const zones = inputs.availabilityZoneNames.map((availabilityZone, index) => {
      const zoneName = `${name}-${subnetName}-${index + 1}`;
      const own = { Name: zoneName, SubnetType: "Isolated" };
      const subnet = new aws.ec2.Subnet(
        zoneName,
        {
          vpcId: vpc.id,
          availabilityZone,
          mapPublicIpOnLaunch: false,
          cidrBlock: cidrBlocks[index],
          tags: { ...tags, ...subnetTags, ...own },
        },
        inVpc,
      );
      const table = new aws.ec2.RouteTable(
        zoneName,
        { vpcId: vpc.id, tags: { ...tags, ...own } },
        { parent: subnet, dependsOn: [subnet] },
      );
      const association = new aws.ec2.RouteTableAssociation(
        zoneName,
        { routeTableId: table.id, subnetId: subnet.id },
        { parent: table, dependsOn: [table] },
      );
      return { subnet, table, association };
    });
    this.outputs = {
      vpc,
      vpcId: vpc.id,
      internetGateway,
      subnets: zones.map(({ subnet }) => subnet),
      isolatedSubnetIds: zones.map(({ subnet }) => subnet.id),
      privateSubnetIds: [],
      publicSubnetIds: [],
      routeTables: zones.map(({ table }) => table),
      routeTableAssociations: zones.map(({ association }) => association),
      routes: [],
      natGateways: [],
      eips: [],
      vpcEndpoints: [],
      subnetLayout: [{ type: "Isolated", cidrBlocks }],
    };
    this.registerOutputs(this.outputs);
  }
}

/** Replaces AWSx's own provider, whose program isn't available from npm. */
const awsx: provider.Provider = {
  version: sdk.version,
  async construct(name, type, inputs, options) {
    if (type !== "awsx:ec2:Vpc") {
      throw new Error(`the local AWSx doesn't know ${type}: add it to local/deploy/engine/awsx-provider.ts`);
    }
    const given = await new Promise<unknown>((resolve) => pulumi.output(inputs).apply(resolve));
    const vpc = new Vpc(name, v.parse(vpcInputs, given), options);
    return { urn: vpc.urn, state: vpc.outputs };
  },
};

// It ends with the process that started it, however that ends.
process.stdin.resume();
process.stdin.once("end", () => process.exit());

void provider.main(awsx, process.argv.slice(2));
