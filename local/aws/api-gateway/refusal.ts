import type { HttpAnswer } from "../core/service";
import type { ApiCall } from "./call";
import type { GatewayError } from "./error";
import type { AuthorizerContext } from "./event";
import { callVariables, errorVariables } from "./log";
import { fill, staticHeaders } from "./template";

/** API Gateway's own words. Denials by policy are the one kind that it writes with a capital. */
function usualTemplate({ kind }: GatewayError): string {
  return kind === "ACCESS_DENIED"
    ? '{"Message":$context.error.messageString}'
    : '{"message":$context.error.messageString}';
}

/**
 * Puts a refusal as the API has it set: for its kind, or else for all of its class (4XX, 5XX), or as usual.
 *
 * Source: API Gateway Developer Guide, "Gateway responses for REST APIs in API Gateway".
 */
export function refusalAnswer(call: ApiCall, error: GatewayError, context: AuthorizerContext | undefined): HttpAnswer {
  const { gatewayResponses } = call.definition;
  const ofClass = error.status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
  const set =
    gatewayResponses.find(({ responseType }) => responseType === error.kind) ??
    gatewayResponses.find(({ responseType }) => responseType === ofClass);
  const template = set?.responseTemplates["application/json"] ?? usualTemplate(error);
  const variables = { ...callVariables(call, context), ...errorVariables(error) };
  return {
    status: Number(set?.statusCode ?? error.status),
    headers: {
      "content-type": "application/json",
      "x-amzn-errortype": error.errorType,
      ...staticHeaders(set?.responseParameters ?? {}, "gatewayresponse.header."),
    },
    body: fill(template, variables, ""),
  };
}
