import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Naming, roleInArn } from "../support/naming";
import {
  type StudioExecution,
  studioExecutionPolicy,
  studioIdentityPolicy,
  studioTrustPolicy,
} from "./policies/studio-execution-policies";

/** What the role that code in Studio runs under is made of. */
export interface LobExecutionRoleArgs extends Omit<StudioExecution, "roleName">, Naming {
  /** The LOB's name. */
  lob: string;
  /** The role's name, where it is made here. */
  executionRole: string;
  /** ARN of a role of the organization's own in its place. */
  executionRoleArn?: string | undefined;
}

/** The role that code in Studio runs under. */
export interface LobExecutionRole {
  readonly arn: pulumi.Input<string>;
  /** The role, where it is made here; undefined where it is the organization's own, which nothing here changes. */
  readonly made: aws.iam.Role | undefined;
  /** What the first app needs of it. */
  readonly policies: readonly pulumi.Resource[];
}

/** Makes the role that code in a LOB's Studio runs under, or takes the organization's own as it is. */
export function lobExecutionRole(name: string, args: LobExecutionRoleArgs, parent: pulumi.Resource): LobExecutionRole {
  if (args.executionRoleArn !== undefined) {
    return { arn: args.executionRoleArn, made: undefined, policies: [] };
  }
  const role = new aws.iam.Role(
    `${name}-execution-role`,
    {
      name: args.executionRole,
      path: args.rolePath,
      description: `Code in the Studio domain ${args.lob} runs under this role`,
      assumeRolePolicy: JSON.stringify(studioTrustPolicy(args.account)),
    },
    { parent },
  );
  const roleName = roleInArn(args.executionRole, args);
  const policy = new aws.iam.RolePolicy(
    `${name}-execution-policy`,
    {
      name: "UseOwnStudio",
      role: role.name,
      policy: JSON.stringify(studioExecutionPolicy({ ...args, roleName })),
    },
    { parent },
  );
  return { arn: role.arn, made: role, policies: [policy] };
}

/** What the role's further policies are made of. */
export interface PoliciesOfDomainArgs extends LobExecutionRoleArgs {
  /** The role's name. */
  role: pulumi.Input<string>;
  /** Id of the domain, `d-…`. */
  domainId: pulumi.Output<string>;
  /** ARNs of managed policies that the role gets as well. */
  executionPolicyArns: readonly string[];
}

/** Gives the role the policy that names the domain, and the organization's own policies. */
export function executionPoliciesOfDomain(name: string, args: PoliciesOfDomainArgs, parent: pulumi.Resource): void {
  const { role } = args;
  new aws.iam.RolePolicy(
    `${name}-execution-policy-by-identity`,
    {
      name: "UseOwnStudioByIdentity",
      role,
      policy: args.domainId.apply((domainId) => JSON.stringify(studioIdentityPolicy({ ...args, domainId }))),
    },
    { parent },
  );
  for (const policyArn of args.executionPolicyArns) {
    new aws.iam.RolePolicyAttachment(
      `${name}-execution-${policyArn.split("/").at(-1)}`,
      { role, policyArn },
      { parent },
    );
  }
}
