import * as v from "valibot";

const text = v.optional(v.string());
const flag = v.optional(v.boolean());
const texts = v.optional(v.record(v.string(), v.string()));

export const taggedWith = v.optional(v.array(v.strictObject({ Key: v.string(), Value: v.string() })), []);

/** Where something is in a VPC. */
export const vpcConfig = v.optional(
  v.strictObject({ Subnets: v.array(v.string()), SecurityGroupIds: v.array(v.string()) }),
);

const stopping = v.optional(v.looseObject({ MaxRuntimeInSeconds: v.optional(v.number()) }));

const instances = {
  InstanceType: v.string(),
  InstanceCount: v.number(),
  VolumeSizeInGB: v.number(),
  VolumeKmsKeyId: text,
};

const inS3 = v.looseObject({ S3Uri: v.string() });

const inFileSystem = v.strictObject({
  FileSystemId: v.string(),
  FileSystemAccessMode: v.string(),
  FileSystemType: v.string(),
  DirectoryPath: v.string(),
});

const channel = v.strictObject({
  ChannelName: v.string(),
  DataSource: v.strictObject({ S3DataSource: v.optional(inS3), FileSystemDataSource: v.optional(inFileSystem) }),
  ContentType: text,
  CompressionType: text,
  RecordWrapperType: text,
  InputMode: text,
});

/** A job as calls of every kind ask for it. */
export interface JobRequest {
  readonly name: string;
  readonly roleArn: string;
  readonly image: string;
  /** Where it reads in S3, and where it writes, each `s3://…`. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  readonly vpc: v.InferOutput<typeof vpcConfig>;
  readonly instanceType: string;
  readonly volumeKey: string | undefined;
  readonly outputKey: string | undefined;
  readonly fileSystemIds: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
}

/** Tags by their keys. */
export function tagsOf(given: v.InferOutput<typeof taggedWith>): Readonly<Record<string, string>> {
  return Object.fromEntries(given.map(({ Key, Value }) => [Key, Value]));
}

/** Source: SageMaker API, CreateTrainingJob. */
export const trainingRequest = v.pipe(
  v.strictObject({
    TrainingJobName: v.string(),
    RoleArn: v.string(),
    AlgorithmSpecification: v.looseObject({ TrainingImage: v.string() }),
    InputDataConfig: v.optional(v.array(channel), []),
    OutputDataConfig: v.strictObject({ S3OutputPath: v.string(), KmsKeyId: text, CompressionType: text }),
    ResourceConfig: v.strictObject(instances),
    StoppingCondition: stopping,
    VpcConfig: vpcConfig,
    HyperParameters: texts,
    Environment: texts,
    EnableNetworkIsolation: flag,
    EnableInterContainerTrafficEncryption: flag,
    EnableManagedSpotTraining: flag,
    ProfilerConfig: v.optional(v.looseObject({})),
    DebugHookConfig: v.optional(v.looseObject({})),
    Tags: taggedWith,
  }),
  v.transform((given): JobRequest => {
    const sources = given.InputDataConfig.map(({ DataSource }) => DataSource);
    return {
      name: given.TrainingJobName,
      roleArn: given.RoleArn,
      image: given.AlgorithmSpecification.TrainingImage,
      reads: sources.flatMap(({ S3DataSource }) => S3DataSource?.S3Uri ?? []),
      writes: [given.OutputDataConfig.S3OutputPath],
      vpc: given.VpcConfig,
      instanceType: given.ResourceConfig.InstanceType,
      volumeKey: given.ResourceConfig.VolumeKmsKeyId,
      outputKey: given.OutputDataConfig.KmsKeyId,
      fileSystemIds: sources.flatMap(({ FileSystemDataSource }) => FileSystemDataSource?.FileSystemId ?? []),
      tags: tagsOf(given.Tags),
    };
  }),
);

const input = v.looseObject({ InputName: v.string(), S3Input: v.optional(inS3) });
const output = v.looseObject({ OutputName: v.string(), S3Output: v.optional(inS3) });

/** Source: SageMaker API, CreateProcessingJob. */
export const processingRequest = v.pipe(
  v.strictObject({
    ProcessingJobName: v.string(),
    RoleArn: v.string(),
    AppSpecification: v.looseObject({ ImageUri: v.string() }),
    ProcessingInputs: v.optional(v.array(input), []),
    ProcessingOutputConfig: v.optional(v.strictObject({ Outputs: v.array(output), KmsKeyId: text }), { Outputs: [] }),
    ProcessingResources: v.strictObject({ ClusterConfig: v.strictObject(instances) }),
    StoppingCondition: stopping,
    NetworkConfig: v.optional(
      v.strictObject({
        VpcConfig: vpcConfig,
        EnableNetworkIsolation: flag,
        EnableInterContainerTrafficEncryption: flag,
      }),
    ),
    Environment: texts,
    Tags: taggedWith,
  }),
  v.transform((given): JobRequest => {
    const { ClusterConfig } = given.ProcessingResources;
    const { Outputs, KmsKeyId } = given.ProcessingOutputConfig;
    return {
      name: given.ProcessingJobName,
      roleArn: given.RoleArn,
      image: given.AppSpecification.ImageUri,
      reads: given.ProcessingInputs.flatMap(({ S3Input }) => S3Input?.S3Uri ?? []),
      writes: Outputs.flatMap(({ S3Output }) => S3Output?.S3Uri ?? []),
      vpc: given.NetworkConfig?.VpcConfig,
      instanceType: ClusterConfig.InstanceType,
      volumeKey: ClusterConfig.VolumeKmsKeyId,
      outputKey: KmsKeyId,
      fileSystemIds: [],
      tags: tagsOf(given.Tags),
    };
  }),
);
