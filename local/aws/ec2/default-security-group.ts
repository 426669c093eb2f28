import * as v from "valibot";
import { forcesNew } from "../core/resource-marks";
import { resourceType, type TypeOf, tags } from "../core/resource-type";
import type { TypeName, World } from "../core/world";
import { securityGroupEgressRule, securityGroupIngressRule } from "./security-group";
import { ownVpc } from "./vpc";

/** A VPC's default security group without any rule. */
export interface DefaultSecurityGroup {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly vpcId: string;
}

/** A default security group that stays without rules after the resource that emptied it is gone. No stack has it. */
export const leftEmpty: TypeName<DefaultSecurityGroup> = { token: "a default security group that was left empty" };

/** Whether somebody emptied a VPC's default security group. */
export function isEmptied(world: World, groupId: string): boolean {
  return [...world.all(defaultSecurityGroup), ...world.all(leftEmpty)].some(({ id }) => id === groupId);
}

/** Only a group without rules is understood: no network of this project works with the default group. */
const noRules = v.optional(v.tuple([]), []);

/**
 * A VPC's default security group in a program's hands: nothing is made, the group that the VPC was born with is taken
 * over, and all its rules are taken out at once.
 *
 * Source: the provider's documentation, "aws.ec2.DefaultSecurityGroup".
 */
export const defaultSecurityGroup: TypeOf<DefaultSecurityGroup> = resourceType(
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
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
