import * as v from "valibot";
import { forcesNew } from "../core/resource-marks";
import { resourceType, type TypeOf } from "../core/resource-type";
import type { Resource, World } from "../core/world";
import { type RestApi, requireApi } from "./api";
import { methodKey, requireMethod } from "./method";

/** How an API puts one kind of refusal of API Gateway's own. */
export interface GatewayResponse {
  readonly restApiId: string;
  readonly responseType: string;
  readonly statusCode?: string | undefined;
  readonly responseTemplates: Readonly<Record<string, string>>;
  readonly responseParameters: Readonly<Record<string, string>>;
}

/** What a MOCK integration answers. */
export interface IntegrationResponse {
  readonly restApi: string;
  readonly resourceId: string;
  readonly httpMethod: string;
  readonly statusCode: string;
  readonly responseTemplates: Readonly<Record<string, string>>;
  readonly responseParameters: Readonly<Record<string, string>>;
}

/** Source: API Gateway Developer Guide, "Gateway response types for API Gateway". */
const responseTypes = [
  "ACCESS_DENIED",
  "API_CONFIGURATION_ERROR",
  "AUTHORIZER_CONFIGURATION_ERROR",
  "AUTHORIZER_FAILURE",
  "BAD_REQUEST_BODY",
  "BAD_REQUEST_PARAMETERS",
  "DEFAULT_4XX",
  "DEFAULT_5XX",
  "EXPIRED_TOKEN",
  "INTEGRATION_FAILURE",
  "INTEGRATION_TIMEOUT",
  "INVALID_API_KEY",
  "INVALID_SIGNATURE",
  "MISSING_AUTHENTICATION_TOKEN",
  "QUOTA_EXCEEDED",
  "REQUEST_TOO_LARGE",
  "RESOURCE_NOT_FOUND",
  "THROTTLED",
  "UNAUTHORIZED",
  "UNSUPPORTED_MEDIA_TYPE",
  "WAF_FILTERED",
] as const;

const texts = v.record(v.string(), v.string());

export const gatewayResponse: TypeOf<GatewayResponse> = resourceType(
  "aws:apigateway/response:Response",
  {
    restApiId: forcesNew(v.string()),
    responseType: forcesNew(v.picklist(responseTypes)),
    statusCode: v.optional(v.string()),
    responseTemplates: v.optional(texts, {}),
    responseParameters: v.optional(texts, {}),
  },
  (inputs, place, world) => {
    requireApi(world, place, inputs.restApiId);
    return { id: `aggr-${inputs.restApiId}-${inputs.responseType}`, state: inputs };
  },
);

/** What a method may answer; the local AWS lets integrations answer without it, as API Gateway doesn't. */
export const methodResponse = resourceType(
  "aws:apigateway/methodResponse:MethodResponse",
  {
    ...methodKey,
    statusCode: forcesNew(v.string()),
    responseModels: v.optional(texts),
    responseParameters: v.optional(v.record(v.string(), v.boolean())),
  },
  (inputs, place, world) => {
    requireMethod(world, place, inputs);
    const { restApi, resourceId, httpMethod, statusCode } = inputs;
    return { id: `agmr-${restApi}-${resourceId}-${httpMethod}-${statusCode}`, state: inputs };
  },
);

export const integrationResponse: TypeOf<IntegrationResponse> = resourceType(
  "aws:apigateway/integrationResponse:IntegrationResponse",
  {
    ...methodKey,
    statusCode: forcesNew(v.string()),
    responseTemplates: v.optional(texts, {}),
    responseParameters: v.optional(texts, {}),
  },
  (inputs, place, world) => {
    requireMethod(world, place, inputs);
    const { restApi, resourceId, httpMethod, statusCode } = inputs;
    return { id: `agir-${restApi}-${resourceId}-${httpMethod}-${statusCode}`, state: inputs };
  },
);

export function gatewayResponsesOf(world: World, api: Resource<RestApi>): Resource<GatewayResponse>[] {
  return world.list(gatewayResponse, api.account).filter(({ state }) => state.restApiId === api.id);
}

export function integrationResponsesOf(world: World, api: Resource<RestApi>): Resource<IntegrationResponse>[] {
  return world.list(integrationResponse, api.account).filter(({ state }) => state.restApi === api.id);
}
