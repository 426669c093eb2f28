import { type PolicyDocument, policy } from "../../support/policy-document";

/** What policies of a LOB's Studio name besides the user's own. */
export interface CapabilityScope {
  /** Id of the LOB's account, 12 digits. */
  readonly account: string;
  /** Its region. */
  readonly region: string;
  /** The organization whose repositories of images may be read as well; without one, only the account's own. */
  readonly organizationId?: string | undefined;
}

/** What the policy for the parent's models names. */
export interface ParentModelsScope {
  /** ARN of the parent's role `SageMakerExternal`. */
  readonly roleArn: string;
  /** Id of the hub's endpoint `sts`, the only way to that role. */
  readonly stsEndpointId: string;
  /** ARN of the file that tells people's code of that role. */
  readonly fileArn: string;
}

/**
 * Assume the parent's role, and no other, through the hub's endpoint only, so that a notebook's keys are of no use
 * elsewhere. SageMaker gave the session the user's name, and assuming a role sets that source identity again, which is
 * an action of its own. And read the file with the role's ARN and ExternalId.
 *
 * Source: IAM User Guide, "Monitor and control actions taken with assumed roles", Permissions required to set source
 * identity.
 */
export function parentModelsPolicy({ roleArn, stsEndpointId, fileArn }: ParentModelsScope): PolicyDocument {
  return policy(
    {
      Sid: "AssumeInvokeRole",
      Effect: "Allow",
      Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
      Resource: roleArn,
      Condition: { StringEquals: { "aws:SourceVpce": stsEndpointId } },
    },
    { Sid: "ReadParent", Effect: "Allow", Action: "s3:GetObject", Resource: fileArn },
  );
}

/**
 * Pull images: look at repositories and their images, and read manifests and layers. Nothing is pushed or deleted.
 *
 * Source: Amazon ECR User Guide, "Amazon ECR repository policy examples" and "Private repository policies"; Service
 * Authorization Reference, "Amazon Elastic Container Registry".
 */
export function ecrPullPolicy({ account, region, organizationId }: CapabilityScope): PolicyDocument {
  const pull = [
    "ecr:BatchCheckLayerAvailability",
    "ecr:BatchGetImage",
    "ecr:DescribeImages",
    "ecr:DescribeRepositories",
    "ecr:GetDownloadUrlForLayer",
    "ecr:ListImages",
  ];
  const repositories = (owner: string) => `arn:aws:ecr:${region}:${owner}:repository/*`;
  return policy(
    // `*`: the action takes no resource.
    { Sid: "SignInToRegistries", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    // `*`: every repository of the LOB's own account.
    { Sid: "PullOwnImages", Effect: "Allow", Action: pull, Resource: repositories(account) },
    ...(organizationId === undefined
      ? []
      : [
          {
            Sid: "PullImagesOfOrganization",
            Effect: "Allow" as const,
            Action: pull,
            // `*`: any account of the organization, which the condition requires; the repository's own policy decides
            // which accounts may pull.
            Resource: repositories("*"),
            Condition: { StringEquals: { "aws:ResourceOrgID": organizationId } },
          },
        ]),
  );
}

/**
 * Register the LOB's models: make groups and versions with their tags, look at them, and change a version's approval
 * and description. Packages belong to the LOB: AWS's list has no key for who made one, so colleagues may change each
 * other's. Nothing is deleted, and no package of another account is read.
 *
 * Source: Service Authorization Reference, "Amazon SageMaker"; SageMaker Developer Guide, "Model Registration
 * Deployment with Model Registry" and "Provide permissions for tagging SageMaker AI resources".
 */
export function registryPolicy({ account, region }: CapabilityScope): PolicyDocument {
  const arn = (type: string) => `arn:aws:sagemaker:${region}:${account}:${type}/*`;
  const groups = arn("model-package-group");
  const packages = arn("model-package");
  return policy(
    {
      Sid: "UseOwnGroups",
      Effect: "Allow",
      Action: ["sagemaker:CreateModelPackageGroup", "sagemaker:DescribeModelPackageGroup"],
      // `*`: users choose groups' names.
      Resource: groups,
    },
    {
      Sid: "UseOwnPackages",
      Effect: "Allow",
      Action: [
        "sagemaker:BatchDescribeModelPackage",
        "sagemaker:CreateModelPackage",
        "sagemaker:DescribeModelPackage",
        "sagemaker:ListModelPackages",
        "sagemaker:UpdateModelPackage",
      ],
      // `*`: versions are numbered within their groups.
      Resource: packages,
    },
    {
      Sid: "ListRegistry",
      Effect: "Allow",
      Action: ["sagemaker:ListModelPackageGroups", "sagemaker:ListModelPackages"],
      // `*`: lists of all groups and all packages have no resource; both are the account's own.
      Resource: "*",
    },
    {
      Sid: "TagWhatIsBeingRegistered",
      Effect: "Allow",
      Action: "sagemaker:AddTags",
      Resource: [groups, packages],
      Condition: { StringEquals: { "sagemaker:TaggingAction": ["CreateModelPackage", "CreateModelPackageGroup"] } },
    },
  );
}
