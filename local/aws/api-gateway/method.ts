import * as v from "valibot";
import { forcesNew, physicalName } from "../core/resource-marks";
import { resourceType } from "../core/resource-type";
import type { Place, Resource, World } from "../core/world";
import { refuse } from "../refusals";
import { newApiId, requireApi, resourcesOf } from "./api";
import {
  type Authorizer,
  authorizer,
  type FunctionTarget,
  type Integration,
  integration,
  type Method,
  method,
  type RestApi,
} from "./kinds";

/** Milliseconds that API Gateway waits for an integration. Source: API Gateway Developer Guide, "Amazon API Gateway quotas". */
const shortestTimeout = 50;
const longestTimeout = 29_000;

/** Seconds that an authorizer's result is remembered. Source: API Gateway API, CreateAuthorizer. */
const usualTtl = 300;
const longestTtl = 3600;

/**
 * Reads how API Gateway names a function that it is to call.
 *
 * Source: API Gateway API, CreateAuthorizer, `authorizerUri`.
 */
function readTarget(uri: string, { region }: Place): FunctionTarget | undefined {
  const parts =
    /^arn:aws:apigateway:(?<at>[a-z0-9-]+):lambda:path\/2015-03-31\/functions\/(?<arn>arn:aws:lambda:(?<region>[a-z0-9-]+):(?<account>\d{12}):function:(?<name>[\w-]+))\/invocations$/.exec(
      uri,
    )?.groups;
  if (parts === undefined || parts.at !== region) {
    return undefined;
  }
  const { arn = "", region: functionRegion = "", account = "", name = "" } = parts;
  return { arn, name, account, region: functionRegion };
}

function requireResource(world: World, api: Resource<RestApi>, id: string): void {
  if (id !== api.state.rootResourceId && !resourcesOf(world, api).some((resource) => resource.id === id)) {
    refuse("R78", "Invalid Resource identifier specified");
  }
}

export const authorizerType = resourceType(
  authorizer,
  {
    name: physicalName(v.string()),
    restApi: forcesNew(v.string()),
    type: v.literal("REQUEST"),
    authorizerUri: v.string(),
    identitySource: v.optional(v.string(), "method.request.header.Authorization"),
    authorizerResultTtlInSeconds: v.optional(v.number(), usualTtl),
  },
  (inputs, place, world, previous) => {
    requireApi(world, place, inputs.restApi);
    const { authorizerUri: uri, authorizerResultTtlInSeconds: ttl } = inputs;
    const target = readTarget(uri, place);
    if (target === undefined) {
      return refuse(
        "R80",
        `Invalid Authorizer URI: ${uri}. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.`,
      );
    }
    if (ttl < 0 || ttl > longestTtl) {
      // Not AWS's wording: no document gives it.
      refuse("R82", `Authorizer result TTL must be between 0 and ${longestTtl} seconds: ${ttl}`);
    }
    const identitySources = inputs.identitySource.split(",").map((source) => source.trim());
    return {
      id: previous?.id ?? newApiId(world, authorizer, 6, inputs.restApi, inputs.name),
      state: { ...inputs, target, identitySources },
    };
  },
  { bookkeeping: ["target", "identitySources"] },
);

const verb = v.picklist(["ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

/** What a part of a method names it by. */
export const methodKey = {
  restApi: forcesNew(v.string()),
  resourceId: forcesNew(v.string()),
  httpMethod: forcesNew(verb),
};

export const methodType = resourceType(
  method,
  {
    ...methodKey,
    authorization: v.picklist(["NONE", "CUSTOM"]),
    authorizerId: v.optional(v.string()),
    requestParameters: v.optional(v.record(v.string(), v.boolean())),
  },
  (inputs, place, world, previous) => {
    const api = requireApi(world, place, inputs.restApi);
    requireResource(world, api, inputs.resourceId);
    if (previous === undefined && methodsOf(world, api).some(({ state }) => isSameMethod(state, inputs))) {
      refuse("R85", "Method already exists for this resource");
    }
    const exists = authorizersOf(world, api).some(({ id }) => id === inputs.authorizerId);
    if (inputs.authorization === "CUSTOM" && !exists) {
      refuse(
        "R75",
        "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.",
      );
    }
    return { id: `agm-${inputs.restApi}-${inputs.resourceId}-${inputs.httpMethod}`, state: inputs };
  },
);

/** Which method something belongs to. */
export interface MethodKey {
  readonly restApi: string;
  readonly resourceId: string;
  readonly httpMethod: string;
}

export function isSameMethod(one: MethodKey, other: MethodKey): boolean {
  return one.restApi === other.restApi && one.resourceId === other.resourceId && one.httpMethod === other.httpMethod;
}

/** @throws AwsError when an API has no such method. */
export function requireMethod(world: World, place: Place, key: MethodKey): void {
  const api = requireApi(world, place, key.restApi);
  if (!methodsOf(world, api).some(({ state }) => isSameMethod(state, key))) {
    refuse("R78", "Invalid Method identifier specified");
  }
}

export const integrationType = resourceType(
  integration,
  {
    ...methodKey,
    type: forcesNew(v.picklist(["AWS_PROXY", "MOCK"])),
    integrationHttpMethod: forcesNew(v.optional(verb)),
    uri: v.optional(v.string()),
    timeoutMilliseconds: v.optional(v.number(), longestTimeout),
    passthroughBehavior: forcesNew(v.optional(v.picklist(["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"]))),
    requestTemplates: v.optional(v.record(v.string(), v.string()), {}),
  },
  (inputs, place, world) => {
    requireMethod(world, place, inputs);
    const { type, uri, timeoutMilliseconds } = inputs;
    if (timeoutMilliseconds < shortestTimeout || timeoutMilliseconds > longestTimeout) {
      refuse("R86", `Timeout should be between ${shortestTimeout} ms and ${longestTimeout} ms`);
    }
    const target = type === "MOCK" ? undefined : proxyTarget(inputs.integrationHttpMethod, uri ?? "", place);
    return {
      id: `agi-${inputs.restApi}-${inputs.resourceId}-${inputs.httpMethod}`,
      state: { ...inputs, target },
    };
  },
  { bookkeeping: ["target"] },
);

function proxyTarget(integrationHttpMethod: string | undefined, uri: string, place: Place): FunctionTarget {
  if (integrationHttpMethod === undefined) {
    refuse("R80", "Enumeration value for HttpMethod must be non-empty");
  }
  return readTarget(uri, place) ?? refuse("R80", "Invalid ARN specified in the request");
}

export function methodsOf(world: World, api: Resource<RestApi>): Resource<Method>[] {
  return world.list(method, api.account).filter(({ state }) => state.restApi === api.id);
}

export function integrationsOf(world: World, api: Resource<RestApi>): Resource<Integration>[] {
  return world.list(integration, api.account).filter(({ state }) => state.restApi === api.id);
}

export function authorizersOf(world: World, api: Resource<RestApi>): Resource<Authorizer>[] {
  return world.list(authorizer, api.account).filter(({ state }) => state.restApi === api.id);
}
