import type { PolicyDocument } from "../support/documents";
import { demands, demandsKey } from "../support/narrowing";
import { hasWildcard, isEverything } from "../support/values";

/** Why actions may be allowed on `*`. */
export interface StarResourceReason {
  readonly reason: string;
  /** The actions, as AWS writes them. */
  readonly actions: readonly string[];
  /** Whether the reason holds only for all these actions together, in one statement without others. */
  readonly together: boolean;
  /** A further requirement on the same document. Default: none. */
  readonly besides?: (document: PolicyDocument) => boolean;
}

/** Whether a document denies actions to a function's own code. */
function deniedToCode(actions: readonly string[]) {
  return ({ statements }: PolicyDocument): boolean =>
    statements.some(
      ({ allows, actions: denied, resources, conditions }) =>
        !allows &&
        resources.some(isEverything) &&
        conditions.length === 1 &&
        conditions.every((condition) => condition.key === "lambda:sourcefunctionarn" && demands(condition)) &&
        actions.every((action) => denied.includes(action)),
    );
}

const networkInterfaces = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];

const pullActions = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:DescribeImages",
  "ecr:DescribeRepositories",
  "ecr:GetDownloadUrlForLayer",
  "ecr:ListImages",
];

/** Whether a document allows actions in other accounts only within an organization. */
function onlyInOrganization(actions: readonly string[]) {
  return ({ statements }: PolicyDocument): boolean =>
    statements
      .filter((statement) => statement.allows && statement.actions.some((action) => actions.includes(action)))
      .every(
        (statement) =>
          demandsKey(statement, "aws:resourceorgid") ||
          statement.resources.every((resource) => !hasWildcard(resource.split(":")[4] ?? "*")),
      );
}

/**
 * The whole list of actions that policies of this project may allow on `*`. For any other action name its resources, or
 * add it here with the reason, where a reviewer sees it.
 */
export const starResourceReasons: readonly StarResourceReason[] = [
  {
    reason: "takes no resource: Service Authorization Reference, Amazon SageMaker",
    actions: [
      "sagemaker:ListApps",
      "sagemaker:ListDomains",
      "sagemaker:ListEndpointConfigs",
      "sagemaker:ListEndpoints",
      "sagemaker:ListModelPackageGroups",
      "sagemaker:ListModelPackages",
      "sagemaker:ListModels",
      "sagemaker:ListProcessingJobs",
      "sagemaker:ListSpaces",
      "sagemaker:ListTrainingJobs",
      "sagemaker:ListTransformJobs",
      "sagemaker:ListUserProfiles",
    ],
    together: false,
  },
  {
    reason: "takes no resource: Service Authorization Reference, Amazon Elastic Container Registry",
    actions: ["ecr:GetAuthorizationToken"],
    together: false,
  },
  {
    reason:
      "an organization's accounts aren't listed: the condition limits the action to its repositories, whose policies decide who may pull",
    actions: pullActions,
    together: false,
    besides: onlyInOrganization(pullActions),
  },
  {
    reason:
      "AWS keeps the images of its jobs and models in many accounts of its own; each repository's policy decides who may pull: SageMaker Developer Guide, Docker registry paths and example code",
    actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
    together: true,
  },
  {
    reason: "takes no resource: Service Authorization Reference, Amazon CloudWatch",
    actions: ["cloudwatch:PutMetricData"],
    together: false,
  },
  {
    reason:
      "SageMaker looks at a model's VPC, by actions that take no resource: SageMaker Developer Guide, CreateModel API: Execution Role Permissions",
    actions: [
      "ec2:DescribeDhcpOptions",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcs",
    ],
    together: true,
  },
  {
    reason: "takes no resource: Service Authorization Reference, AWS Security Token Service",
    actions: ["sts:GetCallerIdentity"],
    together: false,
  },
  {
    reason:
      "Lambda makes a function's network interfaces, which don't exist yet; the function's code is denied these actions: Lambda Developer Guide, Giving Lambda functions access to resources in an Amazon VPC",
    actions: networkInterfaces,
    together: true,
    besides: deniedToCode(networkInterfaces),
  },
  {
    reason:
      "API Gateway takes no logging role with less: API Gateway Developer Guide, Set up CloudWatch logging for REST APIs",
    actions: [
      "logs:CreateLogGroup",
      "logs:CreateLogStream",
      "logs:DescribeLogGroups",
      "logs:DescribeLogStreams",
      "logs:FilterLogEvents",
      "logs:GetLogEvents",
      "logs:PutLogEvents",
    ],
    together: true,
  },
];
