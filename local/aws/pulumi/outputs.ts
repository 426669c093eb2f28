import { isRecord } from "../../../common/is-record";
import type { Resource } from "../core/world";
import { resourceTypeOf } from "../resource-types";
import { present, returnedValue } from "./returned-value";

const ownedByAccount = new Set([
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/internetGateway:InternetGateway",
  "aws:ec2/routeTable:RouteTable",
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/subnet:Subnet",
  "aws:ec2/vpc:Vpc",
  "aws:ec2/vpcEndpoint:VpcEndpoint",
]);

/** What AWS makes up beside what the local AWS itself works with. */
function computedMembers({ type, account, region, id }: Resource): Readonly<Record<string, unknown>> {
  const arn = `arn:aws:lambda:${region}:${account}:function:${id}`;
  return {
    ...(ownedByAccount.has(type) && { ownerId: account }),
    ...(type === "aws:lambda/function:Function" && {
      version: "$LATEST",
      qualifiedArn: `${arn}:$LATEST`,
      invokeArn: `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`,
    }),
  };
}

/** Types of services that have no region. */
const global = /^aws:(iam\/|route53\/(zone|record):)/;

/**
 * A resource as Pulumi's provider `aws` gives it back after reading it from AWS: every input as AWS has it, and what
 * AWS makes up. The local AWS's own notes aren't in it.
 *
 * @throws Error naming a type that the local AWS doesn't know.
 */
export function outputsOf(resource: Resource): Record<string, unknown> {
  const { id, region, state } = resource;
  const { inputs, marks } = resourceTypeOf(resource.type);
  const members = Object.entries(isRecord(state) ? state : {}).filter(([key]) => !marks.bookkeeping?.includes(key));
  return present({
    id,
    region: global.test(resource.type) ? undefined : region,
    ...Object.fromEntries(members.map(([key, value]) => [key, returnedValue(inputs[key], value)])),
    ...("tags" in inputs && isRecord(state) && { tagsAll: state.tags ?? {} }),
    ...computedMembers(resource),
  });
}
