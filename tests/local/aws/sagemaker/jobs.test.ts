import {
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  type CreateTrainingJobCommandInput,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  type ProcessingOutputConfig,
  SageMakerClient,
  StopTrainingJobCommand,
} from "@aws-sdk/client-sagemaker";
import { expect } from "chai";
import { assumedReadings } from "../../../../local/aws/readings";
import { trainingJob } from "../../../../local/aws/sagemaker/kinds";
import { JudgedCalls } from "../../../models/support/judged-calls";
import { settings } from "../../support/clients";
import { refusalOf } from "../../support/failure";
import { allow, eachTestOnItsOwnAws, parentAccount, putRole, region } from "../../support/local-aws";
import { giveNetwork } from "../../support/studio-wanted";

const image = `${parentAccount}.dkr.ecr.${region}.amazonaws.com/work:1`;
const jobRole = `arn:aws:iam::${parentAccount}:role/StudioJob-ann`;
const files = "arn:aws:s3:::files-of-acme/ann/*";
const arn = `arn:aws:sagemaker:${region}:${parentAccount}:training-job/fit`;

const training = (changes: Partial<CreateTrainingJobCommandInput> = {}) =>
  new CreateTrainingJobCommand({
    TrainingJobName: "fit",
    AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: "File" },
    RoleArn: jobRole,
    OutputDataConfig: { S3OutputPath: "s3://files-of-acme/ann/models" },
    ResourceConfig: { InstanceType: "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 60 },
    Tags: [{ Key: "studio-user", Value: "ann" }],
    ...changes,
  });

/** What a processing job writes. */
const rows = (uri: string) => ({
  OutputName: "rows",
  S3Output: { S3Uri: uri, LocalPath: "/rows", S3UploadMode: "EndOfJob" as const },
});

const processing = (output: ProcessingOutputConfig | undefined) =>
  new CreateProcessingJobCommand({
    ProcessingJobName: "clean",
    AppSpecification: { ImageUri: image },
    RoleArn: jobRole,
    ProcessingOutputConfig: output,
    ProcessingResources: { ClusterConfig: { InstanceType: "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 30 } },
  });

const trusting = (condition: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Jobs",
        Effect: "Allow",
        Principal: { Service: "sagemaker.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
        Condition: condition,
      },
    ],
  });

/**
 * Gives each test an AWS under some readings, with a user's job role, and operators who may do something. AWS's service
 * models take every call.
 */
function eachTestWithJobRole(readings = assumedReadings) {
  const aws = eachTestOnItsOwnAws(undefined, readings);
  const clients: SageMakerClient[] = [];
  let calls: JudgedCalls | undefined;

  async function mayDo(...statements: readonly object[]): Promise<SageMakerClient> {
    const name = `Operator${clients.length}`;
    const operator = await putRole(aws(), parentAccount, name);
    for (const statement of statements) {
      await allow(aws(), operator, statement);
    }
    const session = aws().sessions.open(operator, "working", 3600, { sourceIdentity: "ann" });
    const client = new SageMakerClient({ ...settings(aws(), session), maxAttempts: 1 });
    clients.push(client);
    return client;
  }

  beforeEach(async () => {
    calls = new JudgedCalls(aws());
    const trust = trusting({
      StringEquals: { "aws:SourceAccount": parentAccount },
      StringEqualsIfExists: { "sts:SourceIdentity": "ann" },
    });
    const role = await putRole(aws(), parentAccount, "StudioJob-ann", trust);
    await allow(aws(), role, { Action: ["s3:GetObject", "s3:PutObject"], Resource: files });
  });
  afterEach(() => {
    clients.splice(0).forEach((client) => void client.destroy());
    expect([...(calls?.mistakes ?? [])]).to.deep.equal([]);
  });
  return { aws, mayDo };
}

const everything = { Action: ["sagemaker:*", "iam:PassRole"], Resource: "*" };

