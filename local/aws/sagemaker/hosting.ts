import * as v from "valibot";
import { forcesNew, physicalName, setOf } from "../core/resource-marks";
import { resourceType, tags } from "../core/resource-type";
import type { Place, Resource, World } from "../core/world";
import { refuse } from "../refusals";
import { studioName } from "./domain";
import { checkUpdate } from "./endpoint-update";
import { type Endpoint, type EndpointConfiguration, endpoint, endpointConfiguration, type Model, model } from "./kinds";
import { checkModelRole } from "./model-role";
import { checkVariant } from "./variant";

/** The words that AWS has for what it hosts a model by, in messages and in ARNs. */
const words = {
  model: { type: model, resource: "model", member: "modelName" },
  "endpoint configuration": {
    type: endpointConfiguration,
    resource: "endpoint-config",
    member: "endpointConfigName",
  },
  endpoint: { type: endpoint, resource: "endpoint", member: "endpointName" },
} as const;

export type What = keyof typeof words;

/** The ARN of a model, a configuration or an endpoint. SageMaker writes it in lower case. */
export function hostingArn(what: What, { account, region }: Place, name: string): string {
  return `arn:aws:sagemaker:${region}:${account}:${words[what].resource}/${name}`.toLowerCase();
}

/** Whether two have one name: case doesn't count. Source: SageMaker API, CreateEndpoint, `EndpointName`. */
function isNamed(name: string) {
  return ({ state }: Resource<{ readonly name: string }>) => state.name.toLowerCase() === name.toLowerCase();
}

/** Refuses a name that SageMaker doesn't allow, or that is taken. */
function checkName(what: What, world: World, place: Place, name: string, previous: Resource | undefined): void {
  const { type, member } = words[what];
  if (!studioName.test(name)) {
    refuse(
      "R170",
      `1 validation error detected: Value '${name}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}`,
    );
  }
  const taken = world.here<{ readonly name: string }>(type, place).find(isNamed(name));
  if (taken !== undefined && taken.urn !== previous?.urn) {
    refuse("R171", `Cannot create already existing ${what} "${hostingArn(what, place, name)}".`);
  }
}

/** What a configuration or an endpoint names. */
function named<State extends { readonly name: string }>(
  found: readonly Resource<State>[],
  what: What,
  place: Place,
  name: string,
) {
  return (
    found.find(({ state }) => state.name === name) ??
    refuse("R174", `Could not find ${what} "${hostingArn(what, place, name)}".`)
  );
}

const container = v.strictObject({
  image: v.string(),
  modelDataUrl: v.optional(v.string()),
  environment: v.optional(v.record(v.string(), v.string())),
});

/** Makes a model as CreateModel does. */
export async function makeModel(
  inputs: Omit<Model, "arn">,
  place: Place,
  world: World,
  previous?: Resource,
): Promise<{ id: string; state: Model }> {
  checkName("model", world, place, inputs.name, previous);
  await checkModelRole(world, place, inputs);
  return { id: inputs.name, state: { ...inputs, arn: hostingArn("model", place, inputs.name) } };
}

/** Makes a configuration as CreateEndpointConfig does. */
export function makeConfiguration(
  inputs: Omit<EndpointConfiguration, "arn">,
  place: Place,
  world: World,
  previous?: Resource,
): { id: string; state: EndpointConfiguration } {
  checkName("endpoint configuration", world, place, inputs.name, previous);
  const [variant] = inputs.productionVariants;
  checkVariant(variant, named(world.here(model, place), "model", place, variant.modelName).state);
  return { id: inputs.name, state: { ...inputs, arn: hostingArn("endpoint configuration", place, inputs.name) } };
}

/** The configuration that an endpoint names. */
export function configurationOf(world: World, place: Place, name: string): EndpointConfiguration {
  return named(world.here(endpointConfiguration, place), "endpoint configuration", place, name).state;
}

/** Makes an endpoint as CreateEndpoint does, or changes it as UpdateEndpoint does; it is in service at once. */
export function makeEndpoint(
  inputs: Omit<Endpoint, "arn">,
  place: Place,
  world: World,
  previous?: Resource<Endpoint>,
): { id: string; state: Endpoint } {
  checkName("endpoint", world, place, inputs.name, previous);
  const wanted = configurationOf(world, place, inputs.endpointConfigName);
  if (previous !== undefined) {
    checkUpdate(world, place, previous.state, wanted);
  }
  return { id: inputs.name, state: { ...inputs, arn: hostingArn("endpoint", place, inputs.name) } };
}

const name = forcesNew(physicalName(v.string()));

/** Where SageMaker runs models, and what calls them. */
export const hostingTypes = [
  resourceType(
    model,
    {
      name,
      executionRoleArn: forcesNew(v.string()),
      primaryContainer: forcesNew(container),
      vpcConfig: forcesNew(
        v.optional(v.strictObject({ subnets: setOf(v.string()), securityGroupIds: setOf(v.string()) })),
      ),
      tags,
    },
    makeModel,
  ),
  resourceType(
    endpointConfiguration,
    {
      name,
      productionVariants: forcesNew(
        v.tuple([
          v.strictObject({
            variantName: v.string(),
            modelName: v.string(),
            serverlessConfig: v.optional(v.strictObject({ memorySizeInMb: v.number(), maxConcurrency: v.number() })),
            instanceType: v.optional(v.string()),
            initialInstanceCount: v.optional(v.number()),
          }),
        ]),
      ),
      kmsKeyArn: forcesNew(v.optional(v.string())),
      tags,
    },
    makeConfiguration,
  ),
  resourceType(endpoint, { name, endpointConfigName: v.string(), tags }, makeEndpoint),
] as const;
