import type { Resource, ResourceRule } from "../support/rule";
import { at, listOf, textsOf } from "../support/values";

const internetGateway = "aws:ec2/internetGateway:InternetGateway";
const awsxVpc = "awsx:ec2:Vpc";
const simulatedNetwork = "sagemaker-multi-account:network:OnPremisesVpc";

/** What each type is or contains, as the message has it. */
const ways: Readonly<Record<string, string>> = {
  [internetGateway]: "is an internet gateway",
  "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment": "attaches an internet gateway to a VPC",
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway": "is an egress-only internet gateway",
  "aws:ec2/natGateway:NatGateway": "is a NAT gateway",
  "aws:ec2/carrierGateway:CarrierGateway": "is a carrier gateway",
  "aws:ec2/defaultVpc:DefaultVpc": "is the account's default VPC, which has an internet gateway",
  [awsxVpc]: "is a VPC of AWSx, which gives every VPC an internet gateway",
};

const routes = "aws:ec2/route:Route";
const tables = ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"];
const gatewayKeys = ["gatewayId", "natGatewayId", "egressOnlyGatewayId", "carrierGatewayId"];

const instead = "leave it out: AWS's services are reached through the hub's endpoints";

/**
 * Whether a resource is AWSx's VPC in the simulated corporate network, or the internet gateway in that VPC: AWSx always
 * makes one, no route leads to it, and no hub and no LOB is in that VPC. The components that they are in identify both.
 */
function isOfSimulator({ type, urn }: Resource): boolean {
  const [, , types = ""] = urn.split("::");
  const within = types.split("$").slice(0, -1);
  const isInside = within.includes(simulatedNetwork);
  return isInside && (type === awsxVpc || (type === internetGateway && within.includes(awsxVpc)));
}

/** Gateways that a route names; `local`, virtual private gateways and endpoints don't lead to the internet. */
function gatewaysOf(route: unknown): readonly string[] {
  const named = gatewayKeys.flatMap((key) => textsOf(at(route, key)));
  return named.filter((id) => /^(igw|nat|eigw|cagw)-/.test(id));
}

export const noInternetGateway: ResourceRule = {
  name: "no-internet-gateway",
  description:
    "No VPC has an internet gateway, a NAT gateway or a route to one, except what AWSx makes in the simulated corporate network.",
  source: "Amazon VPC User Guide, Enable internet access for a VPC using an internet gateway; pulumi-awsx, issue 947",
  types: [...Object.keys(ways), routes, ...tables],
  reads: [...gatewayKeys, "routes"],
  judge(resource) {
    const { type, props } = resource;
    const way = ways[type];
    if (way !== undefined) {
      return isOfSimulator(resource) ? [] : [`${way}: ${instead}`];
    }
    return (type === routes ? [props] : listOf(props.routes))
      .flatMap(gatewaysOf)
      .map((id) => `leads to ${id}, and so to the internet: ${instead}`);
  },
};
