import { documentsOf, place, type Statement } from "../support/documents";
import { demandsKey } from "../support/narrowing";
import type { Resource, ResourceRule } from "../support/rule";

/** Services that assume a role without being told for whose account, and why that is right. */
const withoutSource: Readonly<Record<string, string>> = {
  "lambda.amazonaws.com":
    "whoever hands a function its role needs iam:PassRole on it, and functions are in the role's account: Lambda Developer Guide, Defining Lambda function permissions with an execution role",
  "apigateway.amazonaws.com":
    "an account's logging role, which API Gateway takes from a setting of the same account: API Gateway Developer Guide, Set up CloudWatch logging for REST APIs",
};

function judgeTrust(where: string, statement: Statement): string[] {
  const services = (statement.principals.Service ?? []).filter((service) => !(service in withoutSource));
  const isNarrowed = demandsKey(statement, "aws:sourceaccount") || demandsKey(statement, "aws:sourceorgid");
  return isNarrowed
    ? []
    : services.map(
        (service) =>
          `${where} trusts ${service} on anybody's behalf: demand this account by aws:SourceAccount, as the service can be asked by others`,
      );
}

/** An identity provider of its own: who of its users may come has to be said. */
function judgeFederated(where: string, statement: Statement): string[] {
  const providers = statement.principals.Federated ?? [];
  const saysWho = statement.conditions.some(({ key }) => key.endsWith(":sub") && demandsKey(statement, key));
  return saysWho
    ? []
    : providers.map(
        (provider) => `${where} trusts every user of "${provider}": demand who by its condition key that ends in :sub`,
      );
}

/** What a function lets a service call it for; without the source any customer's API could. */
function judgePermission({ principal, sourceArn, sourceAccount }: Resource["props"]): string[] {
  return typeof principal === "string" &&
    principal.endsWith(".amazonaws.com") &&
    sourceArn === undefined &&
    sourceAccount === undefined
    ? [`lets ${principal} call the function on anybody's behalf: add sourceArn with the ARN of what calls`]
    : [];
}

export const serviceTrust: ResourceRule = {
  name: "service-trust",
  description:
    "A service of AWS acts for this account alone: roles demand aws:SourceAccount, functions' permissions a source.",
  source: "IAM User Guide, The confused deputy problem, Cross-service confused deputy prevention",
  types: ["aws:iam/role:Role", "aws:lambda/permission:Permission"],
  reads: ["principal"],
  judge(resource) {
    const trusts = documentsOf(resource).filter(({ kind }) => kind === "trust");
    const statements = trusts.flatMap((document) =>
      document.statements
        .filter(({ allows }) => allows)
        .flatMap((statement) => {
          const where = place(document, statement);
          return [...judgeTrust(where, statement), ...judgeFederated(where, statement)];
        }),
    );
    return resource.type === "aws:lambda/permission:Permission" ? judgePermission(resource.props) : statements;
  },
};
