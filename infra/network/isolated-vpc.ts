import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../common/refusal";
import type { PolicyDocument } from "../support/policy-document";
import { isolatedVpcArguments } from "./network-arguments";
import { inZone, vpcLayout } from "./vpc-layout";
import { subnetWith, vpcParts } from "./vpc-parts";

/** What {@link IsolatedVpc} takes. */
export interface IsolatedVpcArgs {
  /** Region of the VPC, such as `eu-west-1`. */
  region: string;
  /** The VPC's CIDR block, /16 to /24. */
  cidr: string;
  /** Names of the Availability Zones, two to four. */
  availabilityZones: string[];
  /** What may go through the VPC's gateway endpoint to S3. */
  s3Policy: PolicyDocument;
}

/** A subnet with its CIDR block. */
export interface PlacedSubnet {
  /** Id of the subnet. */
  readonly id: pulumi.Output<string>;
  /** Its CIDR block. */
  readonly cidr: string;
}

/**
 * A VPC with no route to the internet: no internet gateway, no NAT gateway, and S3 through a gateway endpoint. For each
 * Availability Zone it has a subnet for workloads, with a route table of its own, and a small one for a transit
 * gateway's interface. Its default security group has no rules.
 *
 * It is made of plain resources, since AWSx attaches an internet gateway to every VPC that it makes, and organizations
 * deny `ec2:CreateInternetGateway`.
 *
 * Both DNS attributes are on, since private hosted zones need them.
 *
 * Source: Route 53 Developer Guide, "Considerations when working with a private hosted zone".
 *
 * @throws Refusal naming every wrong argument, before anything is registered.
 */
export class IsolatedVpc extends pulumi.ComponentResource {
  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** The workload subnets with their CIDR blocks, one for each Availability Zone, in the order given. */
  readonly subnets: readonly PlacedSubnet[];
  /** Ids of the workload subnets, in the same order. */
  readonly subnetIds: pulumi.Output<string>[];
  /** Ids of the workload subnets' route tables, in the same order. */
  readonly routeTableIds: pulumi.Output<string>[];
  /** Ids of the subnets for transit gateway interfaces, in the same order. */
  readonly attachmentSubnetIds: pulumi.Output<string>[];
  /** Id of the VPC's default security group, which has no rules. */
  readonly defaultSecurityGroupId: pulumi.Output<string>;
  /** Id of the prefix list of S3's addresses in the region. */
  readonly s3PrefixListId: pulumi.Output<string>;

  constructor(name: string, args: IsolatedVpcArgs, options?: pulumi.ComponentResourceOptions) {
    const { s3Policy, ...plain } = args;
    const { region, cidr, availabilityZones } = checkArguments("IsolatedVpc", name, isolatedVpcArguments, plain);
    super("sagemaker-multi-account:network:IsolatedVpc", name, {}, options);
    const layout = vpcLayout(cidr, availabilityZones.length);

    const vpc = new aws.ec2.Vpc(
      `${name}-vpc`,
      { cidrBlock: cidr, enableDnsHostnames: true, enableDnsSupport: true, tags: { Name: `${name}-vpc` } },
      { parent: this },
    );
    // Each zone has its own resources, so another one at the end doesn't change the others.
    const zones = availabilityZones.map((availabilityZone, zone) => {
      const workload = `${name}-workload-${zone + 1}`;
      const range = inZone(layout.workloads, zone);
      const routes = `${name}-routes-${zone + 1}`;
      const table = new aws.ec2.RouteTable(routes, { vpcId: vpc.id, tags: { Name: routes } }, { parent: this });
      const place = { vpcId: vpc.id, cidrBlock: range, availabilityZone };
      return { id: subnetWith(workload, place, table.id, this), cidr: range, tableId: table.id };
    });
    this.vpcId = vpc.id;
    this.subnets = zones.map(({ id, cidr: range }) => ({ id, cidr: range }));
    this.subnetIds = zones.map(({ id }) => id);
    this.routeTableIds = zones.map(({ tableId }) => tableId);
    const parts = vpcParts(
      name,
      {
        vpcId: vpc.id,
        region,
        availabilityZones,
        attachmentRanges: layout.attachments,
        routeTableIds: this.routeTableIds,
        s3Policy,
      },
      this,
    );
    this.attachmentSubnetIds = parts.attachmentSubnetIds;
    this.defaultSecurityGroupId = parts.defaultSecurityGroupId;
    this.s3PrefixListId = parts.s3PrefixListId;

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
