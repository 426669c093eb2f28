/**
 * A line of the API's access log. It has no text of the caller: no header, so no token; no path and no query string,
 * which may contain one; no answer's header, so no presigned URL.
 *
 * Every value is text, so that a line is JSON whatever is missing: API Gateway writes `-` for that.
 *
 * Source: API Gateway Developer Guide, "Variables for access logging for API Gateway".
 */
const fields = {
  requestId: "$context.requestId",
  extendedRequestId: "$context.extendedRequestId",
  time: "$context.requestTime",
  apiId: "$context.apiId",
  method: "$context.httpMethod",
  resource: "$context.resourcePath",
  status: "$context.status",
  /** The kind of refusal when API Gateway answered itself, such as `UNAUTHORIZED`. */
  refusal: "$context.error.responseType",
  /** The user that the authorizer found, not the one in the path. */
  user: "$context.authorizer.userId",
  sourceIp: "$context.identity.sourceIp",
  vpcEndpoint: "$context.identity.vpceId",
  /** The id under which the two functions log the same call. */
  authorizerRequestId: "$context.authorizer.requestId",
  functionRequestId: "$context.integration.requestId",
  latency: "$context.responseLatency",
};

/** The access log's format, one line of JSON. */
export const accessLogFormat = JSON.stringify(fields);

/** What in the access log is worth counting, by metric: a pattern of lines. */
export const countedCalls = {
  DeniedCalls: '{ $.status = "403" }',
  UnauthorizedCalls: '{ $.status = "401" }',
  AuthorizerFailures: '{ ($.refusal = "AUTHORIZER_FAILURE") || ($.refusal = "AUTHORIZER_CONFIGURATION_ERROR") }',
} as const;
