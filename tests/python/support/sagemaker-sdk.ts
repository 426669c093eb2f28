import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { text } from "node:stream/consumers";
import * as v from "valibot";
import type { Session } from "../../../local/aws/core/sessions";
import type { World } from "../../../local/aws/core/world";
import { vpcEndpoint } from "../../../local/aws/ec2/kinds";
import { judge } from "../../../local/aws/iam/authorize";
import type { Context } from "../../../local/aws/iam/context";
import { lifecycleConfig } from "../../../local/aws/sagemaker/kinds";
import { PythonMissing, type Requirements } from "./packages";
import { environment, type Surroundings } from "./script";

/** The line of the SDK that the tests run: `SAGEMAKER_SDK=3` is the other. */
export const sdkVersion = process.env.SAGEMAKER_SDK ?? "2";

/** Its packages. Throws PythonMissing for a line that there isn't. */
export function sdkPackages(): Requirements {
  if (sdkVersion !== "2" && sdkVersion !== "3") {
    throw new PythonMissing(`SAGEMAKER_SDK is "${sdkVersion}": write 2 or 3, the SDK's version, or leave it out`);
  }
  return `sagemaker-${sdkVersion}.txt`;
}

const metadataFile = "/opt/ml/metadata/resource-metadata.json";

/**
 * Runs the script that apps of a LOB begin with, as SageMaker runs it when one starts.
 *
 * @param metadata of the app; none where the file isn't there.
 */
export async function startApp(
  world: World,
  account: string,
  inStudio: Surroundings & { home: string },
  metadata?: object,
) {
  const [script] = world.list(lifecycleConfig, account);
  const content = Buffer.from(script?.state.studioLifecycleConfigContent ?? "", "base64").toString();
  const file = path.join(inStudio.home, "metadata", "resource-metadata.json");
  mkdirSync(path.dirname(file), { recursive: true });
  if (metadata !== undefined) {
    writeFileSync(file, JSON.stringify(metadata));
  }
  const ran = spawn("bash", ["-s"], { env: environment(inStudio) });
  const ended = new Promise<number | null>((resolve) => ran.once("close", resolve));
  ran.stdin.end(content.replaceAll(metadataFile, metadata === undefined ? `${file}.absent` : file));
  const [says, complains] = await Promise.all([text(ran.stdout), text(ran.stderr)]);
  return { status: await ended, says, complains };
}

/** The file that the SDK reads. */
export function defaultsIn(home: string): string {
  return readFileSync(path.join(home, ".config", "sagemaker", "config.yaml"), "utf8");
}

const texts = v.array(v.string());
const network = v.object({ Subnets: texts, SecurityGroupIds: texts });

/** What the tests read of a request; the rest is the SDK's own business. */
const parameters = v.looseObject({
  Bucket: v.optional(v.string()),
  Key: v.optional(v.string()),
  Prefix: v.optional(v.string()),
  TrainingJobName: v.optional(v.string()),
  ProcessingJobName: v.optional(v.string()),
  ModelName: v.optional(v.string()),
  RoleArn: v.optional(v.string()),
  ExecutionRoleArn: v.optional(v.string()),
  VpcConfig: v.optional(network),
  NetworkConfig: v.optional(v.object({ VpcConfig: v.optional(network) })),
  ResourceConfig: v.optional(v.object({ InstanceType: v.string(), VolumeKmsKeyId: v.optional(v.string()) })),
  ProcessingResources: v.optional(
    v.object({ ClusterConfig: v.object({ InstanceType: v.string(), VolumeKmsKeyId: v.optional(v.string()) }) }),
  ),
  OutputDataConfig: v.optional(v.object({ S3OutputPath: v.string(), KmsKeyId: v.optional(v.string()) })),
  ProcessingOutputConfig: v.optional(v.object({ KmsKeyId: v.optional(v.string()) })),
  Tags: v.optional(v.array(v.object({ Key: v.string(), Value: v.string() })), []),
});

/** A call of the SDK that was caught before it left. */
export const caughtCall = v.object({ service: v.string(), operation: v.string(), parameters });

export type CaughtCall = v.InferOutput<typeof caughtCall>;

