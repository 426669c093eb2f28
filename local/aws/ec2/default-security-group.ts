import * as v from "valibot";
import { forcesNew } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import { defaultSecurityGroup, securityGroupEgressRule, securityGroupIngressRule } from "./kinds";
import { ownVpc } from "./own";

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
