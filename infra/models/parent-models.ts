import * as v from "valibot";
import { allowed, type Mistake, reason } from "../../common/validation";
import { configKey } from "../support/config-key";
import { entry } from "../support/entry";
import { modelNames, type Naming } from "../support/naming";
import { flag } from "../support/schemas";
import { modelMistakes } from "./model-endpoint-arguments";
import { bucketName, modelEntries } from "./model-entries";
import { sampleModelMistake, sampleModelName } from "./sample-image";

const model = entry(
  modelEntries,
  "a model has a name, image, modelData, serverless or instance, and if need be vpc, environment and kmsKeyArn",
  "{ name: fraud, image: …, modelData: s3://…, serverless: { memory: 2048, concurrency: 5 } }",
);

/** The keys of a parent's config that make models. */
export const parentModelsConfig = {
  models: configKey(
    v.optional(v.array(model, allowed("list the models, each with its name, image and modelData")), []),
    "Models that the stack hosts as SageMaker endpoints, which join endpoints by themselves: a list of name, image, modelData, serverless (memory, concurrency) or instance (type, count, maxCount, invocations), vpc, environment and kmsKeyArn",
  ),
  modelBucket: configKey(
    v.optional(bucketName),
    "Name of the S3 bucket with the models' data, each below its model's name",
  ),
  sampleModel: configKey(
    v.optional(flag, false),
    `Also host the sample model as the serverless endpoint ${sampleModelName}`,
  ),
};

const config = v.object(parentModelsConfig);

/** What a parent hosts, with where it does. */
type ParentModels = v.InferOutput<typeof config> & Naming & { readonly region: string };

/** Names of the endpoints that a parent makes: its own models, then the sample. */
export function hostedNames(parent: Pick<ParentModels, "models" | "sampleModel" | "namePrefix">): string[] {
  const { models, sampleModel } = parent;
  const all = [...models.map(({ name }) => name), ...(sampleModel ? [sampleModelName] : [])];
  return all.map((name) => modelNames(name, parent).endpoint);
}

/** Endpoint names are one name where they differ only in case. Source: SageMaker API, CreateEndpoint, `EndpointName`. */
function indexOf(name: string, names: readonly string[]): number {
  return names.findIndex((other) => other.toLowerCase() === name.toLowerCase());
}

/** What is wrong with the names of models: one that is taken twice, or that the sample or `endpoints` has. */
function nameMistakes(parent: ParentModels, endpoints: unknown): Mistake[] {
  const { models, sampleModel } = parent;
  const names = models.map(({ name }) => name);
  const twice = names.flatMap((name, index) => {
    const property = `models[${index}].name`;
    if (indexOf(name, names) < index) {
      const why = "another model has this name already, in which capitals don't count; rename one of the two";
      return [{ property, reason: reason(name, why) }];
    }
    const why = "sampleModel makes an endpoint of this name; rename the model, or write sampleModel: false";
    return sampleModel && indexOf(name, [sampleModelName]) === 0 ? [{ property, reason: reason(name, why) }] : [];
  });
  const claimed = (Array.isArray(endpoints) ? endpoints : []).flatMap((name: unknown, index) => {
    const at = indexOf(String(name), hostedNames(parent));
    const maker = at < models.length ? `models[${at}]` : "sampleModel";
    const why = `${maker} makes this endpoint, which joins by itself; remove it here, or rename one of the two`;
    return at < 0 ? [] : [{ property: `endpoints[${index}]`, reason: reason(name, why) }];
  });
  return [...twice, ...claimed];
}

/**
 * What must hold between a parent's models, its bucket and its endpoints.
 *
 * @param endpoints what `endpoints` gives, whatever it is.
 */
export function parentModelsMistakes(parent: ParentModels, endpoints: unknown): Mistake[] {
  const { models, modelBucket, region, sampleModel, namePrefix } = parent;
  const sample = sampleModel ? sampleModelMistake(region) : undefined;
  const why = "models read their data from one bucket; give its name";
  return [
    ...(models.length > 0 && modelBucket === undefined
      ? [{ property: "modelBucket", reason: reason(undefined, why) }]
      : []),
    ...nameMistakes(parent, endpoints),
    ...(modelBucket === undefined ? [] : models).flatMap((model, index) =>
      modelMistakes({ ...model, bucket: modelBucket ?? "", region, namePrefix }).map(({ key, message }) => ({
        property: `models[${index}].${key}`,
        reason: message,
      })),
    ),
    ...(sample === undefined ? [] : [{ property: "sampleModel", reason: sample }]),
  ];
}
