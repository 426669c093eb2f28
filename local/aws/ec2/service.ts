import type { AwsError } from "../core/aws-error";
import { NotKnown } from "../core/not-known";
import { type Arrival, type AwsRequest, type HttpAnswer, type Service, signedBy } from "../core/service";
import type { Place, World } from "../core/world";
import { describeAvailabilityZones, describeVpcEndpointServices } from "./describe-regions";
import {
  describeAttachments,
  describeTransitGateways,
  describeVpcAttachments,
  getAttachmentPropagations,
  searchRoutes,
} from "./describe-transit-gateways";
import { describeRouteTables, describeVpcEndpoints, describeVpcs } from "./describe-vpcs";
import { type Ec2Query, ec2Answer, ec2Error, permitEc2, readQuery } from "./query";

/** Answers an operation for an account in a region. */
type Operation = (world: World, place: Place, query: Ec2Query) => object;

const operations: Readonly<Record<string, Operation>> = {
  DescribeAvailabilityZones: describeAvailabilityZones,
  DescribeVpcEndpointServices: describeVpcEndpointServices,
  DescribeVpcs: describeVpcs,
  DescribeVpcEndpoints: describeVpcEndpoints,
  DescribeRouteTables: describeRouteTables,
  DescribeTransitGateways: describeTransitGateways,
  DescribeTransitGatewayVpcAttachments: describeVpcAttachments,
  DescribeTransitGatewayAttachments: describeAttachments,
  GetTransitGatewayAttachmentPropagations: getAttachmentPropagations,
  SearchTransitGatewayRoutes: searchRoutes,
};

/**
 * What an operation works on, where it takes permissions for single resources.
 *
 * Source: Service Authorization Reference, "Actions, resources, and condition keys for Amazon EC2".
 */
function resourceOf({ operation, members }: Ec2Query, { account, region }: Place): string {
  return operation === "SearchTransitGatewayRoutes"
    ? `arn:aws:ec2:${region}:${account}:transit-gateway-route-table/${members.get("TransitGatewayRouteTableId") ?? ""}`
    : "*";
}

/** EC2, as far as a network, or a region for one, is looked at. It changes nothing. */
export class Ec2 implements Service {
  constructor(private readonly world: World) {}

  serves(host: string): boolean {
    return /^ec2\.[a-z0-9-]+\.amazonaws\.com$/.test(host);
  }

  async answer(request: AwsRequest, arrival: Arrival): Promise<HttpAnswer> {
    const { session, region } = signedBy(arrival);
    const caller = { session, region, account: session.role.account, via: arrival.via };
    const query = readQuery(request.body);
    const operation = operations[query.operation];
    if (operation === undefined) {
      throw NotKnown.operation("EC2", query.operation);
    }
    await permitEc2(this.world, caller, query.operation, resourceOf(query, caller));
    return ec2Answer(query.operation, operation(this.world, caller, query));
  }

  answerError(error: AwsError, requestId: string): HttpAnswer {
    return ec2Error(error, requestId);
  }
}
