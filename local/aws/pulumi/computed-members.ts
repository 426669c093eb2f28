import type { Resource } from "../core/world";

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
export function computedMembers({ type, account, region, id }: Resource): Readonly<Record<string, unknown>> {
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
