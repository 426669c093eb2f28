import { type PolicyDocument, policy, type Statement } from "../../support/policy-document";

/** Characters that AWS takes in an endpoint's policy. Source: AWS PrivateLink Guide, "AWS PrivateLink quotas". */
export const endpointPolicyLimit = 20_480;

/**
 * Makes the policy of a VPC endpoint out of statements without their principal, which is `*` in every one: endpoint
 * policies of gateways take no other, and conditions name the callers.
 *
 * Source: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies".
 */
export function endpointPolicy(...statements: readonly Omit<Statement, "Principal">[]): PolicyDocument {
  // `*`: AWS takes no other principal here; each statement's conditions name the callers.
  return policy(...statements.map(({ Sid, Effect, ...rest }) => ({ Sid, Effect, Principal: "*", ...rest }) as const));
}

/** The members that a policy allows. */
export interface Members {
  /** The organization whose accounts belong together; the accounts then aren't listed. */
  readonly organizationId?: string | undefined;
  /** Ids of the accounts that belong together where there is no organization. */
  readonly accounts: readonly string[];
}

function oneOf(members: Members, organizationKey: string, accountKey: string) {
  return members.organizationId === undefined
    ? { [accountKey]: [...new Set(members.accounts)].sort() }
    : { [organizationKey]: members.organizationId };
}

/**
 * Conditions that match callers of the members' accounts. Source: IAM User Guide, "AWS global condition context keys".
 */
export function calledBy(members: Members): Readonly<Record<string, string | readonly string[]>> {
  return oneOf(members, "aws:PrincipalOrgID", "aws:PrincipalAccount");
}

/** Conditions that match resources of the members' accounts; a call without a resource has none of the keys. */
export function ownedBy(members: Members): Readonly<Record<string, string | readonly string[]>> {
  return oneOf(members, "aws:ResourceOrgID", "aws:ResourceAccount");
}
