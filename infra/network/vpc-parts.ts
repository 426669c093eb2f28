import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { PolicyDocument } from "../support/policy-document";
import { gatewayService } from "./endpoint-catalog";
import { inZone } from "./vpc-layout";

/** What every network's VPC has, however the VPC itself is made. */
export interface VpcPartsArgs {
  /** Id of the VPC. */
  vpcId: pulumi.Input<string>;
  /** Region of the VPC, such as `eu-west-1`. */
  region: string;
  /** Names of the Availability Zones. */
  availabilityZones: readonly string[];
  /** CIDR blocks of the subnets for transit gateway interfaces, one for each Availability Zone. */
  attachmentRanges: readonly string[];
  /** Ids of the workload subnets' route tables, which lead to S3. */
  routeTableIds: readonly pulumi.Input<string>[];
  /** What may go through the gateway endpoint to S3. */
  s3Policy: PolicyDocument;
}

/** What {@link vpcParts} made. */
export interface VpcParts {
  /** Ids of the subnets for transit gateway interfaces, in the order of the zones. */
  readonly attachmentSubnetIds: pulumi.Output<string>[];
  /** Id of the VPC's default security group, which has no rules. */
  readonly defaultSecurityGroupId: pulumi.Output<string>;
  /** Id of the prefix list of S3's addresses in the region. */
  readonly s3PrefixListId: pulumi.Output<string>;
}

/** Where a subnet is. */
interface SubnetPlace {
  readonly vpcId: pulumi.Input<string>;
  readonly cidrBlock: string;
  readonly availabilityZone: string;
}

/** A subnet whose traffic follows a route table. */
export function subnetWith(
  name: string,
  place: SubnetPlace,
  routeTableId: pulumi.Input<string>,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const subnet = new aws.ec2.Subnet(name, { ...place, tags: { Name: name } }, { parent });
  new aws.ec2.RouteTableAssociation(name, { subnetId: subnet.id, routeTableId }, { parent });
  return subnet.id;
}

/**
 * Makes what a VPC needs in addition to its workload subnets: a small subnet in each zone for a transit gateway's
 * interface, S3 through a gateway endpoint, and a default security group without rules. AWS's own rules there let the
 * group's members reach each other and send everything out.
 *
 * Source: VPC User Guide, "Default security groups for your VPCs"; Security Hub, control EC2.2.
 */
export function vpcParts(name: string, args: VpcPartsArgs, parent: pulumi.Resource): VpcParts {
  const { vpcId } = args;
  // Traffic from the transit gateway uses the local route, so there is no other.
  const tableName = `${name}-attachments`;
  const table = new aws.ec2.RouteTable(tableName, { vpcId, tags: { Name: tableName } }, { parent });
  const attachmentSubnetIds = args.availabilityZones.map((availabilityZone, zone) =>
    subnetWith(
      `${name}-attachment-${zone + 1}`,
      { vpcId, cidrBlock: inZone(args.attachmentRanges, zone), availabilityZone },
      table.id,
      parent,
    ),
  );
  const s3 = new aws.ec2.VpcEndpoint(
    `${name}-s3`,
    {
      vpcId,
      vpcEndpointType: "Gateway",
      serviceName: gatewayService("s3", args.region),
      routeTableIds: [...args.routeTableIds],
      policy: JSON.stringify(args.s3Policy),
    },
    { parent },
  );
  // Empty lists, not absent ones, so that the next refresh shows rules that somebody adds by hand.
  const group = new aws.ec2.DefaultSecurityGroup(
    `${name}-default`,
    { vpcId, ingress: [], egress: [], tags: { Name: `${name}-default` } },
    { parent },
  );
  return { attachmentSubnetIds, defaultSecurityGroupId: group.id, s3PrefixListId: s3.prefixListId };
}
