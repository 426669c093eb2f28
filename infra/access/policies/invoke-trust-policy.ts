import { invokerNames, type Naming, roleInArn } from "../../support/naming";
import { type Condition, type PolicyDocument, policy, policyLength } from "../../support/policy-document";

/** Who may assume the parent's role. */
export interface InvokeTrust extends Readonly<Naming> {
  /** Ids of the accounts whose invoking roles are trusted; or all of the organization's. */
  readonly children: readonly string[] | "organization";
  /** What a caller must present as ExternalId. */
  readonly externalId: string;
  /** What a caller may present instead, while callers change. */
  readonly previousExternalId?: string | undefined;
  /** The organization that a caller's account must be in. */
  readonly organizationId?: string | undefined;
  /** Organization paths, one of which a caller's account must be in. */
  readonly organizationPaths?: readonly string[] | undefined;
}

function conditions(trust: InvokeTrust, accounts: readonly string[]): Condition {
  const paths = trust.organizationPaths ?? [];
  return {
    StringEquals: {
      "sts:ExternalId":
        trust.previousExternalId === undefined ? trust.externalId : [trust.externalId, trust.previousExternalId],
      ...(accounts.length > 0 && { "aws:PrincipalAccount": accounts }),
      ...(trust.organizationId !== undefined && { "aws:PrincipalOrgID": trust.organizationId }),
    },
    // `*` for the account: the principal or aws:PrincipalAccount names the accounts. `*` in the name: a role's exact
    // name can't be known here; it also matches roles under a path that begins so. aws:PrincipalArn is the role's ARN,
    // so a session's name can't imitate it.
    ArnLike: { "aws:PrincipalArn": `arn:aws:iam::*:role/${roleInArn(invokerNames("*", trust).invokerRole, trust)}` },
    ...(paths.length > 0 && { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": paths } }),
  };
}

function assumeRole(principals: string | readonly string[], condition: Condition): PolicyDocument {
  return policy({
    Sid: "InvokingRoles",
    Effect: "Allow",
    Principal: { AWS: principals },
    Action: "sts:AssumeRole",
    Condition: condition,
  });
}

/**
 * Equivalent trust policies for the parent's role, in order of preference: account principals, then one
 * `aws:PrincipalAccount` list, which needs 16 characters for each account instead of 33. For a whole organization there
 * is only one form. No form trusts more than another.
 *
 * Source: IAM User Guide, "The confused deputy problem" and "AWS global condition context keys".
 */
export function invokeTrustPolicyForms(trust: InvokeTrust): readonly [PolicyDocument, ...PolicyDocument[]] {
  if (trust.children === "organization") {
    // `*`: the condition requires the organization or its paths.
    return [assumeRole("*", conditions(trust, []))];
  }
  const accounts = [...trust.children].sort();
  return [
    assumeRole(
      accounts.map((id) => `arn:aws:iam::${id}:root`),
      conditions(trust, []),
    ),
    // `*`: narrowed to the listed accounts by aws:PrincipalAccount.
    assumeRole("*", conditions(trust, accounts)),
  ];
}

/** That no form fits. */
export interface NoFit {
  /** Characters of the shortest form. */
  readonly shortest: number;
}

/** The first form that fits into `limit` characters, or the length of the shortest one if none does. */
export function fittingTrustPolicy(trust: InvokeTrust, limit: number): PolicyDocument | NoFit {
  const forms = invokeTrustPolicyForms(trust);
  return forms.find((form) => policyLength(form) <= limit) ?? { shortest: Math.min(...forms.map(policyLength)) };
}
