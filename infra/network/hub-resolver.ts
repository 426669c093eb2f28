import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { resolverPlace } from "./vpc-layout";

export interface HubResolverArgs {
  /** The endpoints' names in AWS. */
  names: Readonly<Record<"inbound" | "outbound", string>>;
  /** The hub's subnets with their CIDR blocks, at least two, in different Availability Zones. */
  subnets: readonly { readonly id: pulumi.Input<string>; readonly cidr: string }[];
  /** Id of the security group on the endpoint that answers. */
  inboundGroupId: pulumi.Input<string>;
  /** Id of the security group on the endpoint that asks. */
  outboundGroupId: pulumi.Input<string>;
}

/**
 * The hub's two Route 53 Resolver endpoints: LOBs' rules send queries by the outbound one to the inbound one, which
 * answers as in the hub's VPC. The inbound one also answers corporate DNS, at addresses that never change.
 *
 * Source: Route 53 Developer Guide, "What is Route 53 VPC Resolver?"; VPC User Guide, "Subnet CIDR reservations".
 */
export class HubResolver extends pulumi.ComponentResource {
  /** Addresses of the inbound endpoint, one in each Availability Zone. */
  readonly inboundAddresses: string[];
  /** Id of the outbound endpoint, which forward rules name. */
  readonly outboundEndpointId: pulumi.Output<string>;
  /**
   * Ids of the subnets, for resources that get any address in them; they come after the inbound endpoint's addresses
   * are reserved.
   */
  readonly subnetIds: pulumi.Output<string>[];

  constructor(name: string, args: HubResolverArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:network:HubResolver", name, {}, options);

    const places = args.subnets.map(({ id, cidr }, zone) => {
      const { block, address } = resolverPlace(cidr);
      const reservation = new aws.ec2.SubnetCidrReservation(
        `${name}-kept-${zone + 1}`,
        { subnetId: id, cidrBlock: block, reservationType: "explicit", description: "Inbound resolver endpoint" },
        { parent: this },
      );
      return { subnetId: reservation.subnetId, ip: address };
    });
    new aws.route53.ResolverEndpoint(
      `${name}-inbound`,
      {
        name: args.names.inbound,
        direction: "INBOUND",
        securityGroupIds: [args.inboundGroupId],
        ipAddresses: places,
      },
      // Its addresses are fixed, so the old endpoint must release them first.
      { parent: this, deleteBeforeReplace: true },
    );
    const outbound = new aws.route53.ResolverEndpoint(
      `${name}-outbound`,
      {
        name: args.names.outbound,
        direction: "OUTBOUND",
        securityGroupIds: [args.outboundGroupId],
        ipAddresses: places.map(({ subnetId }) => ({ subnetId })),
      },
      { parent: this },
    );

    this.inboundAddresses = places.map(({ ip }) => ip);
    this.outboundEndpointId = outbound.id;
    this.subnetIds = places.map(({ subnetId }) => subnetId);
    this.registerOutputs({ inboundAddresses: this.inboundAddresses, outboundEndpointId: this.outboundEndpointId });
  }
}
