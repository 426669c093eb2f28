export const roleArn = "arn:aws:iam::222222222222:role/SageMakerExternal";
export const bucket = "sagemaker-lob-a-333333333333-eu-west-1";
export const fileArn = `arn:aws:s3:::${bucket}/.studio/parent-models.json`;
export const scope = { account: "333333333333", region: "eu-west-1", organizationId: "o-exampleorg1" };
const pull = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:DescribeImages",
  "ecr:DescribeRepositories",
  "ecr:GetDownloadUrlForLayer",
  "ecr:ListImages",
];
export const signIn = {
  Sid: "SignInToRegistries",
  Effect: "Allow",
  Action: "ecr:GetAuthorizationToken",
  Resource: "*",
};
export const pullOwn = {
  Sid: "PullOwnImages",
  Effect: "Allow",
  Action: pull,
  Resource: "arn:aws:ecr:eu-west-1:333333333333:repository/*",
};
const ofSageMaker = (type: string) => `arn:aws:sagemaker:eu-west-1:333333333333:${type}/*`;

/** The statements of each capability. */
export const statements = {
  ecr: [
    signIn,
    pullOwn,
    {
      Sid: "PullImagesOfOrganization",
      Effect: "Allow",
      Action: pull,
      Resource: "arn:aws:ecr:eu-west-1:*:repository/*",
      Condition: { StringEquals: { "aws:ResourceOrgID": "o-exampleorg1" } },
    },
  ],
  "parent-models": [
    {
      Sid: "AssumeInvokeRole",
      Effect: "Allow",
      Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
      Resource: roleArn,
      Condition: { StringEquals: { "aws:SourceVpce": "vpce-0aaaaaaaaaaaaaaaa" } },
    },
    { Sid: "ReadParent", Effect: "Allow", Action: "s3:GetObject", Resource: fileArn },
  ],
  registry: [
    {
      Sid: "UseOwnGroups",
      Effect: "Allow",
      Action: ["sagemaker:CreateModelPackageGroup", "sagemaker:DescribeModelPackageGroup"],
      Resource: ofSageMaker("model-package-group"),
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
      Resource: ofSageMaker("model-package"),
    },
    {
      Sid: "ListRegistry",
      Effect: "Allow",
      Action: ["sagemaker:ListModelPackageGroups", "sagemaker:ListModelPackages"],
      Resource: "*",
    },
    {
      Sid: "TagWhatIsBeingRegistered",
      Effect: "Allow",
      Action: "sagemaker:AddTags",
      Resource: [ofSageMaker("model-package-group"), ofSageMaker("model-package")],
      Condition: { StringEquals: { "sagemaker:TaggingAction": ["CreateModelPackage", "CreateModelPackageGroup"] } },
    },
  ],
};

export const parent = { roleArn, externalId: "team-7", region: "eu-west-1", endpoints: ["iris"] };
export const everyService = ["ecr.api", "ecr.dkr", "logs", "sagemaker.api", "sagemaker.runtime", "sts", "studio"];
export const key = "arn:aws:kms:eu-west-1:333333333333:key/12345678-1234-1234-1234-123456789012";
