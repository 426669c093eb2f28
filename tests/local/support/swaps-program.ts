import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Program } from "../../../local/deploy/deployer";
import { parentAccount, region } from "./local-aws";

/** How a program orders a transit gateway's two swaps. */
export interface Order {
  /** Whether the second swap waits for the first. */
  readonly swaps: boolean;
  /** Whether a further table waits for the second swap: by itself, by its component, or not. */
  readonly furtherTable: "by itself" | "by its component" | "not";
}

class Further extends pulumi.ComponentResource {
  constructor(
    transitGatewayId: pulumi.Input<string>,
    options: pulumi.ComponentResourceOptions,
    inner: pulumi.Resource[],
  ) {
    super("test:transit:Further", "further", {}, options);
    const own = { parent: this, dependsOn: inner };
    new aws.ec2transitgateway.RouteTable("further-table", { transitGatewayId }, own);
  }
}

/** A program with a transit gateway, three tables, and both defaults swapped. */
export function swapping(order: Order): Program {
  return async () => {
    const provider = new aws.Provider("account", { region, allowedAccountIds: [parentAccount] });
    const { id: transitGatewayId } = new aws.ec2transitgateway.TransitGateway("gateway", {}, { provider });
    const table = (name: string) => new aws.ec2transitgateway.RouteTable(name, { transitGatewayId }, { provider });
    const [hub, spokes] = [table("hub"), table("spokes")];
    const first = new aws.ec2transitgateway.DefaultRouteTableAssociation(
      "first-swap",
      { transitGatewayId, transitGatewayRouteTableId: spokes.id },
      { provider, dependsOn: [hub] },
    );
    const second = new aws.ec2transitgateway.DefaultRouteTablePropagation(
      "second-swap",
      { transitGatewayId, transitGatewayRouteTableId: hub.id },
      { provider, dependsOn: order.swaps ? [first] : [spokes] },
    );
    const after = { provider, dependsOn: order.furtherTable === "by its component" ? [second] : [] };
    new Further(transitGatewayId, after, order.furtherTable === "by itself" ? [second] : []);
    return {};
  };
}
