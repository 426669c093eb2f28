import * as v from "valibot";
import { placeIn } from "../../common/arn";
import { pathTo, reason } from "../../common/validation";
import { endpointInvokerConfig, topicOfRegion } from "../access/endpoint-invoker-arguments";
import { regionOfImage } from "../support/ecr-image";
import { modelNames, type Naming } from "../support/naming";
import { accountId, naming, region } from "../support/schemas";
import { bucketName, modelEntries } from "./model-entries";

/** What {@link ModelEndpoint} takes. */
export interface ModelEndpointArgs extends Naming {
  /** The account's id, 12 digits. */
  account: string;
  /** Region of the endpoint, such as `eu-west-1`. */
  region: string;
  /** The model's name, 1 to 40 letters, digits and hyphens; the endpoint has the same name, after `namePrefix`. */
  name: string;
  /**
   * The container image in ECR, in the endpoint's region, by a tag or digest of this version: SageMaker doesn't notice a
   * tag that moves.
   *
   * @example
   * "222222222222.dkr.ecr.eu-west-1.amazonaws.com/fraud:3"
   */
  image: string;
  /** Name of the S3 bucket that the model's data are in. */
  bucket: string;
  /**
   * Address of the model's data, below the model's name in the bucket: another version has another address.
   *
   * @example
   * "s3://models-of-acme/fraud/3/model.tar.gz"
   */
  modelData: string;
  /** Runs the model only while it is called. Exactly one of `serverless` and `instance` is given. */
  serverless?: ServerlessArgs | undefined;
  /** Runs the model on instances. */
  instance?: InstanceArgs | undefined;
  /** Where in a VPC the model's containers are; not for `serverless`. @default SageMaker's own network */
  vpc?: ModelVpcArgs | undefined;
  /** What the container reads from its environment, texts by name; not for secrets. @default none */
  environment?: Record<string, string> | undefined;
  /** ARN of the KMS key that encrypts the model's data, and the instances' volumes. @default AWS's own keys */
  kmsKeyArn?: string | undefined;
  /** Days that logs are kept, one of CloudWatch's values. @default 30 */
  logRetentionDays?: number | undefined;
  /** ARN of an SNS topic that alarms notify. @default none */
  alarmTopicArn?: string | undefined;
}

/** How a model runs without instances of its own. */
export interface ServerlessArgs {
  /** Memory in MB: 1024, 2048, 3072, 4096, 5120 or 6144. */
  memory: number;
  /** Calls at the same time, 1 to 200. */
  concurrency: number;
}

/** Instances that a model runs on. */
export interface InstanceArgs {
  /** SageMaker's type, such as `ml.m5.large`. */
  type: string;
  /** How many there are at first, and at least. */
  count: number;
  /** How many there are at most; more than `count` scales by invocations. @default `count` */
  maxCount?: number | undefined;
  /** Calls per instance and minute that scaling aims at. Given where `maxCount` is. */
  invocations?: number | undefined;
}

/** A model's place in a VPC. */
export interface ModelVpcArgs {
  /** Ids of the subnets, at most 16. */
  subnetIds: string[];
  /** Ids of the security groups, at most 5. */
  securityGroupIds: string[];
}

const entries = v.object({
  ...modelEntries,
  account: accountId,
  region,
  bucket: bucketName,
  ...naming,
  ...endpointInvokerConfig,
});

type Entries = v.InferOutput<typeof entries>;

function scalingMistake({ instance: given }: Pick<Entries, "instance">): string | undefined {
  if (given === undefined || (given.maxCount === undefined && given.invocations === undefined)) {
    return undefined;
  }
  const { count, maxCount, invocations } = given;
  if (maxCount === undefined || invocations === undefined) {
    return "scales only with both maxCount and invocations: give the other one as well, or remove it";
  }
  return maxCount > count
    ? undefined
    : `has maxCount ${maxCount}, which isn't more than its count ${count}: raise it, or remove maxCount and invocations`;
}

/** Characters of a role's name, which is the longest of a model's. Source: IAM API, CreateRole, `RoleName`. */
const roleNameLimit = 64;

function lengthMistake({ name, namePrefix }: Pick<Entries, "name"> & Naming): string | undefined {
  const { role } = modelNames(name, { namePrefix });
  const excess = role.length - roleNameLimit;
  const why = `with the prefix its role's name ${role} is ${excess} characters longer than the ${roleNameLimit} that AWS takes; shorten it, or namePrefix`;
  return excess > 0 ? reason(name, why) : undefined;
}

/** What must hold between a model's arguments: the argument to change and why, for each that is wrong. */
export function modelMistakes(
  args: Pick<
    Entries,
    "name" | "image" | "modelData" | "serverless" | "instance" | "vpc" | "bucket" | "region" | "kmsKeyArn"
  > &
    Naming,
): readonly { readonly key: string; readonly message: string }[] {
  const prefix = `s3://${args.bucket}/${args.name}/`;
  const home = regionOfImage(args.image);
  const keyHome = args.kmsKeyArn === undefined ? args.region : placeIn(args.kmsKeyArn).region;
  const isOne = (args.serverless === undefined) !== (args.instance === undefined);
  const scaling = scalingMistake(args);
  const tooLong = lengthMistake(args);
  return [
    ...(tooLong === undefined ? [] : [{ key: "name", message: tooLong }]),
    ...(home === args.region
      ? []
      : [
          {
            key: "image",
            message: reason(
              args.image,
              `it is in ${home}, and SageMaker pulls images only from the endpoint's own region, ${args.region}; name one there`,
            ),
          },
        ]),
    ...(keyHome === args.region
      ? []
      : [
          {
            key: "kmsKeyArn",
            message: reason(
              args.kmsKeyArn,
              `it is in ${keyHome}, and volumes and data take a key of the endpoint's own region, ${args.region}; name one there`,
            ),
          },
        ]),
    ...(args.modelData.startsWith(prefix) && !args.modelData.includes("/../")
      ? []
      : [
          {
            key: "modelData",
            message: reason(
              args.modelData,
              `a model reads only its own part of the bucket; put its data below ${prefix} and give that address`,
            ),
          },
        ]),
    ...(isOne
      ? []
      : [
          {
            key: "serverless",
            message:
              args.serverless === undefined
                ? "is not set, and neither is instance: give serverless or instance"
                : "is given, and so is instance: a model has only one of them, so remove the other",
          },
        ]),
    ...(isOne && args.serverless !== undefined && args.vpc !== undefined
      ? [
          {
            key: "vpc",
            message: "is given, and a serverless model has no VPC: remove it, or give instance in place of serverless",
          },
        ]
      : []),
    ...(scaling === undefined ? [] : [{ key: "instance", message: scaling }]),
  ];
}

/** The arguments as a whole. */
export const modelEndpointArguments = v.pipe(
  entries,
  topicOfRegion(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) {
      return;
    }
    const args = dataset.value;
    for (const { key, message } of modelMistakes(args)) {
      addIssue({ message, path: pathTo(args, key) });
    }
  }),
);
