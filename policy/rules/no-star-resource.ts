import { documentsOf, type PolicyDocument, place, type Statement } from "../support/documents";
import { isNarrowed } from "../support/narrowing";
import type { ResourceRule } from "../support/rule";
import { hasWildcard } from "../support/values";
import { mayBeOpen } from "./open-endpoint-reasons";
import { starResourceReasons } from "./star-resource-reasons";

/**
 * Whether a resource is `*` in any form: a pattern in place of an ARN or of its service, and an ARN that names neither
 * an account nor a resource, such as `arn:aws:iam::*:role/*`. Of S3's, which have no account, the bucket is the
 * resource.
 */
function isStar(resource: string): boolean {
  const [prefix = "", , service = "", , account = "", ...rest] = resource.split(":");
  if (prefix !== "arn" || rest.length === 0 || hasWildcard(service)) {
    return hasWildcard(resource);
  }
  if (account !== "" && !hasWildcard(account)) {
    return false;
  }
  const name = rest.join(":");
  return /^\/?[*?]/.test(name) || (service !== "s3" && /^[\w-]+[/:][*?]/.test(name));
}

function sameActions(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((action) => other.includes(action));
}

function hasReason(action: string, document: PolicyDocument, { actions }: Statement): boolean {
  return starResourceReasons.some(
    (entry) =>
      entry.actions.includes(action) &&
      (!entry.together || sameActions(entry.actions, actions)) &&
      (entry.besides?.(document) ?? true),
  );
}

/**
 * Identity policies need a reason from the list. An endpoint's policy limits who comes through, and the callers' own
 * policies decide what they reach: there a condition on the caller is the reason, or an entry of the list of open
 * endpoints. In the policy of a resource, `*` is that resource.
 */
function judge(document: PolicyDocument, statement: Statement): string[] {
  const where = place(document, statement);
  if (document.kind === "resource" || document.kind === "trust") {
    return [];
  }
  if (statement.notResource) {
    return [`${where} allows every resource but some, by NotResource: name the intended resources in Resource`];
  }
  const star = statement.resources.find(isStar);
  if (star === undefined) {
    return [];
  }
  if (document.kind === "endpoint") {
    return isNarrowed(statement, document.kind) || mayBeOpen(statement)
      ? []
      : [
          `${where} lets everybody reach "${star}": name the resources, or add a condition on the caller such as aws:PrincipalOrgID`,
        ];
  }
  return statement.actions
    .filter((action) => !hasReason(action, document, statement))
    .map(
      (action) =>
        `${where} allows ${action} on "${star}", which has no reason on the list: name its resources, or add the action with its reason to policy/rules/star-resource-reasons.ts`,
    );
}

export const noStarResource: ResourceRule = {
  name: "no-star-resource",
  description: "No policy allows an action on every resource, except those on the list with their reasons.",
  source: "IAM User Guide, Security best practices in IAM, Apply least-privilege permissions",
  types: "all",
  reads: [],
  judge: (resource) =>
    documentsOf(resource).flatMap((document) =>
      document.statements.filter(({ allows }) => allows).flatMap((statement) => judge(document, statement)),
    ),
};
