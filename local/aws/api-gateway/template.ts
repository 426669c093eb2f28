import { NotKnown } from "../core/not-known";

/**
 * The variables that API Gateway fills into access logs and its own refusals, besides those of the authorizer.
 *
 * Source: API Gateway Developer Guide, "Variables for access logging for API Gateway".
 */
const known = new Set([
  "accountId",
  "apiId",
  "authorize.status",
  "authorizer.error",
  "authorizer.latency",
  "authorizer.requestId",
  "authorizer.status",
  "domainName",
  "domainPrefix",
  "error.message",
  "error.messageString",
  "error.responseType",
  "extendedRequestId",
  "httpMethod",
  "identity.sourceIp",
  "identity.userAgent",
  "identity.vpcId",
  "identity.vpceId",
  "integration.error",
  "integration.latency",
  "integration.requestId",
  "integration.status",
  "integrationErrorMessage",
  "integrationLatency",
  "integrationStatus",
  "path",
  "protocol",
  "requestId",
  "requestTime",
  "requestTimeEpoch",
  "resourceId",
  "resourcePath",
  "responseLatency",
  "responseLength",
  "stage",
  "status",
]);

/** Values of `$context` variables by their names without it. */
export type Variables = Readonly<Record<string, string>>;

/** A value inside of JSON text; one that is a JSON string itself stays as it is. */
function escaped(name: string, value: string): string {
  return name === "error.messageString" ? value : JSON.stringify(value).slice(1, -1);
}

/**
 * Fills `$context` variables into a template, with `missing` for those that this call doesn't have.
 *
 * @throws Error naming a variable that the local AWS doesn't know.
 */
export function fill(template: string, variables: Variables, missing: string): string {
  return template.replace(
    /\$(context|stageVariables|input|util)\.(\w+(?:\.\w+)*)/g,
    (whole, root: string, name: string) => {
      if (root !== "context" || !(known.has(name) || name.startsWith("authorizer."))) {
        throw new NotKnown(`the local AWS doesn't know API Gateway's variable ${whole}`);
      }
      const value = variables[name];
      return value === undefined ? missing : escaped(name, value);
    },
  );
}

/**
 * The headers that parameters set to fixed values, which are written in single quotes.
 *
 * @throws Error naming a value that isn't fixed.
 */
export function staticHeaders(parameters: Readonly<Record<string, string>>, prefix: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      const fixed = /^'(.*)'$/s.exec(value)?.[1];
      if (!name.startsWith(prefix) || fixed === undefined) {
        throw new NotKnown(`the local AWS doesn't understand API Gateway's response parameter ${name}: ${value}`);
      }
      return [name.slice(prefix.length).toLowerCase(), fixed];
    }),
  );
}
