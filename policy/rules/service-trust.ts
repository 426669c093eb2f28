import { documentsOf, place, type Statement } from "../support/documents";
import { demandsKey, isNarrowArn } from "../support/narrowing";
import { isNarrowSource } from "../support/permission-source";
import type { Resource, ResourceRule } from "../support/rule";
import { hasWildcard, isLiteral } from "../support/values";

/** Services that assume a role without a condition on the account, and why that is right. */
const withoutSource: Readonly<Record<string, string>> = {
  "lambda.amazonaws.com":
    "giving a function its role needs iam:PassRole on the role, and functions are in the role's account: Lambda Developer Guide, Defining Lambda function permissions with an execution role",
  "ec2.amazonaws.com":
    "giving an instance its role needs iam:PassRole on the role, and instances are in the role's account: IAM User Guide, Use an IAM role to grant permissions to applications running on Amazon EC2 instances",
  "apigateway.amazonaws.com":
    "an account's logging role, which API Gateway takes from a setting of the same account: API Gateway Developer Guide, Set up CloudWatch logging for REST APIs",
};

function judgeTrust(where: string, statement: Statement): string[] {
  const services = (statement.principals.Service ?? []).filter((service) => !(service in withoutSource));
  const isNarrowed =
    demandsKey(statement, "aws:sourceaccount") ||
    demandsKey(statement, "aws:sourceorgid") ||
    demandsKey(statement, "aws:sourcearn", isNarrowArn);
  return isNarrowed
    ? []
    : services.map(
        (service) =>
          `${where} trusts ${service} on anybody's behalf: require this account by aws:SourceAccount, since others can ask the service too`,
      );
}

/** In a pattern of users the first two parts must be fixed, such as `repo:<organization>/`. */
function isNamedSubject(subject: string): boolean {
  return hasWildcard(subject) ? /^[^*?$]+[:/][^*?$]+[:/]/.test(subject) : isLiteral(subject);
}

/**
 * The end of the key that names the users. A company's SAML provider itself decides which roles its users have, and the
 * key of an identity pool names the pool.
 *
 * Source: IAM User Guide, "Create a role for SAML 2.0 federation"; Cognito Developer Guide, "IAM roles", "Role trust".
 */
function whoseKey(provider: string): "aud" | "sub" {
  return provider === "cognito-identity.amazonaws.com" || provider.includes(":saml-provider/") ? "aud" : "sub";
}

/** An identity provider: the trust policy must limit its users. */
function judgeFederated(where: string, statement: Statement): string[] {
  const saysWho = (provider: string) => {
    const end = whoseKey(provider);
    return statement.conditions.some(
      ({ key }) => key.endsWith(`:${end}`) && demandsKey(statement, key, end === "sub" ? isNamedSubject : isLiteral),
    );
  };
  return (statement.principals.Federated ?? [])
    .filter((provider) => !saysWho(provider))
    .map(
      (provider) =>
        `${where} trusts every user of "${provider}": require the user by its condition key that ends in :${whoseKey(provider)}`,
    );
}

/** On whose behalf a service may call a function; without the source any customer's API could. */
function judgePermission({ principal, sourceArn, sourceAccount }: Resource["props"]): string[] {
  return typeof principal === "string" &&
    principal.endsWith(".amazonaws.com") &&
    !isNarrowSource({ sourceArn, sourceAccount })
    ? [
        `lets ${principal} call the function on anybody's behalf: add sourceArn with the ARN of what calls, without a pattern for its account`,
      ]
    : [];
}

export const serviceTrust: ResourceRule = {
  name: "service-trust",
  description:
    "An AWS service acts only for this account: roles require aws:SourceAccount, except those of Lambda, EC2 and API Gateway, which take only roles of their own account. Permissions of functions require a source.",
  source: "IAM User Guide, The confused deputy problem, Cross-service confused deputy prevention",
  types: ["aws:iam/role:Role", "aws:lambda/permission:Permission"],
  reads: ["principal", "sourceArn", "sourceAccount"],
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
