import { isDeepStrictEqual } from "node:util";
import * as v from "valibot";
import { forcesNew, physicalName } from "../core/resource-marks";
import { inventId, resourceType, type TypeOf, tags } from "../core/resource-type";
import type { Place, Resource, World } from "../core/world";
import { refuse } from "../refusals";
import { find } from "./own";
import { ownVpc, vpc } from "./vpc";

/** A security group as EC2 keeps it; its rules are resources of their own. */
export interface SecurityGroup {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly vpcId: string;
}

/** A rule of a security group: who may come in, or where it may go out to. */
export interface SecurityGroupRule {
  readonly securityGroupId: string;
  /** A protocol's name, or `-1` for every protocol and port. */
  readonly ipProtocol: string;
  readonly fromPort?: number | undefined;
  readonly toPort?: number | undefined;
  readonly cidrIpv4?: string | undefined;
  readonly referencedSecurityGroupId?: string | undefined;
  readonly prefixListId?: string | undefined;
}

/** The VPC of a security group; a VPC's default group has no resource of its own. */
export function vpcOfGroup(world: World, id: string): string | undefined {
  const born = world.all(vpc).find(({ state }) => state.defaultSecurityGroupId === id);
  return born?.id ?? find(world, securityGroup, id)?.state.vpcId;
}

/** Refuses groups that don't exist in the VPC. */
export function checkGroups(world: World, vpcId: string, ids: readonly string[]): void {
  const foreign = ids.find((id) => vpcOfGroup(world, id) !== vpcId);
  if (foreign !== undefined) {
    refuse("R22", `The security group '${foreign}' does not exist in VPC '${vpcId}'`);
  }
}

export const securityGroup: TypeOf<SecurityGroup> = resourceType(
  "aws:ec2/securityGroup:SecurityGroup",
  {
    name: forcesNew(physicalName(v.optional(v.string()))),
    description: forcesNew(v.optional(v.string(), "Managed by Pulumi")),
    vpcId: forcesNew(v.string()),
    revokeRulesOnDelete: v.optional(v.boolean()),
    tags,
  },
  (inputs, place, world, previous) => {
    ownVpc(world, place, inputs.vpcId);
    const id = previous?.id ?? inventId("sg-");
    const arn = `arn:aws:ec2:${place.region}:${place.account}:security-group/${id}`;
    return { id, state: { ...inputs, name: inputs.name ?? id, id, arn } };
  },
);

const ruleEntries = {
  securityGroupId: forcesNew(v.string()),
  description: v.optional(v.string()),
  ipProtocol: v.string(),
  fromPort: v.optional(v.number()),
  toPort: v.optional(v.number()),
  cidrIpv4: v.optional(v.string()),
  referencedSecurityGroupId: v.optional(v.string()),
  prefixListId: v.optional(v.string()),
  tags,
};

/** What tells one rule of a group from another. */
function peerOf({
  ipProtocol,
  fromPort,
  toPort,
  cidrIpv4,
  referencedSecurityGroupId,
  prefixListId,
}: SecurityGroupRule) {
  return { ipProtocol, fromPort, toPort, cidrIpv4, referencedSecurityGroupId, prefixListId };
}

function checkRule(world: World, rule: SecurityGroupRule, others: readonly SecurityGroupRule[]): void {
  for (const id of [rule.securityGroupId, rule.referencedSecurityGroupId]) {
    if (id !== undefined && vpcOfGroup(world, id) === undefined) {
      refuse("R22", `The security group '${id}' does not exist`);
    }
  }
  const isTwice = others.some(
    (other) => other.securityGroupId === rule.securityGroupId && isDeepStrictEqual(peerOf(other), peerOf(rule)),
  );
  if (isTwice) {
    refuse("R28", `the specified rule of security group ${rule.securityGroupId} already exists`);
  }
}

function ruleType(token: string): TypeOf<SecurityGroupRule> {
  const type: TypeOf<SecurityGroupRule> = resourceType(token, ruleEntries, (inputs, place, world, previous) => {
    const others = world.list(type, place.account).filter(({ urn }) => urn !== previous?.urn);
    checkRule(
      world,
      inputs,
      others.map(({ state }) => state),
    );
    return madeRule(inputs, place, previous);
  });
  return type;
}

function madeRule(inputs: SecurityGroupRule, { account, region }: Place, previous: Resource | undefined) {
  const id = previous?.id ?? inventId("sgr-");
  const arn = `arn:aws:ec2:${region}:${account}:security-group-rule/${id}`;
  return { id, state: { ...inputs, arn, securityGroupRuleId: id } };
}

export const securityGroupIngressRule = ruleType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
export const securityGroupEgressRule = ruleType("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
