import {
  defaultRouteTableAssociation,
  defaultRouteTablePropagation,
  transitGatewayRouteTable,
  vpcAttachment,
} from "../ec2/kinds";
import { refuse } from "../refusals";
import type { Request } from "./resource-type";

/**
 * A type's effect on the transit gateway that its resources name: it changes the gateway, or needs it to be available.
 *
 * Source: EC2 API, ModifyTransitGateway, and "Error codes", IncorrectState. The provider waits until a gateway is
 * `available` after a change of its own, and doesn't try another one again. Whether AWS refuses is the open question
 * `transit-gateway-changes`.
 */
const touched: ReadonlyMap<string, "changed" | "needed"> = new Map([
  [defaultRouteTableAssociation.token, "changed"],
  [defaultRouteTablePropagation.token, "changed"],
  [transitGatewayRouteTable.token, "needed"],
  [vpcAttachment.token, "needed"],
]);

/** A resource that a deployer asks for, as far as its order is concerned. */
export type Asked = Pick<Request, "type" | "name">;

/**
 * One run of a deployer. Resources that don't wait for each other come to AWS at the same time, and AWS changes some
 * objects only one change at a time.
 */
export class Run {
  private readonly begun: Request[] = [];

  /** @param waitsFor whether a resource is asked for only when another one is there. */
  constructor(private readonly waitsFor: (later: Asked, earlier: Asked) => boolean) {}

  /**
   * Takes note of a resource that is about to be made or changed.
   *
   * @throws AwsError where AWS may still be changing what it needs.
   */
  begin(request: Request): void {
    const touches = touched.get(request.type);
    if (touches === undefined) {
      return;
    }
    const { transitGatewayId } = request.inputs;
    const other = this.begun.find(
      (one) =>
        one.inputs.transitGatewayId === transitGatewayId &&
        (touches === "changed" || touched.get(one.type) === "changed") &&
        !this.waitsFor(request, one),
    );
    if (other !== undefined) {
      refuse(
        "R117",
        `${transitGatewayId} is in invalid state: ${other.type} "${other.name}" may still be in progress, and this change doesn't wait for it`,
      );
    }
    this.begun.push(request);
  }
}
