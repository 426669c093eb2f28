import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { serviceSlug } from "../network/endpoint-catalog";
import { IsolatedVpc } from "../network/isolated-vpc";
import { s3EndpointPolicy } from "../network/policies/s3-endpoint-policy";
import { routeToTransitGateway } from "../network/routes";

export interface LobNetworkArgs {
  /** The LOB's account id, 12 digits. */
  account: string;
  /** Region of the VPC, such as `eu-west-1`. */
  region: string;
  /** The VPC's CIDR block, which no other VPC has. */
  cidr: string;
  /** Names of the Availability Zones, two to four. */
  availabilityZones: string[];
  /** Beginning of names in AWS. Default: none. */
  namePrefix?: string | undefined;
  /** Id of the organization whose buckets the VPC reaches. Default: only the account's own buckets. */
  organizationId?: string | undefined;
  /** The hub's parts that the VPC uses. */
  hub: {
    /** The hub VPC's CIDR block. */
    cidr: string;
    /** Id of the shared transit gateway. */
    transitGatewayId: string;
    /** Ids of the shared resolver rules, by service. */
    resolverRuleIds: Readonly<Record<string, string>>;
    /** ARN of the resource share. */
    resourceShareArn: string;
    /** Whether the share's accounts are invited, as outside an organization, or get it without invitation. */
    sharing: "organization" | "invitation";
  };
}

/**
 * A LOB's VPC, attached to the hub: AWS services are resolved by the hub's resolver rules and reached by the transit
 * gateway, and nothing else is. The gateway's owner decides which attachments reach each other: on a shared gateway the
 * attachment can't name route tables.
 *
 * Source: Amazon VPC Transit Gateways Guide, "Transit gateway sharing considerations"; AWS RAM User Guide, "Sharing
 * your AWS resources".
 */
export class LobNetwork extends pulumi.ComponentResource {
  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** Ids of the subnets for workloads, one for each Availability Zone. */
  readonly subnetIds: pulumi.Output<string>[];
  /** Id of the prefix list of S3, which the VPC's gateway endpoint serves. */
  readonly s3PrefixListId: pulumi.Output<string>;
  /** Id of the VPC's default security group, which has no rules. */
  readonly defaultSecurityGroupId: pulumi.Output<string>;

  constructor(name: string, args: LobNetworkArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:lob:LobNetwork", name, {}, options);
    const { hub, namePrefix = "" } = args;

    const vpc = new IsolatedVpc(
      `${name}-vpc`,
      {
        region: args.region,
        cidr: args.cidr,
        availabilityZones: args.availabilityZones,
        s3Policy: s3EndpointPolicy({ ...args, accounts: [args.account] }),
      },
      { parent: this },
    );
    // Inside an organization there is no invitation, and accepting one fails.
    const accepted =
      hub.sharing === "invitation"
        ? [new aws.ram.ResourceShareAccepter(`${name}-share`, { shareArn: hub.resourceShareArn }, { parent: this })]
        : [];
    const attachment = new aws.ec2transitgateway.VpcAttachment(
      `${name}-attachment`,
      { transitGatewayId: hub.transitGatewayId, vpcId: vpc.vpcId, subnetIds: vpc.attachmentSubnetIds },
      { parent: this, dependsOn: accepted },
    );
    routeToTransitGateway(
      `${name}-route-to-hub`,
      {
        routeTableIds: vpc.routeTableIds,
        destination: hub.cidr,
        transitGatewayId: hub.transitGatewayId,
        attachment,
      },
      this,
    );
    for (const [service, resolverRuleId] of Object.entries(hub.resolverRuleIds)) {
      new aws.route53.ResolverRuleAssociation(
        `${name}-rule-${service}`,
        { name: `${namePrefix}${name}-${serviceSlug(service)}`, resolverRuleId, vpcId: vpc.vpcId },
        { parent: this, dependsOn: accepted },
      );
    }

    this.vpcId = vpc.vpcId;
    this.subnetIds = vpc.subnetIds;
    this.s3PrefixListId = vpc.s3PrefixListId;
    this.defaultSecurityGroupId = vpc.defaultSecurityGroupId;
    this.registerOutputs({
      vpcId: this.vpcId,
      subnetIds: this.subnetIds,
      s3PrefixListId: this.s3PrefixListId,
      defaultSecurityGroupId: this.defaultSecurityGroupId,
    });
  }
}
