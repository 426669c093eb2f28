import * as v from "valibot";
import { didYouMean } from "../../common/did-you-mean";
import { isRecord } from "../../common/is-record";
import { allowed, reason } from "../../common/validation";
import { ecrImage } from "../support/ecr-image";
import { entry } from "../support/entry";
import { keyArn } from "../support/schemas";
import { text } from "../support/text";
import { wholeNumber } from "../support/whole-number";
import { instanceTypes } from "./instance-types";

/** Its execution role's name begins with 15 characters more, of 64. Source: SageMaker API, CreateEndpoint, `EndpointName`. */
const modelName = text(
  /^(?=.{1,40}$)[a-zA-Z0-9](-*[a-zA-Z0-9])*$/,
  "a model's name has 1 to 40 letters, digits and hyphens, starting and ending with a letter or digit, since its endpoint and its role are named after it",
);

/** Source: Amazon S3 User Guide, "General purpose bucket naming rules". */
export const bucketName = text(
  /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  "a bucket's name has 3 to 63 lower-case letters, digits, dots and hyphens",
);

const modelData = text(
  /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]\/[\w!.*'()/-]{1,1000}\.tar\.gz$/,
  "give the address of the model's archive in S3, s3://<bucket>/<model>/<version>/model.tar.gz",
);

const memoryMessage = allowed(
  "a serverless model has 1024, 2048, 3072, 4096, 5120 or 6144 MB; give one of these numbers",
);

/** Source: SageMaker API, ProductionVariantServerlessConfig. */
const serverless = entry(
  {
    memory: v.pipe(
      v.number(memoryMessage),
      v.check((given) => [1024, 2048, 3072, 4096, 5120, 6144].includes(given), memoryMessage),
    ),
    concurrency: wholeNumber(1, 200, "calls at the same time"),
  },
  "serverless has memory and concurrency",
  "{ memory: 2048, concurrency: 5 }",
);

function instanceTypeMessage({ input }: v.BaseIssue<unknown>): string {
  const near = didYouMean(String(input), instanceTypes());
  return reason(
    input,
    `SageMaker has no such instance type for endpoints; ${near ?? "give one of its pricing page, such as ml.m5.large"}`,
  );
}

const instance = entry(
  {
    type: v.pipe(
      v.string(instanceTypeMessage),
      v.check((given) => instanceTypes().includes(given), instanceTypeMessage),
    ),
    count: wholeNumber(1, 1000, "instances at first and at least"),
    maxCount: v.optional(wholeNumber(1, 1000, "instances at most")),
    invocations: v.optional(wholeNumber(1, 1_000_000, "calls per instance and minute")),
  },
  "instance has a type, a count and, to scale, maxCount and invocations",
  "{ type: ml.m5.large, count: 1 }",
);

const ids = (kind: string, most: number) =>
  v.pipe(
    v.array(
      text(new RegExp(`^${kind}-[0-9a-f]{8,17}$`), `an id is ${kind}- and 8 to 17 hexadecimal digits`),
      allowed(`list ids, such as ["${kind}-0123456789abcdef0"]`),
    ),
    v.minLength(1, "is empty: list at least one"),
    v.maxLength(most, ({ received }) => `has ${received}: SageMaker takes at most ${most}; list fewer`),
  );

/** Source: SageMaker API, VpcConfig. */
const vpc = entry(
  { subnetIds: ids("subnet", 16), securityGroupIds: ids("sg", 5) },
  "a model's VPC is given by subnetIds and securityGroupIds",
  "{ subnetIds: [subnet-0123456789abcdef0], securityGroupIds: [sg-0123456789abcdef0] }",
);

const environmentMessage = allowed("an environment is a map of names and texts, such as { MAX_LENGTH: '512' }");

/** Source: SageMaker API, ContainerDefinition, `Environment`: up to 100 entries and 32 KB in all. */
const environment = v.pipe(
  v.custom<Readonly<Record<string, string>>>((given) => isRecord(given) && !Array.isArray(given), environmentMessage),
  v.record(
    v.pipe(v.string(), v.regex(/^[a-zA-Z_]\w{0,1023}$/, environmentMessage)),
    v.pipe(v.string(environmentMessage), v.maxLength(1024, environmentMessage)),
  ),
  v.check(
    (given) => Object.keys(given).length <= 100 && JSON.stringify(given).length <= 32_768,
    "is too large: SageMaker takes 100 variables and 32 KB in all; remove some",
  ),
);

/** What a model has in a parent's config. */
export const modelEntries = {
  name: modelName,
  image: ecrImage,
  modelData,
  serverless: v.optional(serverless),
  instance: v.optional(instance),
  vpc: v.optional(vpc),
  environment: v.optional(environment, {}),
  kmsKeyArn: v.optional(keyArn),
};
