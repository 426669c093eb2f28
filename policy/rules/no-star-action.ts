import { documentsOf, type PolicyDocument, place, type Statement } from "../support/documents";
import { isNarrowed } from "../support/narrowing";
import type { ResourceRule } from "../support/rule";

/** `*`, a service's `*`, or a service that is a pattern itself. */
function isStar(action: string): boolean {
  const [service = "", name = "*"] = action.split(":");
  return /[*?]/.test(service) || /^[*?]+$/.test(name);
}

/**
 * An endpoint's policy gives nobody anything: it says who comes through. A service's `*` is right there for callers
 * that a condition names, and no other. Source: AWS PrivateLink Guide, "Control access to VPC endpoints using endpoint
 * policies".
 */
function isForKnownCallers({ kind }: PolicyDocument, statement: Statement): boolean {
  return (
    kind === "endpoint" && isNarrowed(statement, kind) && statement.actions.every((action) => action.includes(":"))
  );
}

function judge(document: PolicyDocument, statement: Statement): string[] {
  const where = place(document, statement);
  if (statement.notAction) {
    return [`${where} allows every action but some, by NotAction: name the actions that are meant in Action`];
  }
  const stars = statement.actions.filter(isStar);
  return stars.length === 0 || isForKnownCallers(document, statement)
    ? []
    : stars.map((action) => `${where} allows the action "${action}": name the actions that are meant`);
}

export const noStarAction: ResourceRule = {
  name: "no-star-action",
  description:
    "No policy allows `*` or all of a service; endpoint policies may say a service's `*` to callers that a condition names.",
  source: "IAM User Guide, Security best practices in IAM, Apply least-privilege permissions",
  types: "all",
  reads: [],
  judge: (resource) =>
    documentsOf(resource).flatMap((document) =>
      document.statements.filter(({ allows }) => allows).flatMap((statement) => judge(document, statement)),
    ),
};
