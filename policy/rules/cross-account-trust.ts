import { documentsOf, type PolicyDocument, place, type Statement } from "../support/documents";
import { demandsKey, demandsPresence, takesIn } from "../support/narrowing";
import type { Resource, ResourceRule } from "../support/rule";
import { isEverything, isKnown } from "../support/values";

/** Seconds. A role that is assumed from another is role chaining, which AWS ends after an hour. */
const longestSession = 3600;

function isAssumedByAccounts({ principals, notPrincipal }: Statement): boolean {
  return notPrincipal || (principals.AWS ?? []).length > 0;
}

/** A role or user as principal is stored by its unique id, and no longer trusted when it is created again. */
function namedPrincipals(where: string, { principals }: Statement): string[] {
  return (principals.AWS ?? [])
    .filter((principal) => /:(role|user|assumed-role)\//.test(principal))
    .map(
      (principal) =>
        `${where} names "${principal}" as principal, which AWS stores by its unique id: name its account and require the ARN by aws:PrincipalArn`,
    );
}

/** Whether an ARN names a role or user: its name may end in a pattern, and not begin with one. */
function isNamedCaller(arn: string): boolean {
  return /^arn:[^:]+:iam::[^:]*:(role|user)\/[^*?$]/.test(arn) && !arn.includes("${");
}

/** Whether a value limits the session's user; a variable may be another key, but not this one. */
function isNamedUser(value: string): boolean {
  return !isEverything(value) && !/\$\{(sts|aws):SourceIdentity\b/i.test(value);
}

function demandedOf(where: string, statement: Statement): string[] {
  const assumes = statement.actions.some((action) => takesIn(action, "sts:AssumeRole"));
  const isForNamedUser =
    demandsPresence(statement, "sts:sourceidentity") || demandsKey(statement, "sts:sourceidentity", isNamedUser);
  return [
    ...(demandsKey(statement, "aws:principalarn", isNamedCaller)
      ? []
      : [`${where} trusts every role of the accounts: require the intended one by aws:PrincipalArn`]),
    ...(assumes && !demandsKey(statement, "sts:externalid") && !isForNamedUser
      ? [
          `${where} requires neither an ExternalId nor a source identity: require sts:ExternalId, or that sts:SourceIdentity is set`,
        ]
      : []),
  ];
}

function judgeStatement(document: PolicyDocument, statement: Statement): string[] {
  const where = place(document, statement);
  return statement.allows && isAssumedByAccounts(statement)
    ? [...namedPrincipals(where, statement), ...demandedOf(where, statement)]
    : [];
}

function judgeSession({ maxSessionDuration }: Resource["props"]): string[] {
  return isKnown(maxSessionDuration) && Number(maxSessionDuration ?? longestSession) > longestSession
    ? [
        `allows sessions of ${maxSessionDuration} seconds: a role that other roles assume allows ${longestSession} at most; set maxSessionDuration`,
      ]
    : [];
}

/**
 * Roles that accounts may assume, also the role's own account, which isn't known here: the trusted roles must be named,
 * and a caller must present the ExternalId or have a user's name as source identity.
 */
export const crossAccountTrust: ResourceRule = {
  name: "cross-account-trust",
  description:
    "A role that accounts may assume requires the caller's role and an ExternalId or a source identity, and its sessions last an hour at most.",
  source:
    "IAM User Guide, The confused deputy problem, Monitor and control actions taken with assumed roles, and AWS JSON policy elements: Principal",
  types: ["aws:iam/role:Role"],
  reads: ["maxSessionDuration"],
  judge(resource) {
    const trusts = documentsOf(resource).filter(({ kind }) => kind === "trust");
    const isForAccounts = trusts.some(({ statements }) =>
      statements.some((each) => each.allows && isAssumedByAccounts(each)),
    );
    return [
      ...trusts.flatMap((document) => document.statements.flatMap((statement) => judgeStatement(document, statement))),
      ...(isForAccounts ? judgeSession(resource.props) : []),
    ];
  },
};
