import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

export interface TransitRoutesArgs {
  /** Ids of the VPC's route tables, one for each Availability Zone. */
  routeTableIds: readonly pulumi.Input<string>[];
  /** The CIDR block that the routes are for. */
  destination: string;
  /** Id of the transit gateway that it is behind. */
  transitGatewayId: pulumi.Input<string>;
  /** The VPC's attachment to the gateway: AWS takes no route to a gateway that the VPC isn't attached to. */
  attachment: pulumi.Resource;
}

/** Routes a CIDR block to a transit gateway, from each Availability Zone: `<name>-1`, `<name>-2`, … */
export function routeToTransitGateway(
  name: string,
  { routeTableIds, destination, transitGatewayId, attachment }: TransitRoutesArgs,
  parent: pulumi.Resource,
): void {
  routeTableIds.forEach((routeTableId, zone) => {
    new aws.ec2.Route(
      `${name}-${zone + 1}`,
      { routeTableId, destinationCidrBlock: destination, transitGatewayId },
      { parent, dependsOn: [attachment] },
    );
  });
}
