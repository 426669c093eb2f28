import { repositoryArn } from "../../support/ecr-image";
import { modelNames, type Naming } from "../../support/naming";
import { type PolicyDocument, policy, type Statement } from "../../support/policy-document";

/** What the execution role of a model's endpoint needs. */
export interface ModelExecution extends Naming {
  /** Id of the endpoint's account, 12 digits. */
  readonly account: string;
  /** The endpoint's region. */
  readonly region: string;
  /** The model's name. */
  readonly name: string;
  /** The container image in ECR. */
  readonly image: string;
  /** Name of the S3 bucket with the model's data, which are below the model's name. */
  readonly bucket: string;
  /** ARN of the KMS key that the data are encrypted with. */
  readonly kmsKeyArn?: string | undefined;
  /** Where in a VPC the model's network interfaces are. */
  readonly vpc?:
    | {
        /** Ids of the subnets. */
        readonly subnetIds: readonly string[];
        /** Ids of the security groups. */
        readonly securityGroupIds: readonly string[];
      }
    | undefined;
}

/** SageMaker, for this account, may run a model under the role. Source: SageMaker Developer Guide, "Cross-service confused deputy prevention". */
export function modelTrustPolicy(account: string): PolicyDocument {
  return policy({
    Sid: "Models",
    Effect: "Allow",
    Principal: { Service: "sagemaker.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "aws:SourceAccount": account } },
  });
}

/** What SageMaker does in a VPC under a role, to run something there. */
export function networkInterfaces({
  account,
  region,
  vpc,
}: Pick<ModelExecution, "account" | "region" | "vpc">): Statement[] {
  if (vpc === undefined) {
    return [];
  }
  const arn = (resource: string) => `arn:aws:ec2:${region}:${account}:${resource}`;
  // `*`: AWS makes up the interfaces' ids.
  const interfaces = arn("network-interface/*");
  return [
    {
      Sid: "MakeNetworkInterfaces",
      Effect: "Allow",
      Action: "ec2:CreateNetworkInterface",
      Resource: [
        interfaces,
        ...vpc.subnetIds.map((id) => arn(`subnet/${id}`)),
        ...vpc.securityGroupIds.map((id) => arn(`security-group/${id}`)),
      ],
    },
    {
      Sid: "ManageNetworkInterfaces",
      Effect: "Allow",
      Action: [
        "ec2:CreateNetworkInterfacePermission",
        "ec2:DeleteNetworkInterface",
        "ec2:DeleteNetworkInterfacePermission",
      ],
      Resource: interfaces,
    },
    {
      Sid: "SeeNetwork",
      Effect: "Allow",
      Action: [
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ],
      // `*`: these actions take no resource.
      Resource: "*",
    },
  ];
}

/**
 * The policy `RunModel` of a model's execution role: pull its image, read its prefix of the bucket, write its endpoint's
 * log and metrics, and nothing else.
 *
 * Source: SageMaker Developer Guide, "CreateModel API: Execution Role Permissions".
 */
export function modelExecutionPolicy(execution: ModelExecution): PolicyDocument {
  const { account, region, name, image, bucket, kmsKeyArn } = execution;
  return policy(
    {
      Sid: "PullImage",
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: repositoryArn(image),
    },
    {
      Sid: "SignInToRegistries",
      Effect: "Allow",
      Action: "ecr:GetAuthorizationToken",
      // `*`: the action takes no resource; its token gives no access that PullImage doesn't.
      Resource: "*",
    },
    {
      Sid: "ReadModel",
      Effect: "Allow",
      Action: "s3:GetObject",
      // `*`: every version of the model, so that the old one can still start while the new one takes its place.
      Resource: `arn:aws:s3:::${bucket}/${name}/*`,
    },
    ...(kmsKeyArn === undefined
      ? []
      : [{ Sid: "DecryptModel", Effect: "Allow", Action: "kms:Decrypt", Resource: kmsKeyArn } as const]),
    {
      Sid: "WriteOwnLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      // `*`: AWS chooses the names of the streams, and a log group's ARN ends in `:*`.
      Resource: `arn:aws:logs:${region}:${account}:log-group:${modelNames(name, execution).logGroup}:*`,
    },
    {
      Sid: "WriteMetrics",
      Effect: "Allow",
      Action: "cloudwatch:PutMetricData",
      // `*`: the action takes no resource.
      Resource: "*",
      Condition: { StringEquals: { "cloudwatch:namespace": "/aws/sagemaker/Endpoints" } },
    },
    ...networkInterfaces(execution),
  );
}
