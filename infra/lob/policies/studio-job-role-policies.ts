import { networkInterfaces } from "../../models/policies/model-policies";
import { type PolicyDocument, policy } from "../../support/policy-document";
import type { JobScope } from "./studio-job-statements";

/** What the policies of a user's job role name. */
export interface JobRole extends Pick<JobScope, "account" | "region" | "network"> {
  /** The user's profile. */
  readonly profile: string;
  /** Name of the bucket for users' files. */
  readonly bucket: string;
}

/**
 * SageMaker, for this account, may run jobs and models under the role, in the name of its user or of nobody: whether
 * their sessions have a source identity is an open question.
 *
 * Source: SageMaker Developer Guide, "Turn on sourceIdentity in CloudTrail logs" and "Cross-service confused deputy
 * prevention".
 */
export function jobTrustPolicy({ account, profile }: Pick<JobRole, "account" | "profile">): PolicyDocument {
  return policy({
    Sid: "Jobs",
    Effect: "Allow",
    Principal: { Service: "sagemaker.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
    Condition: {
      StringEquals: { "aws:SourceAccount": account },
      StringEqualsIfExists: { "sts:SourceIdentity": profile },
    },
  });
}

const namespaces = ["Endpoints", "ProcessingJobs", "TrainingJobs", "TransformJobs"];

/**
 * What a user's jobs and models may do: read and write the user's own part of the bucket, under any session name,
 * pull images, write logs and metrics, and be in the LOB's network.
 *
 * Source: SageMaker Developer Guide, "CreateTrainingJob API", "CreateProcessingJob API" and "CreateModel API: Execution
 * Role Permissions".
 */
export function jobPolicy({ account, region, profile, bucket, network }: JobRole): PolicyDocument {
  return policy(
    {
      Sid: "OwnFiles",
      Effect: "Allow",
      Action: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      // `*`: everything below the user's own prefix.
      Resource: `arn:aws:s3:::${bucket}/${profile}/*`,
    },
    {
      Sid: "ListOwnFiles",
      Effect: "Allow",
      Action: "s3:ListBucket",
      Resource: `arn:aws:s3:::${bucket}`,
      // `*`: the user's own prefix and everything below it.
      Condition: { StringLike: { "s3:prefix": `${profile}/*` } },
    },
    {
      Sid: "SignInToRegistries",
      Effect: "Allow",
      Action: "ecr:GetAuthorizationToken",
      // `*`: the action takes no resource; its token gives no access that PullImages doesn't.
      Resource: "*",
    },
    {
      Sid: "PullImages",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      // `*`: AWS keeps its images in many accounts of its own; a repository's policy decides who may pull.
      Resource: `arn:aws:ecr:${region}:*:repository/*`,
    },
    {
      Sid: "WriteLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      // `*`: streams and endpoints' groups are named after jobs and endpoints, whose names users choose.
      Resource: namespaces.map(
        (name) =>
          `arn:aws:logs:${region}:${account}:log-group:/aws/sagemaker/${name}${name === "Endpoints" ? "/" : ":"}*`,
      ),
    },
    {
      Sid: "WriteMetrics",
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      // `*`: the action takes no resource.
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": namespaces.map((name) => `/aws/sagemaker/${name}`) } },
    },
    ...networkInterfaces({ account, region, vpc: network }),
  );
}