/** What a call gives a job or a model: its place, role, keys, instance type and tags. */
export function givenIn({ parameters: of }: CaughtCall) {
  const resources = of.ResourceConfig ?? of.ProcessingResources?.ClusterConfig;
  return {
    network: of.VpcConfig ?? of.NetworkConfig?.VpcConfig,
    role: of.RoleArn ?? of.ExecutionRoleArn,
    instanceType: resources?.InstanceType,
    volumeKey: resources?.VolumeKmsKeyId,
    outputKey: of.OutputDataConfig?.KmsKeyId ?? of.ProcessingOutputConfig?.KmsKeyId,
    tags: Object.fromEntries(of.Tags.map(({ Key, Value }) => [Key, Value])),
  };
}

/** Where things are in ARNs, by the member that names them. Source: Service Authorization Reference, Amazon SageMaker. */
const types = { TrainingJobName: "training-job", ProcessingJobName: "processing-job", ModelName: "model" } as const;

function sageMakerArn(place: { account: string; region: string }, { parameters: of }: CaughtCall): string {
  const [named] = Object.entries(types).flatMap(([member, type]) => {
    const name = of[member];
    return typeof name === "string" ? [`${type}/${name}`] : [];
  });
  return `arn:aws:sagemaker:${place.region}:${place.account}:${named}`;
}

interface Question {
  readonly action: string;
  readonly arn: string;
  readonly context?: Context;
}

/** Condition keys of making a job or a model, as AWS's list has them. */
function contextOf(call: CaughtCall): Context {
  const { network: place, instanceType, volumeKey, outputKey, tags } = givenIn(call);
  return {
    ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
    "aws:TagKeys": Object.keys(tags),
    ...(place !== undefined && {
      "sagemaker:VpcSubnets": place.Subnets,
      "sagemaker:VpcSecurityGroupIds": place.SecurityGroupIds,
    }),
    ...(instanceType !== undefined && { "sagemaker:InstanceTypes": [instanceType] }),
    ...(volumeKey !== undefined && { "sagemaker:VolumeKmsKeyArn": volumeKey }),
    ...(outputKey !== undefined && { "sagemaker:OutputKmsKeyArn": outputKey }),
  };
}

/** What AWS asks of the caller's policies for a call. */
function questionsOf(place: { account: string; region: string }, call: CaughtCall): readonly Question[] {
  const { operation, parameters: of } = call;
  const bucket = `arn:aws:s3:::${of.Bucket}`;
  switch (operation) {
    case "ListBuckets":
      return [{ action: "s3:ListAllMyBuckets", arn: "*" }];
    case "ListObjectsV2":
      return [{ action: "s3:ListBucket", arn: bucket, context: { "s3:prefix": of.Prefix ?? "" } }];
    case "PutObject":
      return [{ action: "s3:PutObject", arn: `${bucket}/${of.Key}` }];
    case "SimulatePrincipalPolicy":
      return [{ action: `iam:${operation}`, arn: String(of.PolicySourceArn) }];
    default: {
      const arn = sageMakerArn(place, call);
      return [
        { action: `sagemaker:${operation}`, arn, context: contextOf(call) },
        { action: "sagemaker:AddTags", arn, context: { "sagemaker:TaggingAction": operation } },
        {
          action: "iam:PassRole",
          arn: givenIn(call).role ?? "",
          context: { "iam:PassedToService": "sagemaker.amazonaws.com" },
        },
      ];
    }
  }
}

/** Which of what a call takes the session may not do, by its policies and the endpoint's on the way. */
export async function deniedIn(world: World, session: Session, region: string, call: CaughtCall): Promise<string[]> {
  const { account } = session.role;
  const service = call.service === "s3" ? "s3" : "sagemaker.api";
  const endpoint = world
    .all(vpcEndpoint)
    .find(
      ({ account: owner, state }) =>
        state.serviceName === `com.amazonaws.${region}.${service}` && (service !== "s3" || owner === account),
    );
  if (endpoint === undefined) {
    throw new Error(`there is no endpoint ${service}`);
  }
  const denied: string[] = [];
  for (const { action, arn, context } of questionsOf({ account, region }, call)) {
    const verdict = await judge(world, {
      ...{ session, action, via: { endpoint, sourceAddress: "10.100.0.10" } },
      resource: { arn, account, region },
      ...(context !== undefined && { context }),
      // Passing a role is no call of its own.
      isPastEndpoint: action === "iam:PassRole",
    });
    if (!verdict.allowed) {
      denied.push(action);
    }
  }
  return denied;
}
