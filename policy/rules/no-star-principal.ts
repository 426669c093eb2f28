import { deniesOtherEndpoints } from "../support/api-policy";
import { documentsOf, type PolicyDocument, place, type Statement } from "../support/documents";
import { isNarrowed, namesEverybody } from "../support/narrowing";
import type { Resource, ResourceRule } from "../support/rule";
import { isEverything } from "../support/values";
import { mayBeOpen } from "./open-endpoint-reasons";

const permission = "aws:lambda/permission:Permission";

const advice = {
  trust: "aws:PrincipalOrgID or aws:PrincipalAccount",
  endpoint: "aws:PrincipalOrgID or aws:PrincipalAccount",
  resource: "aws:PrincipalOrgID, aws:SourceArn or aws:SourceVpce",
};

function judge(document: PolicyDocument, statement: Statement): string[] {
  const { kind, statements } = document;
  if (kind === "identity" || !namesEverybody(statement) || isNarrowed(statement, kind)) {
    return [];
  }
  if (kind === "endpoint" ? mayBeOpen(statement) : kind === "resource" && statements.some(deniesOtherEndpoints)) {
    return [];
  }
  const who = statement.notPrincipal ? "everybody but some, by NotPrincipal" : 'the principal "*"';
  return [
    `${place(document, statement)} allows ${who} without a condition that says who: name the accounts, or add a condition such as ${advice[kind]}`,
  ];
}

/** A function's permission isn't a document, and says the same. */
function judgePermission({ props }: Resource): string[] {
  const { principal } = props;
  const isNarrow = ["sourceArn", "sourceAccount", "principalOrgId"].some((key) => props[key] !== undefined);
  return typeof principal === "string" && isEverything(principal) && !isNarrow
    ? [
        'allows the principal "*" to call the function: name the account or service, or add sourceArn, sourceAccount or principalOrgId',
      ]
    : [];
}

export const noStarPrincipal: ResourceRule = {
  name: "no-star-principal",
  description: "No policy allows everybody something, unless a condition says who they are.",
  source: "IAM User Guide, AWS JSON policy elements: Principal",
  types: "all",
  reads: ["principal"],
  judge: (resource) =>
    resource.type === permission
      ? judgePermission(resource)
      : documentsOf(resource).flatMap((document) =>
          document.statements.filter(({ allows }) => allows).flatMap((statement) => judge(document, statement)),
        ),
};
