import { isDeepStrictEqual } from "node:util";
import * as v from "valibot";
import { inventId } from "../core/ids";
import { forcesNew, physicalName } from "../core/resource-marks";
import { type ResourceType, resourceType, tags } from "../core/resource-type";
import type { Kind, Place, Resource, World } from "../core/world";
import { vpcOfGroup } from "../network/groups";
import { refuse } from "../refusals";
import {
  defaultSecurityGroup,
  type SecurityGroupRule,
  securityGroup,
  securityGroupEgressRule,
  securityGroupIngressRule,
} from "./kinds";
import { ownVpc } from "./own";

/** Refuses groups that don't exist in the VPC. */
export function checkGroups(world: World, vpcId: string, ids: readonly string[]): void {
  const foreign = ids.find((id) => vpcOfGroup(world, id) !== vpcId);
  if (foreign !== undefined) {
    refuse("R22", `The security group '${foreign}' does not exist in VPC '${vpcId}'`);
  }
}

export const securityGroupType = resourceType(
  securityGroup,
  {
    name: forcesNew(physicalName(v.optional(v.string()))),
    namePrefix: forcesNew(v.optional(v.string())),
    description: forcesNew(v.optional(v.string(), "Managed by Pulumi")),
    vpcId: forcesNew(v.string()),
    revokeRulesOnDelete: v.optional(v.boolean()),
    tags,
  },
  (inputs, place, world, previous) => {
    ownVpc(world, place, inputs.vpcId);
    const id = previous?.id ?? inventId("sg-");
    // The provider's prefix where there is none. Source: terraform-provider-aws, `internal/create/naming.go`.
    const name = inputs.name ?? `${inputs.namePrefix ?? "terraform-"}${id.replace("sg-", "")}`;
    if (name.startsWith("sg-")) {
      // The words are the local AWS's own.
      refuse("R190", "a security group's name can't start with sg-");
    }
    const arn = `arn:aws:ec2:${place.region}:${place.account}:security-group/${id}`;
    return { id, state: { ...inputs, name, id, arn } };
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
  if (others.filter(({ securityGroupId }) => securityGroupId === rule.securityGroupId).length >= rulesOfGroup) {
    refuse("R141", "The maximum number of rules per security group has been reached.");
  }
}

/**
 * AWS's default, in each direction. A prefix list counts as its entries, and those of S3 and DynamoDB as one.
 *
 * Source: Amazon VPC User Guide, "Amazon VPC quotas", Security groups, and "AWS-managed prefix list weight".
 */
const rulesOfGroup = 60;

function ruleType(rule: Kind<SecurityGroupRule>): ResourceType {
  return resourceType(rule, ruleEntries, (inputs, place, world, previous) => {
    const others = world.list(rule, place.account).filter(({ urn }) => urn !== previous?.urn);
    checkRule(
      world,
      inputs,
      others.map(({ state }) => state),
    );
    return madeRule(inputs, place, previous);
  });
}

function madeRule(inputs: SecurityGroupRule, { account, region }: Place, previous: Resource | undefined) {
  const id = previous?.id ?? inventId("sgr-");
  const arn = `arn:aws:ec2:${region}:${account}:security-group-rule/${id}`;
  return { id, state: { ...inputs, arn, securityGroupRuleId: id } };
}

export const securityGroupIngressRuleType = ruleType(securityGroupIngressRule);
export const securityGroupEgressRuleType = ruleType(securityGroupEgressRule);

/** Only a group without rules is understood: no network of this project works with the default group. */
const noRules = v.optional(v.tuple([]), []);

/**
 * A VPC's default security group in a program's hands: nothing is made, the group that the VPC was born with is taken
 * over, and all its rules are taken out at once.
 *
 * Source: the provider's documentation, "aws.ec2.DefaultSecurityGroup".
 */
export const defaultSecurityGroupType = resourceType(
  defaultSecurityGroup,
  { vpcId: forcesNew(v.string()), ingress: noRules, egress: noRules, tags },
  (inputs, place, world, previous) => {
    const id = ownVpc(world, place, inputs.vpcId).state.defaultSecurityGroupId;
    if (previous === undefined) {
      for (const rule of [...world.all(securityGroupIngressRule), ...world.all(securityGroupEgressRule)]) {
        if (rule.state.securityGroupId === id) {
          world.remove(rule.urn);
        }
      }
    }
    const arn = `arn:aws:ec2:${place.region}:${place.account}:security-group/${id}`;
    return { id, state: { ...inputs, id, arn, name: "default" } };
  },
);
