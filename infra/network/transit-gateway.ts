import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { IsolatedVpc } from "./isolated-vpc";
import { routeToTransitGateway } from "./routes";
import { rangeName } from "./security-group-rules";

/** What {@link TransitGateway} takes. */
export interface TransitGatewayArgs {
  /** The hub's VPC, which every other network may talk to. */
  hub: IsolatedVpc;
  /** CIDR block that all LOBs' VPCs are in. */
  lobSupernet: string;
  /** CIDR blocks of corporate networks. */
  corporateCidrs: readonly string[];
  /** The gateway's number in BGP. A changed number updates the gateway in place. */
  amazonSideAsn: number;
}

/**
 * A transit gateway with the hub in its middle: attached networks reach the hub, the hub reaches them, and they don't
 * reach each other.
 *
 * It has a table for the hub and one for the spokes. The gateway's defaults stay on and are changed to these two, so
 * that a LOB's attachment, which another account makes, is associated with the spokes' table and propagates into the
 * hub's without a change here. With the defaults off AWS refuses that change.
 *
 * Attachments are accepted automatically and may announce any CIDR block, so the spokes' table drops traffic for LOBs, and
 * the hub's VPC answers only to the declared CIDR blocks.
 *
 * Source: Amazon VPC Transit Gateways Guide, "Example: Centralized router", "Isolated VPCs with shared services" and
 * "Transit gateway route tables"; EC2 API, ModifyTransitGateway, and "Error codes", IncorrectState.
 */
export class TransitGateway extends pulumi.ComponentResource {
  /** Id of the transit gateway. */
  readonly id: pulumi.Output<string>;
  /** ARN of the transit gateway, to be shared. */
  readonly arn: pulumi.Output<string>;
  /** Id of the hub's attachment. */
  readonly hubAttachmentId: pulumi.Output<string>;
  /**
   * Every attachment, share and further table must come after this. Before, an attachment is associated with a table in
   * which all reach each other, and AWS refuses a table while it changes the gateway.
   */
  readonly swaps: readonly pulumi.Resource[];

  constructor(name: string, args: TransitGatewayArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:network:TransitGateway", name, {}, options);
    const parent = { parent: this };

    const gateway = new aws.ec2transitgateway.TransitGateway(
      `${name}-gateway`,
      {
        description: "Between the hub and the networks that use its endpoints",
        amazonSideAsn: args.amazonSideAsn,
        autoAcceptSharedAttachments: "enable",
        defaultRouteTableAssociation: "enable",
        defaultRouteTablePropagation: "enable",
        tags: { Name: name },
      },
      parent,
    );
    const table = (role: string) =>
      new aws.ec2transitgateway.RouteTable(
        `${name}-${role}`,
        { transitGatewayId: gateway.id, tags: { Name: `${name}-${role}` } },
        parent,
      );
    const hubTable = table("hub");
    const spokesTable = table("spokes");
    // AWS makes one change of a gateway at a time, and the provider doesn't retry these two. In this order each waits
    // for the one before it, and destroy runs in reverse order.
    const association = new aws.ec2transitgateway.DefaultRouteTableAssociation(
      `${name}-new-attachments-join-spokes`,
      { transitGatewayId: gateway.id, transitGatewayRouteTableId: spokesTable.id },
      { ...parent, dependsOn: [hubTable] },
    );
    const propagation = new aws.ec2transitgateway.DefaultRouteTablePropagation(
      `${name}-hub-learns-new-attachments`,
      { transitGatewayId: gateway.id, transitGatewayRouteTableId: hubTable.id },
      { ...parent, dependsOn: [association] },
    );
    this.swaps = [association, propagation];
    new aws.ec2transitgateway.Route(
      `${name}-no-way-between-lobs`,
      { transitGatewayRouteTableId: spokesTable.id, destinationCidrBlock: args.lobSupernet, blackhole: true },
      parent,
    );

    const attachment = new aws.ec2transitgateway.VpcAttachment(
      `${name}-hub-attachment`,
      {
        transitGatewayId: gateway.id,
        vpcId: args.hub.vpcId,
        subnetIds: args.hub.attachmentSubnetIds,
        transitGatewayDefaultRouteTableAssociation: false,
        transitGatewayDefaultRouteTablePropagation: false,
      },
      { ...parent, dependsOn: [...this.swaps] },
    );
    new aws.ec2transitgateway.RouteTableAssociation(
      `${name}-hub-attachment-in-hub`,
      { transitGatewayAttachmentId: attachment.id, transitGatewayRouteTableId: hubTable.id },
      parent,
    );
    new aws.ec2transitgateway.RouteTablePropagation(
      `${name}-spokes-learn-hub`,
      { transitGatewayAttachmentId: attachment.id, transitGatewayRouteTableId: spokesTable.id },
      parent,
    );
    for (const destination of [args.lobSupernet, ...args.corporateCidrs]) {
      routeToTransitGateway(
        `${name}-return-${rangeName(destination)}`,
        { routeTableIds: args.hub.routeTableIds, destination, transitGatewayId: gateway.id, attachment },
        this,
      );
    }

    this.id = gateway.id;
    this.arn = gateway.arn;
    this.hubAttachmentId = attachment.id;
    this.registerOutputs({
      id: this.id,
      arn: this.arn,
      hubAttachmentId: this.hubAttachmentId,
    });
  }
}
