interface GatewayRefusal {
  readonly code: string;
  /** What the caller should do. */
  readonly message: string;
}

const forbidden: GatewayRefusal = {
  code: "Forbidden",
  message: "This call is not allowed: ask for your own path, from inside the network.",
};

/**
 * What API Gateway answers itself, by its type of response, in place of its own texts, which name the API and its
 * account. A path that doesn't exist gets the same answer as a forbidden one.
 *
 * Source: API Gateway Developer Guide, "Gateway response types for API Gateway".
 */
const refusals: Readonly<Record<string, GatewayRefusal>> = {
  ACCESS_DENIED: forbidden,
  MISSING_AUTHENTICATION_TOKEN: forbidden,
  UNAUTHORIZED: {
    code: "Unauthorized",
    message: "Sign in again, and send the access token as Authorization: Bearer <access token>.",
  },
  THROTTLED: { code: "Throttled", message: "There are too many calls at the moment: try again in a few seconds." },
  INTEGRATION_TIMEOUT: { code: "TimedOut", message: "The answer took too long: try again." },
  DEFAULT_4XX: { code: "BadRequest", message: "The request is not valid: correct it." },
  DEFAULT_5XX: {
    code: "InternalError",
    message: "The request failed: try again; if it fails again, give the administrators the request id.",
  },
};

/** The API's own answers as inputs of `aws.apigateway.Response`, in the form that its functions answer in. */
export const gatewayResponses = Object.entries(refusals).map(([responseType, { code, message }]) => ({
  responseType,
  responseTemplates: {
    "application/json": JSON.stringify({ error: { code, message, requestId: "$context.requestId" } }),
  },
  // Values that don't come from the request are written in single quotes.
  responseParameters: { "gatewayresponse.header.Cache-Control": "'no-store'" },
}));
