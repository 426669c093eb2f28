import { deniesOtherEndpoints } from "../support/api-policy";
import { documentsOf, type PolicyDocument, place, type Statement } from "../support/documents";
import { isNarrowed, openPrincipal } from "../support/narrowing";
import { isNarrowSource } from "../support/permission-source";
import type { Resource, ResourceRule } from "../support/rule";
import { isEverything } from "../support/values";
import { mayBeOpen } from "./open-endpoint-reasons";

const advice = {
  trust: "aws:PrincipalOrgID or aws:PrincipalAccount",
  endpoint: "aws:PrincipalOrgID or aws:PrincipalAccount",
  resource: "aws:PrincipalOrgID, aws:SourceArn or aws:SourceVpce",
};

/** Whether a policy of an API, where each of them must come through the endpoint, may leave the rest to an authorizer. */
function isBehindEndpoint({ kind, statements }: PolicyDocument, { actions }: Statement): boolean {
  return (
    kind === "resource" &&
    actions.every((action) => /^execute-api:/i.test(action)) &&
    statements.some((statement) => deniesOtherEndpoints(statement))
  );
}

function judge(document: PolicyDocument, statement: Statement): string[] {
  const { kind } = document;
  const open = openPrincipal(statement);
  if (kind === "identity" || (open === undefined && !statement.notPrincipal) || isNarrowed(statement, kind)) {
    return [];
  }
  if (kind === "endpoint" ? mayBeOpen(statement) : isBehindEndpoint(document, statement)) {
    return [];
  }
  const who = statement.notPrincipal ? "everybody but some, by NotPrincipal" : `the principal "${open}"`;
  return [
    `${place(document, statement)} allows ${who} without a condition that limits who: name the accounts, or add a condition such as ${advice[kind]}`,
  ];
}

function isEverybody({ principal }: Resource["props"]): boolean {
  return typeof principal === "string" && isEverything(principal);
}

/** Permissions that aren't documents and mean the same. */
const grants: Readonly<Record<string, (props: Resource["props"]) => string[]>> = {
  "aws:cloudwatch/eventPermission:EventPermission": (props) =>
    isEverybody(props) && props.condition === undefined
      ? ['allows the principal "*" to send events: name the account, or add a condition on aws:PrincipalOrgID']
      : [],
  "aws:lambda/functionUrl:FunctionUrl": ({ authorizationType }) =>
    authorizationType === "NONE"
      ? ["lets everybody on the internet call the function: set authorizationType to AWS_IAM"]
      : [],
  "aws:lambda/layerVersionPermission:LayerVersionPermission": (props) =>
    isEverybody(props) && (props.organizationId ?? "") === ""
      ? ['allows the principal "*" to read the layer: name the account, or add organizationId']
      : [],
  "aws:lambda/permission:Permission": (props) =>
    isEverybody(props) && !isNarrowSource(props)
      ? [
          'allows the principal "*" to call the function: name the account or service, or add sourceArn, sourceAccount or principalOrgId',
        ]
      : [],
};

export const noStarPrincipal: ResourceRule = {
  name: "no-star-principal",
  description: "No policy allows an action to everybody, unless a condition limits the callers.",
  source: "IAM User Guide, AWS JSON policy elements: Principal",
  types: "all",
  reads: ["principal", "authorizationType"],
  judge: (resource) =>
    grants[resource.type]?.(resource.props) ??
    documentsOf(resource).flatMap((document) =>
      document.statements.filter(({ allows }) => allows).flatMap((statement) => judge(document, statement)),
    ),
};
