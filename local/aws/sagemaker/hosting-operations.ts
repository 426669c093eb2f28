import * as v from "valibot";
import type { Kind, Place, Resource, World } from "../core/world";
import { deleteResource } from "../deletions";
import { refuse } from "../refusals";
import { operation, permitOn, type SageMakerCaller } from "./caller";
import { hostingArn, makeConfiguration, makeEndpoint, makeModel, type What } from "./hosting";
import { checkVpc, ownTags, permitMaking, permitPassing, vpcContext } from "./job-checks";
import { taggedWith, tagsOf, vpcConfig } from "./job-request";
import { endpoint, endpointConfiguration, model, type Tagged, type Variant } from "./kinds";

const created = v.strictObject({
  ModelName: v.string(),
  ExecutionRoleArn: v.string(),
  PrimaryContainer: v.strictObject({
    Image: v.string(),
    ModelDataUrl: v.optional(v.string()),
    Environment: v.optional(v.record(v.string(), v.string())),
  }),
  VpcConfig: vpcConfig,
  Tags: taggedWith,
});

const variant = v.strictObject({
  VariantName: v.string(),
  ModelName: v.string(),
  ServerlessConfig: v.optional(v.strictObject({ MemorySizeInMB: v.number(), MaxConcurrency: v.number() })),
  InstanceType: v.optional(v.string()),
  InitialInstanceCount: v.optional(v.number()),
});

const configured = v.strictObject({
  EndpointConfigName: v.string(),
  ProductionVariants: v.tuple([variant]),
  KmsKeyId: v.optional(v.string()),
  Tags: taggedWith,
});

const changed = v.strictObject({ EndpointName: v.string(), EndpointConfigName: v.string() });

const made = v.strictObject({ ...changed.entries, Tags: taggedWith });

/** Puts there what a call makes; it belongs to no stack. */
function put<State extends { readonly arn: string }>(
  world: World,
  { account, region }: Place,
  type: Kind<State>,
  made: { readonly id: string; readonly state: State },
): void {
  world.put({ urn: `urn:sagemaker:${made.state.arn}`, type: type.token, stack: "", account, region, ...made });
}

/** Something that a call names. */
function existing<State extends { readonly name: string }>(
  world: World,
  place: Place,
  { type, what }: { readonly type: Kind<State>; readonly what: What },
  name: string,
): Resource<State> {
  return (
    world.here(type, place).find(({ state }) => state.name === name) ??
    refuse("R174", `Could not find ${what} "${hostingArn(what, place, name)}".`)
  );
}

const models = { type: model, what: "model" } as const;
const configurations = { type: endpointConfiguration, what: "endpoint configuration" } as const;
const endpoints = { type: endpoint, what: "endpoint" } as const;

async function createModel(world: World, caller: SageMakerCaller, input: v.InferOutput<typeof created>) {
  const { ModelName: name, ExecutionRoleArn: executionRoleArn, PrimaryContainer, VpcConfig } = input;
  const tags = tagsOf(input.Tags);
  const arn = hostingArn("model", caller, name);
  await permitMaking(world, caller, "CreateModel", arn, { tags, context: vpcContext(VpcConfig) });
  await permitPassing(world, caller, executionRoleArn);
  checkVpc(world, caller, VpcConfig);
  const { Image: image, ModelDataUrl: modelDataUrl, Environment: environment } = PrimaryContainer;
  const vpc = VpcConfig && { subnets: VpcConfig.Subnets, securityGroupIds: VpcConfig.SecurityGroupIds };
  const primaryContainer = { image, modelDataUrl, environment };
  const found = await makeModel({ name, executionRoleArn, primaryContainer, vpcConfig: vpc, tags }, caller, world);
  put(world, caller, model, found);
  return { ModelArn: arn };
}

function variantOf(given: v.InferOutput<typeof variant>): Variant {
  const serverless = given.ServerlessConfig;
  return {
    ...{ variantName: given.VariantName, modelName: given.ModelName },
    ...{ instanceType: given.InstanceType, initialInstanceCount: given.InitialInstanceCount },
    serverlessConfig: serverless && {
      memorySizeInMb: serverless.MemorySizeInMB,
      maxConcurrency: serverless.MaxConcurrency,
    },
  };
}

async function createConfiguration(world: World, caller: SageMakerCaller, input: v.InferOutput<typeof configured>) {
  const { EndpointConfigName: name, ProductionVariants, KmsKeyId: kmsKeyArn } = input;
  const [variant] = ProductionVariants;
  const tags = tagsOf(input.Tags);
  await permitMaking(world, caller, "CreateEndpointConfig", hostingArn("endpoint configuration", caller, name), {
    tags,
    context: {
      "sagemaker:ModelArn": hostingArn("model", caller, variant.ModelName),
      ...(variant.InstanceType !== undefined && { "sagemaker:InstanceTypes": [variant.InstanceType] }),
      ...(kmsKeyArn !== undefined && { "sagemaker:VolumeKmsKeyArn": kmsKeyArn }),
    },
  });
  const productionVariants = [variantOf(variant)] as const;
  const made = makeConfiguration({ name, productionVariants, kmsKeyArn, tags }, caller, world);
  put(world, caller, endpointConfiguration, made);
  return { EndpointConfigArn: made.state.arn };
}