describe("SageMaker's jobs, by calls", () => {
  const { aws, mayDo } = eachTestWithJobRole();

  it("are started, described, listed and stopped; nothing runs", async () => {
    const client = await mayDo(everything);
    expect((await client.send(training())).TrainingJobArn).to.equal(arn);
    const named = { TrainingJobName: "fit" };
    expect(await client.send(new DescribeTrainingJobCommand(named))).to.deep.include({
      ...named,
      TrainingJobStatus: "InProgress",
      RoleArn: jobRole,
    });
    await client.send(new StopTrainingJobCommand(named));
    const { TrainingJobSummaries = [] } = await client.send(new ListTrainingJobsCommand({}));
    expect(
      TrainingJobSummaries.map(({ TrainingJobName, TrainingJobStatus }) => [TrainingJobName, TrainingJobStatus]),
    ).to.deep.equal([["fit", "Stopped"]]);
    expect(await refusalOf(client.send(training()))).to.include({ code: "ResourceInUse" });
  });

  it("are judged by their place, instance types, keys, file systems and tags", async () => {
    const vpc = { Subnets: ["subnet-0a"], SecurityGroupIds: ["sg-0a"] };
    const key = `arn:aws:kms:${region}:${parentAccount}:key/1`;
    const condition = {
      StringEquals: { "aws:RequestTag/studio-user": "ann" },
      "ForAllValues:StringEquals": {
        "sagemaker:VpcSubnets": vpc.Subnets,
        "sagemaker:VpcSecurityGroupIds": vpc.SecurityGroupIds,
        "sagemaker:InstanceTypes": ["ml.m5.large"],
      },
      ArnEquals: { "sagemaker:VolumeKmsKeyArn": key },
      Null: { "sagemaker:FileSystemId": "true", "sagemaker:VpcSubnets": "false" },
    };
    const client = await mayDo({ Action: "sagemaker:CreateTrainingJob", Resource: "*", Condition: condition });
    const fits = {
      VpcConfig: vpc,
      ResourceConfig: { InstanceType: "ml.m5.large", InstanceCount: 1, VolumeSizeInGB: 30, VolumeKmsKeyId: key },
    } as const;
    const fileSystem = {
      ChannelName: "train",
      DataSource: {
        FileSystemDataSource: {
          FileSystemId: "fs-0a1b2c3d",
          FileSystemAccessMode: "ro",
          FileSystemType: "EFS",
          DirectoryPath: "/",
        },
      },
    } as const;
    const otherType = { ...fits.ResourceConfig, InstanceType: "ml.p4d.24xlarge" } as const;
    const wrong: readonly Partial<CreateTrainingJobCommandInput>[] = [
      { ...fits, VpcConfig: undefined },
      { ...fits, VpcConfig: { ...vpc, Subnets: ["subnet-0b"] } },
      { ...fits, ResourceConfig: otherType },
      { ...fits, ResourceConfig: { ...fits.ResourceConfig, VolumeKmsKeyId: undefined } },
      { ...fits, InputDataConfig: [fileSystem] },
      { ...fits, Tags: [{ Key: "studio-user", Value: "bob" }] },
    ];
    for (const changes of wrong) {
      expect((await refusalOf(client.send(training(changes)))).message).to.include(
        "perform: sagemaker:CreateTrainingJob ",
      );
    }
    // What fits is asked for the next permission, to tag.
    expect((await refusalOf(client.send(training(fits)))).message).to.include("perform: sagemaker:AddTags ");
  });

  it("name the key of outputs where a policy demands it, processing jobs without outputs too", async () => {
    const KmsKeyId = `arn:aws:kms:${region}:${parentAccount}:key/1`;
    const condition = { ArnEquals: { "sagemaker:OutputKmsKeyArn": KmsKeyId } };
    const client = await mayDo({ Action: "sagemaker:CreateProcessingJob", Resource: "*", Condition: condition });
    const Outputs = [rows("s3://files-of-acme/ann/rows")];
    for (const output of [undefined, { Outputs: [] }, { Outputs }]) {
      expect((await refusalOf(client.send(processing(output)))).message).to.include("sagemaker:CreateProcessingJob ");
    }
    // What fits is asked for the next permission, to pass the role.
    for (const output of [
      { Outputs: [], KmsKeyId },
      { Outputs, KmsKeyId },
    ]) {
      expect((await refusalOf(client.send(processing(output)))).message).to.include("iam:PassRole ");
    }
  });

  it("take the permission to pass their role, and belong to whom their tag names", async () => {
    const own = { StringEquals: { "aws:ResourceTag/studio-user": "ann" } };
    const notPassing = await mayDo({ Action: "sagemaker:*", Resource: "*" });
    expect((await refusalOf(notPassing.send(training()))).message).to.include("perform: iam:PassRole ");
    const starter = await mayDo(everything);
    await starter.send(training());
    await starter.send(training({ TrainingJobName: "of-bob", Tags: [{ Key: "studio-user", Value: "bob" }] }));
    const client = await mayDo({ Action: "sagemaker:StopTrainingJob", Resource: "*", Condition: own });
    await client.send(new StopTrainingJobCommand({ TrainingJobName: "fit" }));
    for (const TrainingJobName of ["of-bob", "of-nobody"]) {
      expect(await refusalOf(client.send(new StopTrainingJobCommand({ TrainingJobName })))).to.include({
        code: "AccessDeniedException",
      });
    }
  });

  it("are refused for a VPC, a role, a bucket or a key that they can't use", async () => {
    giveNetwork(aws().world, parentAccount);
    const client = await mayDo(everything);
    const refusal = async (changes: Partial<CreateTrainingJobCommandInput>) =>
      (await refusalOf(client.send(training(changes)))).message;
    expect(await refusal({ VpcConfig: { Subnets: ["subnet-0f"], SecurityGroupIds: ["sg-0f"] } })).to.equal(
      "The subnet IDs 'subnet-0f' do not exist",
    );
    const another = `arn:aws:iam::${parentAccount}:role/Another`;
    expect(await refusal({ RoleArn: another })).to.equal(
      `Could not assume role ${another}. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.`,
    );
    expect(await refusal({ OutputDataConfig: { S3OutputPath: "s3://files-of-acme/bob/" } })).to.equal(
      `No s3:PutObject permission for role ${jobRole} on s3://files-of-acme/bob/. Please ensure that the role has it.`,
    );
    const key = `arn:aws:kms:${region}:${parentAccount}:key/none`;
    expect(await refusal({ OutputDataConfig: { S3OutputPath: "s3://files-of-acme/ann/", KmsKeyId: key } })).to.equal(
      `Key '${key}' does not exist`,
    );
    expect(
      (await refusalOf(client.send(processing({ Outputs: [rows("s3://files-of-acme/bob/rows")] })))).message,
    ).to.include("s3:PutObject");
    await client.send(processing({ Outputs: [rows("s3://files-of-acme/ann/rows")] }));
  });

  it("aren't started for a user whose name the role's trust policy doesn't take", async () => {
    await putRole(aws(), parentAccount, "StudioJob-bob", trusting({ StringEquals: { "sts:SourceIdentity": "bob" } }));
    const client = await mayDo(everything);
    const RoleArn = `arn:aws:iam::${parentAccount}:role/StudioJob-bob`;
    expect((await refusalOf(client.send(training({ RoleArn })))).message).to.include("Could not assume role");
  });
});

for (const [answer, identity] of [
  ["training", "ann"],
  ["everywhere", "ann"],
  ["nowhere", undefined],
] as const) {
  describe(`SageMaker's jobs where job-identity is ${answer}`, () => {
    const { aws, mayDo } = eachTestWithJobRole({ ...assumedReadings, "job-identity": answer });

    it(`have the source identity ${identity ?? "of nobody"}`, async () => {
      await (await mayDo(everything)).send(training());
      const [found] = aws().world.all(trainingJob);
      expect(found?.state.sourceIdentity).to.equal(identity);
    });
  });
}
