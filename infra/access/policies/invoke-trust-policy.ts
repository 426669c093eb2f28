import { invokerNames, lobNames, type Naming, roleInArn } from "../../support/naming";
import {
  type AwsPrincipal,
  type Condition,
  type PolicyDocument,
  policy,
  policyLength,
  type Statement,
} from "../../support/policy-document";

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
  /** Whether the children's Studio execution roles are trusted as well, each for a named user. Default: false. */
  readonly studio?: boolean | undefined;
}

/** Conditions on who the caller is: the account, its organization, and a role of this name. */
function callerConditions(trust: InvokeTrust, accounts: readonly string[], role: string): Condition {
  const paths = trust.organizationPaths ?? [];
  const equal = {
    ...(accounts.length > 0 && { "aws:PrincipalAccount": accounts }),
    ...(trust.organizationId !== undefined && { "aws:PrincipalOrgID": trust.organizationId }),
  };
  return {
    ...(Object.keys(equal).length > 0 && { StringEquals: equal }),
    // `*` for the account: the principal or aws:PrincipalAccount names the accounts. `*` in the name: a role's exact
    // name can't be known here; it also matches roles under a path that begins so. aws:PrincipalArn is the role's ARN,
    // so a session's name can't imitate it.
    ArnLike: { "aws:PrincipalArn": `arn:aws:iam::*:role/${roleInArn(role, trust)}` },
    ...(paths.length > 0 && { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": paths } }),
  };
}

function withExternalId({ externalId, previousExternalId }: InvokeTrust, condition: Condition): Condition {
  const accepted = previousExternalId === undefined ? externalId : [externalId, previousExternalId];
  const { StringEquals, ...others } = condition;
  return { StringEquals: { "sts:ExternalId": accepted, ...StringEquals }, ...others };
}

/**
 * People's Studio: only a session that SageMaker gave a source identity, the user's profile. It persists into the
 * session of this role and can't be changed there, so CloudTrail in this account names the person. A chained call sets
 * the source identity again, which is an action of its own and has no ExternalId.
 *
 * Source: IAM User Guide, "Monitor and control actions taken with assumed roles", Things to know about source identity
 * and Permissions required to set source identity.
 */
function studioStatements(
  trust: InvokeTrust,
  principal: AwsPrincipal,
  accounts: readonly string[],
): readonly Statement[] {
  // `*`: ends in the LOB's name.
  const caller = callerConditions(trust, accounts, lobNames("*", trust).executionRole);
  return [
    {
      Sid: "StudioOfNamedUser",
      Effect: "Allow",
      Principal: principal,
      Action: "sts:AssumeRole",
      Condition: { ...withExternalId(trust, caller), Null: { "aws:SourceIdentity": "false" } },
    },
    {
      Sid: "StudioNamesUser",
      Effect: "Allow",
      Principal: principal,
      Action: "sts:SetSourceIdentity",
      Condition: caller,
    },
  ];
}

function assumeRole(
  trust: InvokeTrust,
  principals: string | readonly string[],
  accounts: readonly string[],
): PolicyDocument {
  const principal = { AWS: principals };
  return policy(
    {
      Sid: "InvokingRoles",
      Effect: "Allow",
      Principal: principal,
      Action: "sts:AssumeRole",
      Condition: withExternalId(trust, callerConditions(trust, accounts, invokerNames("*", trust).invokerRole)),
    },
    ...(trust.studio === true ? studioStatements(trust, principal, accounts) : []),
  );
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
    return [assumeRole(trust, "*", [])];
  }
  const accounts = [...trust.children].sort();
  return [
    assumeRole(
      trust,
      accounts.map((id) => `arn:aws:iam::${id}:root`),
      [],
    ),
    // `*`: narrowed to the listed accounts by aws:PrincipalAccount.
    assumeRole(trust, "*", accounts),
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
