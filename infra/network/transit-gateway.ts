import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { IsolatedVpc } from "./isolated-vpc";
import { routeToTransitGateway } from "./routes";
import { rangeName } from "./security-group-rules";

/** What {@link TransitGateway} takes. */
export interface TransitGatewayArgs {
  /** The hub's VPC, which every other network may talk to. */
  hub: IsolatedVpc;
  /** Range that all LOBs' VPCs are in. */
  lobSupernet: string;
  /** Ranges of corporate networks. */
  corporateCidrs: readonly string[];
  /** The gateway's number in BGP. Another one changes the gateway where it stands. */
  amazonSideAsn: number;
}

/**
 * A transit gateway with the hub in its middle: whoever attaches sees the hub, the hub sees them, and they don't see
 * each other.
 *
 * It has a table for the hub and one for the spokes. The gateway's defaults stay on and are swapped for the two, so that
 * a LOB's attachment, which another account makes, joins the spokes' table and is known to the hub without anything
 * being done here. With the defaults off AWS refuses the swap.
 *
 * Attachments are accepted by themselves and may claim any range, so the spokes' table swallows what is for a LOB, and
 * the hub's VPC answers to the declared ranges alone.
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
   * What every attachment, every share and every further table has to come after. Before, an attachment joins a table
   * where all see all, and AWS refuses a table while it changes the gateway.
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
    // AWS changes a gateway one change at a time, and the provider tries neither swap again. In this order each waits for
    // what is made before it, and the way back at destroy is in order too.
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
