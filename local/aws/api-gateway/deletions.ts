import { deletion } from "../core/deletion";
import type { Resource, World } from "../core/world";
import { refuse } from "../refusals";
import {
  apiResource,
  authorizer,
  deployment,
  gatewayResponse,
  integration,
  integrationResponse,
  method,
  methodResponse,
  methodSettings,
  restApi,
  restApiPolicy,
  stage,
} from "./kinds";
import { isSameMethod, type MethodKey } from "./method";

/** What belongs to methods, by the method. */
function partsOfMethods(world: World): Resource<MethodKey>[] {
  return [integration, integrationResponse, methodResponse].flatMap((type) => world.all<MethodKey>(type));
}

/** A path with the paths under it. */
function withChildren(world: World, { id, state: { restApi: api } }: Resource<{ readonly restApi: string }>): string[] {
  const children = world
    .all(apiResource)
    .filter(({ state }) => state.restApi === api && state.parentId === id)
    .flatMap((child) => withChildren(world, child));
  return [id, ...children];
}

export const apiDeletions = [
  deletion(restApi, {
    takes: (world, { id }) => [
      ...[restApiPolicy, gatewayResponse]
        .flatMap((type) => world.all<{ readonly restApiId: string }>(type))
        .filter(({ state }) => state.restApiId === id),
      ...[apiResource, authorizer, method, deployment, stage, methodSettings]
        .flatMap((type) => world.all<{ readonly restApi: string }>(type))
        .filter(({ state }) => state.restApi === id),
      ...partsOfMethods(world).filter(({ state }) => state.restApi === id),
    ],
  }),
  deletion(apiResource, {
    takes(world, resource) {
      const paths = withChildren(world, resource);
      const isUnder = ({ state }: Resource<MethodKey>) =>
        state.restApi === resource.state.restApi && paths.includes(state.resourceId);
      return [
        ...world
          .all(apiResource)
          .filter(({ id, state }) => state.restApi === resource.state.restApi && paths.includes(id)),
        ...world.all<MethodKey>(method).filter(isUnder),
        ...partsOfMethods(world).filter(isUnder),
      ];
    },
  }),
  deletion(method, {
    takes: (world, { state }) => partsOfMethods(world).filter((part) => isSameMethod(part.state, state)),
  }),
  deletion(integration, {
    takes: (world, { state }) => world.all(integrationResponse).filter((part) => isSameMethod(part.state, state)),
  }),
  deletion(authorizer, {
    check(world, { id, state }) {
      const used = world
        .all(method)
        .find((other) => other.state.restApi === state.restApi && other.state.authorizerId === id);
      if (used !== undefined) {
        const { resourceId, httpMethod } = used.state;
        const path = world.all(apiResource).find((resource) => resource.id === resourceId)?.state.path ?? "/";
        refuse("R113", `Cannot delete authorizer '${state.name}', is referenced in method: ${httpMethod} ${path}`);
      }
    },
  }),
  deletion(deployment, {
    check(world, { id, state }) {
      if (world.all(stage).some((other) => other.state.restApi === state.restApi && other.state.deployment === id)) {
        refuse("R112", "Active stages pointing to this deployment must be moved or deleted");
      }
    },
  }),
  deletion(stage, {
    takes: (world, { state }) =>
      world
        .all(methodSettings)
        .filter((other) => other.state.restApi === state.restApi && other.state.stageName === state.stageName),
  }),
];
