import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyDocument } from "../support/policy-document";
import { checkArguments } from "../support/refusal";
import { isolatedVpcArguments } from "./network-arguments";
import { inZone, vpcLayout } from "./vpc-layout";

export interface IsolatedVpcArgs {
  /** Region of the VPC, such as `eu-west-1`. */
  region: string;
  /** The VPC's range, /16 to /24. */
  cidr: string;
  /** Names of the Availability Zones, two to four. */
  availabilityZones: string[];
  /** What may go through the VPC's gateway endpoint to S3. */
  s3Policy: PolicyDocument;
}

/**
 * A VPC without a road to the internet: isolated subnets, no NAT gateway, and S3 through a gateway endpoint. For each
 * Availability Zone it has a subnet for workloads, with a route table of its own, and a small one for a transit
 * gateway's interface.
 *
 * AWSx attaches an internet gateway to every VPC that it makes; no route leads to this one, and nothing has a public
 * address.
 *
 * Both DNS attributes are on, since private hosted zones answer nowhere else.
 *
 * Source: Route 53 Developer Guide, "Considerations when working with a private hosted zone".
 *
 * @throws Refusal naming every wrong argument, before anything is registered.
 */
export class IsolatedVpc extends pulumi.ComponentResource {
  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** The workload subnets with their ranges, one for each Availability Zone, in the order given. */
  readonly subnets: readonly { readonly id: pulumi.Output<string>; readonly cidr: string }[];
  /** Ids of the workload subnets, in the same order. */
  readonly subnetIds: pulumi.Output<string>[];
  /** Ids of the workload subnets' route tables, in the same order. */
  readonly routeTableIds: pulumi.Output<string>[];
  /** Ids of the subnets for transit gateway interfaces, in the same order. */
  readonly attachmentSubnetIds: pulumi.Output<string>[];
  /** Id of the VPC's default security group. */
  readonly defaultSecurityGroupId: pulumi.Output<string>;
  /** Id of the prefix list of S3's addresses in the region. */
  readonly s3PrefixListId: pulumi.Output<string>;

  constructor(name: string, args: IsolatedVpcArgs, options?: pulumi.ComponentResourceOptions) {
    const { s3Policy, ...plain } = args;
    const { region, cidr, availabilityZones } = checkArguments("IsolatedVpc", name, isolatedVpcArguments, plain);
    super("sagemaker-multi-account:network:IsolatedVpc", name, {}, options);
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
    this.defaultSecurityGroupId = vpc.vpc.defaultSecurityGroupId;
    this.subnets = layout.workloads.map((range, zone) => ({
      // Not by `apply`, which waits for all: the preview of a further zone would show the others as unknown.
      id: inZone(vpc.isolatedSubnetIds, zone),
      cidr: range,
    }));
    this.subnetIds = this.subnets.map(({ id }) => id);
    this.routeTableIds = availabilityZones.map((_, zone) => inZone(vpc.routeTables, zone).id);

    // Traffic that comes in from the transit gateway finds its way by the local route, so there is no other.
    const attachmentTable = new aws.ec2.RouteTable(
      `${name}-attachments`,
      { vpcId: this.vpcId, tags: { Name: `${name}-attachments` } },
      { parent: this },
    );
    this.attachmentSubnetIds = availabilityZones.map((availabilityZone, zone) => {
      const attachment = `${name}-attachment-${zone + 1}`;
      const subnet = new aws.ec2.Subnet(
        attachment,
        {
          vpcId: this.vpcId,
          cidrBlock: inZone(layout.attachments, zone),
          availabilityZone,
          tags: { Name: attachment },
        },
        { parent: this },
      );
      new aws.ec2.RouteTableAssociation(
        attachment,
        { subnetId: subnet.id, routeTableId: attachmentTable.id },
        { parent: this },
      );
      return subnet.id;
    });
    const s3 = new aws.ec2.VpcEndpoint(
      `${name}-s3`,
      {
        vpcId: this.vpcId,
        vpcEndpointType: "Gateway",
        serviceName: `com.amazonaws.${region}.s3`,
        routeTableIds: this.routeTableIds,
        policy: JSON.stringify(s3Policy),
      },
      { parent: this },
    );
    this.s3PrefixListId = s3.prefixListId;

    this.registerOutputs({
      vpcId: this.vpcId,
      subnetIds: this.subnetIds,
      routeTableIds: this.routeTableIds,
      attachmentSubnetIds: this.attachmentSubnetIds,
      defaultSecurityGroupId: this.defaultSecurityGroupId,
      s3PrefixListId: this.s3PrefixListId,
    });
  }
}
