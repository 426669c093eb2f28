import type { SharedStack } from "../../stacks/project/roles";
import type { Origin } from "../aws";
import type { Estate } from "../estate/estate";

/** The stack under which other owners' resources are listed. */
const stack = "somebody-else";

/**
 * A network that has nothing to do with the estate: an account outside of every organization, with a VPC and an endpoint
 * of its own for private APIs, whose private DNS answers for all of them and whose policy allows everything.
 */
export async function otherNetwork(estate: Estate, { config }: SharedStack): Promise<Origin> {
  const { region } = config;
  const account = "777777777777";
  estate.placeAccount(account, undefined);
  const make = (type: string, name: string, inputs: Readonly<Record<string, unknown>>) =>
    estate.aws.put({
      urn: `urn:pulumi:${stack}::${region}::${type}::${name}`,
      ...{ type, name, stack, account, region, inputs },
    });
  const vpc = await make("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "172.31.0.0/16", enableDnsHostnames: true });
  const subnet = await make("aws:ec2/subnet:Subnet", "subnet", {
    vpcId: vpc.id,
    cidrBlock: "172.31.0.0/20",
    availabilityZone: `${region}a`,
  });
  const subnetIds = [subnet.id];
  const group = await make("aws:ec2/securityGroup:SecurityGroup", "group", { vpcId: vpc.id });
  const rule = { securityGroupId: group.id, ipProtocol: "-1", cidrIpv4: "172.31.0.0/16" };
  await make("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "in", rule);
  await make("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "out", rule);
  await make("aws:ec2/vpcEndpoint:VpcEndpoint", "execute-api", {
    vpcId: vpc.id,
    serviceName: `com.amazonaws.${region}.execute-api`,
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    subnetIds,
    securityGroupIds: [group.id],
  });
  return { kind: "vpc", account, region, vpcId: vpc.id, subnetIds, securityGroupIds: [group.id] };
}
