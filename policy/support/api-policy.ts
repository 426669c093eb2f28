import type { Statement } from "./documents";
import { namesEverybody, takesIn } from "./narrowing";
import { isEverything } from "./values";

/** Whether a resource of an API's policy is the whole API, in its long or its short form; `api` is the API's id, where known. */
function isWholeApi(resource: string, api: string | undefined): boolean {
  if (isEverything(resource) || resource === "execute-api:/*") {
    return true;
  }
  const named = /^arn:[^:]+:execute-api:[^:]+:[^:]+:([^:/]+)\/\*$/.exec(resource)?.[1];
  return named !== undefined && (api === undefined || takesIn(named, api));
}

/**
 * Whether a statement denies everybody everything of an API that doesn't come through the named endpoints.
 * `StringNotEquals` also holds where a call came through no endpoint. Source: API Gateway Developer Guide, "Private REST
 * APIs in API Gateway" and "How API Gateway resource policies affect authorization workflow".
 *
 * @param api id of the policy's API; a denial for another API doesn't count. Default: not known.
 */
export function deniesOtherEndpoints(statement: Statement, api?: string): boolean {
  const { allows, actions, resources, conditions, notPrincipal } = statement;
  const [condition, ...others] = conditions;
  return (
    !allows &&
    !notPrincipal &&
    namesEverybody(statement) &&
    actions.some((action) => takesIn(action, "execute-api:Invoke")) &&
    resources.some((resource) => isWholeApi(resource, api)) &&
    condition?.key === "aws:sourcevpce" &&
    condition.operator === "StringNotEquals" &&
    condition.values.length > 0 &&
    condition.values.every((value) => value.startsWith("vpce-")) &&
    others.length === 0
  );
}
