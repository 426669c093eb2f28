/**
 * API Gateway's own refusals by the types that gateway responses are set for.
 *
 * Source: API Gateway Developer Guide, "Gateway response types for API Gateway".
 */
const kinds = {
  ACCESS_DENIED: { status: 403, name: "AccessDeniedException" },
  API_CONFIGURATION_ERROR: { status: 500, name: "InternalServerErrorException" },
  AUTHORIZER_CONFIGURATION_ERROR: { status: 500, name: "AuthorizerConfigurationException" },
  DEFAULT_4XX: { status: 400, name: "BadRequestException" },
  DEFAULT_5XX: { status: 502, name: "InternalServerErrorException" },
  INTEGRATION_TIMEOUT: { status: 504, name: "InternalServerErrorException" },
  MISSING_AUTHENTICATION_TOKEN: { status: 403, name: "MissingAuthenticationTokenException" },
  REQUEST_TOO_LARGE: { status: 413, name: "RequestTooLargeException" },
  UNAUTHORIZED: { status: 401, name: "UnauthorizedException" },
} as const;

/** A refusal that API Gateway answers itself, before or instead of what the API's developer has written. */
export class GatewayError extends Error {
  readonly status: number;
  /** The answer's header `x-amzn-errortype`. */
  readonly errorType: string;

  /** @param text what the caller is told; API Gateway tells nothing of an authorizer that fails. */
  constructor(
    readonly kind: keyof typeof kinds,
    readonly text: string | null,
    status?: number,
  ) {
    super(text ?? kind);
    this.status = status ?? kinds[kind].status;
    this.errorType = kinds[kind].name;
  }
}

/** A fault between the API and the function that it calls; only its owner's logs name it. */
export function misconfigured(): GatewayError {
  return new GatewayError("API_CONFIGURATION_ERROR", "Internal server error");
}