type Change = v.InferOutput<typeof changed>;

/** Source: Service Authorization Reference, "Amazon SageMaker AI": the endpoint and its configuration are both asked. */
async function permitRunning(world: World, caller: SageMakerCaller, verb: string, name: string) {
  const found = world.here(endpointConfiguration, caller).find(({ state }) => state.name === name);
  const arn = hostingArn("endpoint configuration", caller, name);
  await permitOn(world, caller, `${verb}Endpoint`, arn, ownTags(found?.state));
}

async function createEndpoint(world: World, caller: SageMakerCaller, input: v.InferOutput<typeof made>) {
  const { EndpointName: name, EndpointConfigName: endpointConfigName } = input;
  const tags = tagsOf(input.Tags);
  await permitMaking(world, caller, "CreateEndpoint", hostingArn("endpoint", caller, name), { tags, context: {} });
  await permitRunning(world, caller, "Create", endpointConfigName);
  const found = makeEndpoint({ name, endpointConfigName, tags }, caller, world);
  put(world, caller, endpoint, found);
  return { EndpointArn: found.state.arn };
}

async function updateEndpoint(world: World, caller: SageMakerCaller, input: Change) {
  const { EndpointName: name, EndpointConfigName: endpointConfigName } = input;
  const known = world.here(endpoint, caller).find(({ state }) => state.name === name);
  await permitOn(world, caller, "UpdateEndpoint", hostingArn("endpoint", caller, name), ownTags(known?.state));
  await permitRunning(world, caller, "Update", endpointConfigName);
  const found = existing(world, caller, endpoints, name);
  const { state } = makeEndpoint({ ...found.state, endpointConfigName }, caller, world, found);
  world.put({ ...found, state });
  return { EndpointArn: state.arn };
}

/** Defines `Describe…` and `Delete…` of what a call names by one member. */
function looks<State extends Tagged & { readonly name: string }>(
  of: { readonly type: Kind<State>; readonly what: What },
  word: "Model" | "EndpointConfig" | "Endpoint",
  details: (state: State) => object,
) {
  const key = v.pipe(
    v.strictObject({ [`${word}Name`]: v.string() }),
    v.transform((given) => given[`${word}Name`] ?? ""),
  );
  const tagsIn = (world: World, caller: SageMakerCaller, name: string) =>
    ownTags(world.here(of.type, caller).find(({ state }) => state.name === name)?.state);
  return [
    operation(`Describe${word}`, key, async (world, caller, name) => {
      await permitOn(world, caller, `Describe${word}`, hostingArn(of.what, caller, name), tagsIn(world, caller, name));
      return details(existing(world, caller, of, name).state);
    }),
    operation(`Delete${word}`, key, async (world, caller, name) => {
      await permitOn(world, caller, `Delete${word}`, hostingArn(of.what, caller, name), tagsIn(world, caller, name));
      deleteResource(world, existing(world, caller, of, name));
      return {};
    }),
  ];
}

/** What is done with models, their configurations and endpoints besides stacks. Source: SageMaker API. */
export const hostingOperations = new Map([
  operation("CreateModel", created, createModel),
  operation("CreateEndpointConfig", configured, createConfiguration),
  operation("CreateEndpoint", made, createEndpoint),
  operation("UpdateEndpoint", changed, updateEndpoint),
  ...looks(models, "Model", ({ name, arn, executionRoleArn, primaryContainer: { image, modelDataUrl } }) => ({
    ...{ ModelName: name, ModelArn: arn, ExecutionRoleArn: executionRoleArn },
    PrimaryContainer: { Image: image, ModelDataUrl: modelDataUrl },
  })),
  ...looks(configurations, "EndpointConfig", ({ name, arn, productionVariants }) => ({
    ...{ EndpointConfigName: name, EndpointConfigArn: arn },
    ProductionVariants: productionVariants.map(({ variantName, modelName, instanceType }) => ({
      ...{ VariantName: variantName, ModelName: modelName, InstanceType: instanceType },
    })),
  })),
  ...looks(endpoints, "Endpoint", ({ name, arn, endpointConfigName }) => ({
    ...{ EndpointName: name, EndpointArn: arn, EndpointConfigName: endpointConfigName, EndpointStatus: "InService" },
  })),
]);
