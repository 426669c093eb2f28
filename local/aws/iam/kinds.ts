import { kind } from "../core/world";

/** A role as IAM keeps it. */
export interface Role {
  readonly name: string;
  /** With a slash at both ends, in front of the name in its ARN. */
  readonly path: string;
  readonly arn: string;
  /** Stays with the role for its life; a role of the same name that is made later has another. */
  readonly uniqueId: string;
  readonly assumeRolePolicy: string;
  /** Unique ids, by their ARNs, of the roles that the trust policy named when it was written. */
  readonly trustedRoles?: Readonly<Record<string, string>>;
  /** Seconds. */
  readonly maxSessionDuration: number;
  /** ARN of the managed policy that limits what the role's own policies allow. */
  readonly permissionsBoundary?: string | undefined;
}
export const role = kind<Role>("aws:iam/role:Role");

/** A managed policy as IAM keeps it. */
export interface ManagedPolicy {
  readonly name: string;
  readonly arn: string;
  readonly policy: string;
}
export const policy = kind<ManagedPolicy>("aws:iam/policy:Policy");

/** A policy that belongs to one role. */
export interface InlinePolicy {
  readonly name: string;
  readonly role: string;
  readonly policy: string;
}
export const rolePolicy = kind<InlinePolicy>("aws:iam/rolePolicy:RolePolicy");

/** A managed policy's attachment to a role. */
export interface Attachment {
  readonly role: string;
  readonly policyArn: string;
}
export const rolePolicyAttachment = kind<Attachment>("aws:iam/rolePolicyAttachment:RolePolicyAttachment");
