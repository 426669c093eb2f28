import { documentsOf, type PolicyDocument, place, type Statement } from "../support/documents";
import { isNarrowed } from "../support/narrowing";
import type { Resource, ResourceRule } from "../support/rule";

/** `*`, a service's actions however they begin, or a service that is a pattern itself. */
function isStar(action: string): boolean {
  const [service = "", name = "*"] = action.split(":");
  return /[*?]/.test(service) || /^[*?]/.test(name);
}

const keys = ["aws:kms/externalKey:ExternalKey", "aws:kms/key:Key", "aws:kms/keyPolicy:KeyPolicy"];

/**
 * Nobody can manage a key unless its policy allows all of KMS to its account, whose own policies then decide who may do
 * what. Source: KMS Developer Guide, "Default key policy".
 */
function isForKeysAccount(type: string, { principals, actions, notPrincipal }: Statement): boolean {
  const named = Object.entries(principals).flatMap(([kind, who]) => who.map((each) => `${kind} ${each}`));
  return (
    keys.includes(type) &&
    !notPrincipal &&
    named.length === 1 &&
    named.every((who) => /^AWS (arn:[^:]+:iam::\d{12}:root|\d{12})$/.test(who)) &&
    actions.every((action) => /^kms:/i.test(action))
  );
}

/**
 * An endpoint's policy grants nothing: it limits who comes through. A service's `*` is right there only for callers
 * that a condition names. Source: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint policies".
 */
function isForKnownCallers({ kind }: PolicyDocument, statement: Statement): boolean {
  return (
    kind === "endpoint" && isNarrowed(statement, kind) && statement.actions.every((action) => action.includes(":"))
  );
}

function judge({ type }: Resource, document: PolicyDocument, statement: Statement): string[] {
  const where = place(document, statement);
  if (statement.notAction) {
    return [`${where} allows every action but some, by NotAction: name the intended actions in Action`];
  }
  const stars = statement.actions.filter(isStar);
  return stars.length === 0 || isForKnownCallers(document, statement) || isForKeysAccount(type, statement)
    ? []
    : stars.map((action) => `${where} allows the action "${action}": name the intended actions`);
}

export const noStarAction: ResourceRule = {
  name: "no-star-action",
  description:
    "No policy allows `*`, all of a service, or actions that begin with `*`; endpoint policies may allow a service's `*` to callers that a condition names, and a key's policy may allow `kms:*` to its account.",
  source: "IAM User Guide, Security best practices in IAM, Apply least-privilege permissions",
  types: "all",
  reads: [],
  judge: (resource) =>
    documentsOf(resource).flatMap((document) =>
      document.statements.filter(({ allows }) => allows).flatMap((statement) => judge(resource, document, statement)),
    ),
};
