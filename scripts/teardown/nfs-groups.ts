import {
  DeleteSecurityGroupCommand,
  type EC2Client,
  paginateDescribeSecurityGroups,
  RevokeSecurityGroupEgressCommand,
  RevokeSecurityGroupIngressCommand,
  type SecurityGroup,
} from "@aws-sdk/client-ec2";
import { type Patience, untilNothing } from "./patience";

function hasName(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

/** The name that SageMaker gives the groups of a domain's home file system. */
const nameForm = /^security-group-for-(inbound|outbound)-nfs-(?<domainId>d-.+)$/;

/** The groups of home file systems in the VPCs whose domain is gone. */
async function groupsIn(
  ec2: EC2Client,
  vpcIds: readonly string[],
  standing: readonly string[],
): Promise<SecurityGroup[]> {
  const groups: SecurityGroup[] = [];
  const Filters = [
    { Name: "vpc-id", Values: [...vpcIds] },
    { Name: "group-name", Values: ["security-group-for-*-nfs-d-*"] },
  ];
  for await (const { SecurityGroups = [] } of paginateDescribeSecurityGroups({ client: ec2 }, { Filters })) {
    groups.push(...SecurityGroups);
  }
  return groups.filter(({ GroupName = "" }) => {
    const domainId = nameForm.exec(GroupName)?.groups?.domainId;
    return domainId !== undefined && !standing.includes(domainId);
  });
}

/** Removes all of a group's rules, by which the two groups reference each other. */
async function revoke(ec2: EC2Client, group: SecurityGroup): Promise<void> {
  const { GroupId, IpPermissions = [], IpPermissionsEgress = [] } = group;
  if (IpPermissions.length > 0) {
    await ec2.send(new RevokeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  }
  if (IpPermissionsEgress.length > 0) {
    await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions: IpPermissionsEgress }));
  }
}

/** Deletes a group; false while its network interfaces are still being deleted. */
async function isDeleted(ec2: EC2Client, { GroupId }: SecurityGroup): Promise<boolean> {
  try {
    await ec2.send(new DeleteSecurityGroupCommand({ GroupId }));
  } catch (error) {
    if (hasName(error, "DependencyViolation")) {
      return false;
    }
    if (!hasName(error, "InvalidGroup.NotFound")) {
      throw error;
    }
  }
  return true;
}

/**
 * Deletes the two security groups that SageMaker makes for a domain's home file system. They stay when the domain is
 * deleted, reference each other in their rules, and block the VPC's deletion, so they are deleted between the two.
 *
 * @param vpcIds the stack's own VPCs.
 * @param standing ids of the existing domains, whose groups are in use.
 * @returns the names of the deleted groups.
 * @throws Stopped if network interfaces use them for longer than half an hour.
 */
export async function deleteNfsGroups(
  ec2: EC2Client,
  vpcIds: readonly string[],
  standing: readonly string[],
  patience: Patience,
): Promise<string[]> {
  const groups = await groupsIn(ec2, vpcIds, standing);
  for (const group of groups) {
    await revoke(ec2, group);
  }
  let left = groups;
  await untilNothing(patience, async () => {
    const stuck: SecurityGroup[] = [];
    for (const group of left) {
      if (!(await isDeleted(ec2, group))) {
        stuck.push(group);
      }
    }
    left = stuck;
    const names = stuck.map(({ GroupName }) => GroupName).join(", ");
    return stuck.length === 0 ? undefined : `network interfaces still use ${names}`;
  });
  return groups.flatMap(({ GroupName }) => GroupName ?? []);
}
