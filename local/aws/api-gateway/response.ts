import * as v from "valibot";
import { forcesNew } from "../core/resource-marks";
import { resourceType } from "../core/resource-type";
import type { Resource, World } from "../core/world";
import { requireApi } from "./api";
import {
  type GatewayResponse,
  gatewayResponse,
  type IntegrationResponse,
  integrationResponse,
  methodResponse,
  type RestApi,
} from "./kinds";
import { methodKey, requireMethod } from "./method";

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

export const gatewayResponseType = resourceType(
  gatewayResponse,
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

/** What a method may answer; unlike API Gateway, the local AWS lets integrations answer without it. */
export const methodResponseType = resourceType(
  methodResponse,
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

export const integrationResponseType = resourceType(
  integrationResponse,
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
