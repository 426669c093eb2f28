import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import type { IsolatedVpcArgs } from "./isolated-vpc";
import { inZone, vpcLayout } from "./vpc-layout";
import { vpcParts } from "./vpc-parts";

/**
 * The VPC of the simulated corporate network, which AWSx makes: isolated subnets with a route table each, in every zone.
 * The rest is as in an `IsolatedVpc`.
 *
 * AWSx always attaches an internet gateway to a VPC. No route leads to this one, and nothing in the VPC has a public
 * address. A hub's and a LOB's VPC have none at all.
 *
 * Source: pulumi/pulumi-awsx, issue 947.
 */
export class OnPremisesVpc extends pulumi.ComponentResource {
  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** Ids of the subnets, one for each Availability Zone, in the order given. */
  readonly subnetIds: pulumi.Output<string>[];
  /** Ids of the subnets' route tables, in the same order. */
  readonly routeTableIds: pulumi.Output<string>[];
  /** Ids of the subnets for transit gateway interfaces, in the same order. */
  readonly attachmentSubnetIds: pulumi.Output<string>[];

  /** @param args as `OnPremisesSimulator` checked them. */
  constructor(name: string, args: IsolatedVpcArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:network:OnPremisesVpc", name, {}, options);
    const { region, cidr, availabilityZones, s3Policy } = args;
    const layout = vpcLayout(cidr, availabilityZones.length);

    const vpc = new awsx.ec2.Vpc(
      `${name}-vpc`,
      {
        cidrBlock: cidr,
        availabilityZoneNames: availabilityZones,
        subnetSpecs: [{ type: "Isolated", cidrBlocks: [...layout.workloads] }],
        subnetStrategy: "Auto",
        natGateways: { strategy: "None" },
        enableDnsHostnames: true,
        enableDnsSupport: true,
      },
      { parent: this },
    );
    this.vpcId = vpc.vpcId;
    // Not with `apply`, which waits for all: the preview of another zone would show the others as unknown.
    this.subnetIds = availabilityZones.map((_, zone) => inZone(vpc.isolatedSubnetIds, zone));
    this.routeTableIds = availabilityZones.map((_, zone) => inZone(vpc.routeTables, zone).id);
    const parts = vpcParts(
      name,
      {
        vpcId: vpc.vpcId,
        region,
        availabilityZones,
        attachmentRanges: layout.attachments,
        routeTableIds: this.routeTableIds,
        s3Policy,
      },
      this,
    );
    this.attachmentSubnetIds = parts.attachmentSubnetIds;

    this.registerOutputs({
      vpcId: this.vpcId,
      subnetIds: this.subnetIds,
      routeTableIds: this.routeTableIds,
      attachmentSubnetIds: this.attachmentSubnetIds,
    });
  }
}
