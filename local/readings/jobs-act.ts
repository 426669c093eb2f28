import {
  CreateProcessingJobCommand,
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  SageMakerClient,
  StopTrainingJobCommand,
} from "@aws-sdk/client-sagemaker";
import { bucketName, jobRoleName, roleInArn } from "../../infra/support/naming";
import { ownDomain, type Session } from "../aws";
import { studioOf } from "../estate/places";
import type { Member } from "../scenarios/people";
import type { Finding } from "../scenarios/studio-flow";
import type { StudioStage } from "../scenarios/studio-stage";
import { outcome, sessionOf } from "./member-session";

/** An image of the LOB's own; nothing runs it. */
const imageOf = (account: string, region: string) => `${account}.dkr.ecr.${region}.amazonaws.com/work:1`;

/** A training job as the user's SDK asks for it: in the LOB's network, under a job role, with the user's tag and prefix. */
function jobOf({ estate }: StudioStage, { lob, domain, profile }: Member, whose = profile) {
  const { config } = lob;
  const { account, region } = config;
  const home = ownDomain(estate.aws.world, config, domain)?.state;
  const files = `s3://${bucketName({ ...config, lob: config.lob ?? lob.name }, config)}/${profile}`;
  return {
    image: imageOf(account, region),
    role: `arn:aws:iam::${account}:role/${roleInArn(jobRoleName(whose, config), config)}`,
    vpc: {
      Subnets: [...(home?.subnetIds ?? [])],
      SecurityGroupIds: [...(home?.defaultUserSettings.securityGroups ?? [])],
    },
    instances: { InstanceType: "ml.m5.large" as const, InstanceCount: 1, VolumeSizeInGB: 30 },
    tags: [{ Key: "studio-user", Value: profile }],
    files,
  };
}

function trainingOf(job: ReturnType<typeof jobOf>, name: string, inVpc = true): CreateTrainingJobCommand {
  return new CreateTrainingJobCommand({
    TrainingJobName: name,
    AlgorithmSpecification: { TrainingImage: job.image, TrainingInputMode: "File" },
    RoleArn: job.role,
    OutputDataConfig: { S3OutputPath: `${job.files}/models` },
    ResourceConfig: job.instances,
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    ...(inVpc && { VpcConfig: job.vpc }),
    Tags: job.tags,
  });
}

function processingOf(job: ReturnType<typeof jobOf>): CreateProcessingJobCommand {
  return new CreateProcessingJobCommand({
    ProcessingJobName: "clean",
    AppSpecification: { ImageUri: job.image },
    RoleArn: job.role,
    ProcessingOutputConfig: {
      Outputs: [
        {
          OutputName: "rows",
          S3Output: { S3Uri: `${job.files}/rows`, LocalPath: "/opt/ml/processing/rows", S3UploadMode: "EndOfJob" },
        },
      ],
    },
    ProcessingResources: { ClusterConfig: job.instances },
    NetworkConfig: { VpcConfig: job.vpc },
    Tags: job.tags,
  });
}

/** Somebody else of the LOB, as SageMaker opens their sessions. */
function colleague({ estate }: StudioStage, { role, studio }: Session): Session {
  const name = "somebody-else";
  const domainId = studio?.domainId ?? "";
  return estate.aws.sessions.open(role, "SageMaker", 3600, {
    studio: { domainId, profile: name },
    sourceIdentity: name,
  });
}

/** Starts jobs as code in a person's app does, and tries what others may not. */
export async function jobs(studio: StudioStage): Promise<Finding> {
  const { member, estate } = studio;
  const { lob } = member;
  await estate.change(lob.name, { studioCapabilities: JSON.stringify(["training", "processing"]) });
  const { region } = lob.config;
  const endpoint = await estate.aws.addressOf(studioOf(estate.aws.world, lob), region);
  const session = sessionOf(studio, member, "app");
  const clientOf = (credentials: Session) => new SageMakerClient({ region, endpoint, credentials, maxAttempts: 1 });
  const [own, other] = [clientOf(session), clientOf(colleague(studio, session))];
  const job = jobOf(studio, member);
  try {
    const training = await outcome(own.send(trainingOf(job, "fit")));
    const processing = await outcome(own.send(processingOf(job)));
    const seen = await outcome(own.send(new DescribeTrainingJobCommand({ TrainingJobName: "fit" })));
    const refused = {
      "a job outside the LOB's network": own.send(trainingOf(job, "outside", false)),
      "another user's job role": own.send(trainingOf(jobOf(studio, member, "somebody-else"), "as-another")),
      "a look at another user's job": other.send(new DescribeTrainingJobCommand({ TrainingJobName: "fit" })),
      "the end of another user's job": other.send(new StopTrainingJobCommand({ TrainingJobName: "fit" })),
    };
    const refusals: [string, string][] = [];
    for (const [what, call] of Object.entries(refused)) {
      refusals.push([what, await outcome(call)]);
    }
    return {
      actual: `training ${training}; processing ${processing}; own job ${seen}`,
      notes: refusals.map(([what, answer]) => `${what}: ${answer}`),
      facts: {
        "the user starts a training job and a processing job": training === "allowed" && processing === "allowed",
        "the user sees it": seen === "allowed",
        ...Object.fromEntries(
          refusals.map(([what, answer]) => [`${what} is refused`, answer.startsWith("AccessDeniedException")]),
        ),
      },
    };
  } finally {
    own.destroy();
    other.destroy();
  }
}
