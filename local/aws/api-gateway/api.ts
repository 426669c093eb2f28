import { createHash } from "node:crypto";
import * as v from "valibot";
import { forcesNew, jsonText, physicalName, setOf } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import type { Kind, Place, Resource, World } from "../core/world";
import { vpcEndpoint } from "../ec2/kinds";
import { readDocument } from "../iam";
import { refuse } from "../refusals";
import { type ApiResource, apiResource, type RestApi, restApi, restApiPolicy } from "./kinds";

/**
 * An id as API Gateway makes them up, lower-case letters and digits. It follows from what it is for, so that a run
 * repeats another.
 */
export function inventApiId(length: 6 | 10, ...seed: readonly string[]): string {
  const digest = createHash("sha256").update(JSON.stringify(seed)).digest();
  return [...digest.subarray(0, length)].map((byte) => (byte % 36).toString(36)).join("");
}

/** An id that no resource of a type has yet. */
export function newApiId(world: World, type: Kind<unknown>, length: 6 | 10, ...seed: readonly string[]): string {
  const taken = new Set(world.all(type).map(({ id }) => id));
  let id = inventApiId(length, ...seed);
  while (taken.has(id)) {
    id = inventApiId(length, id);
  }
  return id;
}

/** @throws AwsError when an account has no such API in its region. */
export function requireApi(world: World, place: Place, id: string): Resource<RestApi> {
  const found = world.here(restApi, place).find((api) => api.id === id);
  return found ?? refuse("R78", `Invalid API identifier specified ${place.account}:${id}`);
}

function checkEndpoints(world: World, place: Place, { types, vpcEndpointIds }: RestApi["endpointConfiguration"]): void {
  if (types !== "PRIVATE" && vpcEndpointIds.length > 0) {
    refuse("R79", "VPCEndpoints can only be specified with PRIVATE apis.");
  }
  const known = new Set(world.here(vpcEndpoint, place).map(({ id }) => id));
  const unknown = vpcEndpointIds.filter((id) => !known.has(id));
  if (unknown.length > 0) {
    // Not AWS's wording: no document gives it.
    refuse("R79", `Invalid VPC endpoint IDs specified: ${unknown.join(", ")}`);
  }
}

export const restApiType = resourceType(
  restApi,
  {
    name: physicalName(v.string()),
    description: v.optional(v.string()),
    endpointConfiguration: v.strictObject({
      types: v.picklist(["PRIVATE", "REGIONAL"]),
      vpcEndpointIds: v.optional(setOf(v.string()), []),
    }),
    binaryMediaTypes: v.optional(v.array(v.string()), []),
    tags,
  },
  (inputs, place, world, previous) => {
    const { account, region } = place;
    checkEndpoints(world, place, inputs.endpointConfiguration);
    const id = previous?.id ?? newApiId(world, restApi, 10, account, region, inputs.name);
    return {
      id,
      state: {
        ...inputs,
        arn: `arn:aws:apigateway:${region}::/restapis/${id}`,
        executionArn: `arn:aws:execute-api:${region}:${account}:${id}`,
        rootResourceId: inventApiId(10, id, "/"),
      },
    };
  },
);

/** Reads a policy as API Gateway does; unlike IAM's, its statements name principals. */
function checkPolicy(text: string): void {
  try {
    v.parse(v.array(v.looseObject({ Principal: v.nonNullish(v.unknown()) })), readDocument(text).Statement);
  } catch {
    refuse("R84", "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.");
  }
}

export const restApiPolicyType = resourceType(
  restApiPolicy,
  { restApiId: forcesNew(v.string()), policy: jsonText },
  (inputs, place, world) => {
    requireApi(world, place, inputs.restApiId);
    checkPolicy(inputs.policy);
    return { id: inputs.restApiId, state: inputs };
  },
);

const isVariable = (pathPart: string) => pathPart.startsWith("{");

function checkPathPart(pathPart: string, siblings: readonly Resource<ApiResource>[]): void {
  if (!/^(?:[\w.:-]+|\{[\w.:-]+\+?\})$/.test(pathPart)) {
    refuse("R77", "Resource's path part only allow a-zA-Z0-9._-: and curly braces at the beginning and the end.");
  }
  if (siblings.some(({ state }) => state.pathPart === pathPart)) {
    refuse("R76", `Another resource with the same parent already has this name: ${pathPart}`);
  }
  const variable = siblings.find(({ state }) => isVariable(state.pathPart));
  if (isVariable(pathPart) && variable !== undefined) {
    refuse(
      "R77",
      `A sibling (${variable.state.pathPart}) of this resource already has a variable path part -- only one is allowed`,
    );
  }
}

/** The path of a resource that may become a parent. */
function parentPath(world: World, api: Resource<RestApi>, parentId: string): string {
  if (parentId === api.state.rootResourceId) {
    return "";
  }
  const parent = resourcesOf(world, api).find(({ id }) => id === parentId);
  if (parent === undefined) {
    return refuse("R78", "Invalid Resource identifier specified");
  }
  if (parent.state.pathPart.endsWith("+}")) {
    refuse("R77", `Cannot create a child of a resource with a greedy path variable: ${parent.state.pathPart}`);
  }
  return parent.state.path;
}

/** The resources of an API, but `/`. */
export function resourcesOf(world: World, api: Resource<RestApi>): Resource<ApiResource>[] {
  return world.list(apiResource, api.account).filter(({ state }) => state.restApi === api.id);
}

export const apiResourceType = resourceType(
  apiResource,
  { restApi: forcesNew(v.string()), parentId: v.string(), pathPart: v.string() },
  (inputs, place, world, previous) => {
    const api = requireApi(world, place, inputs.restApi);
    const path = `${parentPath(world, api, inputs.parentId)}/${inputs.pathPart}`;
    const siblings = resourcesOf(world, api).filter(
      ({ id, state }) => state.parentId === inputs.parentId && id !== previous?.id,
    );
    checkPathPart(inputs.pathPart, siblings);
    return { id: previous?.id ?? newApiId(world, apiResource, 6, api.id, path), state: { ...inputs, path } };
  },
);
