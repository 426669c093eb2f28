import * as v from "valibot";
import { forcesNew } from "../core/resource-marks";
import { resourceType } from "../core/resource-type";
import type { Resource, World } from "../core/world";
import { refuse } from "../refusals";
import { newApiId, requireApi, resourcesOf } from "./api";
import { type ApiDefinition, deployment, type RestApi, restApiPolicy } from "./kinds";
import { authorizersOf, integrationsOf, isSameMethod, methodsOf } from "./method";
import { gatewayResponsesOf, integrationResponsesOf } from "./response";

/** Takes a snapshot of an API. */
function define(world: World, api: Resource<RestApi>): ApiDefinition {
  const policy = world.list(restApiPolicy, api.account).find(({ state }) => state.restApiId === api.id);
  return {
    policy: policy?.state.policy,
    paths: {
      [api.state.rootResourceId]: "/",
      ...Object.fromEntries(resourcesOf(world, api).map(({ id, state }) => [id, state.path])),
    },
    methods: methodsOf(world, api).map(({ state }) => state),
    integrations: integrationsOf(world, api).map(({ state }) => state),
    integrationResponses: integrationResponsesOf(world, api).map(({ state }) => state),
    authorizers: Object.fromEntries(authorizersOf(world, api).map(({ id, state }) => [id, state])),
    gatewayResponses: gatewayResponsesOf(world, api).map(({ state }) => state),
  };
}

function checkDefinition({ state }: Resource<RestApi>, { policy, methods, integrations }: ApiDefinition): void {
  if (state.endpointConfiguration.types === "PRIVATE" && policy === undefined) {
    refuse("R70", "Private REST API doesn't have a resource policy attached to it");
  }
  if (methods.length === 0) {
    refuse("R71", "The REST API doesn't contain any methods");
  }
  if (methods.some((method) => !integrations.some((integration) => isSameMethod(integration, method)))) {
    refuse("R72", "No integration defined for method");
  }
}

/** A deployment is made once; only changed triggers make another, with a new snapshot of the API. */
export const deploymentType = resourceType(
  deployment,
  {
    restApi: forcesNew(v.string()),
    description: v.optional(v.string()),
    triggers: forcesNew(v.optional(v.record(v.string(), v.string()), {})),
  },
  (inputs, place, world, previous) => {
    const api = requireApi(world, place, inputs.restApi);
    if (previous !== undefined) {
      return { id: previous.id, state: { ...inputs, definition: previous.state.definition } };
    }
    const definition = define(world, api);
    checkDefinition(api, definition);
    const id = newApiId(world, deployment, 6, inputs.restApi, JSON.stringify(inputs.triggers));
    return { id, state: { ...inputs, definition } };
  },
  { bookkeeping: ["definition"] },
);
