import { notYetKnown } from "../../../policy/support/values";
import { document, fails, passes, type RuleCases, resource } from "../support/case";

const anOrganization = { StringEquals: { "aws:PrincipalOrgID": "o-exampleorg1" } };

const identity = (...statements: readonly object[]) =>
  resource("aws:iam/rolePolicy:RolePolicy", { policy: document(...statements) });
const endpoint = (...statements: readonly object[]) =>
  resource("aws:ec2/vpcEndpoint:VpcEndpoint", { policy: document(...statements) });
const bucketPolicy = (...statements: readonly object[]) =>
  resource("aws:s3/bucketPolicy:BucketPolicy", { policy: document(...statements) });

const allow = { Effect: "Allow", Action: "sts:GetCallerIdentity", Resource: "*" };
const fromAnybody = {
  Sid: "All",
  Effect: "Allow",
  Principal: "*",
  Action: "s3:GetObject",
  Resource: "arn:aws:s3:::b/*",
};

const networkInterfaces = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:UnassignPrivateIpAddresses",
];
const byLambda = { Effect: "Allow", Action: networkInterfaces, Resource: "*" };
const notByCode = {
  ...byLambda,
  Effect: "Deny",
  Condition: { ArnEquals: { "lambda:SourceFunctionArn": "arn:aws:lambda:eu-west-1:333333333333:function:f" } },
};

const everybodysRepositories = "arn:aws:ecr:eu-west-1:*:repository/*";
const ownRepositories = everybodysRepositories.replace("*", "333333333333");
const inOrganization = {
  Resource: everybodysRepositories,
  Condition: { StringEquals: { "aws:ResourceOrgID": "o-exampleorg1" } },
};

const noReason = (action: string) =>
  `policy, statement 1 allows ${action} on "*", which has no reason on the list: name its resources, or add the action with its reason to policy/rules/star-resource-reasons.ts`;

export const documentCases: RuleCases = {
  "readable-policy": [
    passes("a document as text", identity(allow)),
    passes("a document as an object", resource("aws:iam/policy:Policy", { policy: { Statement: allow } })),
    passes("a document that a preview doesn't know", resource("aws:iam/policy:Policy", { policy: notYetKnown })),
    passes("a policy that isn't one of IAM's", resource("aws:ecr/lifecyclePolicy:LifecyclePolicy", { policy: "{}" })),
    fails(
      "a text that isn't JSON",
      resource("aws:iam/role:Role", { assumeRolePolicy: "Statement" }),
      "assumeRolePolicy is not a policy document: write JSON with a Statement",
    ),
    fails(
      "JSON without statements",
      resource("aws:ec2/vpcEndpoint:VpcEndpoint", { policy: '{"Version":"2012-10-17"}' }),
      "policy is not a policy document: write JSON with a Statement",
    ),
  ],
  "no-star-action": [
    passes("named actions", identity(allow)),
    passes("a denial of everything", bucketPolicy({ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" })),
    passes(
      "a service for known callers of an endpoint",
      endpoint({ ...fromAnybody, Action: "s3:*", Condition: anOrganization }),
    ),
    fails(
      "everything",
      identity({ ...allow, Action: "*" }),
      'policy, statement 1 allows the action "*": name the intended actions',
    ),
    fails(
      "all of a service, and of services by a pattern",
      identity({ ...allow, Action: ["sagemaker:*", "s*:Get", "logs:PutLogEvents"] }),
      'policy, statement 1 allows the action "sagemaker:*": name the intended actions',
      'policy, statement 1 allows the action "s*:Get": name the intended actions',
    ),
    fails(
      "all of a service for everyone who comes through an endpoint",
      endpoint({ ...fromAnybody, Action: "s3:*" }),
      'policy, statement All allows the action "s3:*": name the intended actions',
    ),
    fails(
      "everything for known callers of an endpoint",
      endpoint({ ...fromAnybody, Action: "*", Condition: anOrganization }),
      'policy, statement All allows the action "*": name the intended actions',
    ),
    fails(
      "everything but one action",
      identity({ Effect: "Allow", NotAction: "iam:CreateUser", Resource: "*" }),
      "policy, statement 1 allows every action but some, by NotAction: name the intended actions in Action",
    ),
    fails(
      "everything in a policy that is written into a role",
      resource("aws:iam/role:Role", { inlinePolicies: [{ name: "all", policy: document({ ...allow, Action: "*" }) }] }),
      'inlinePolicies[0].policy, statement 1 allows the action "*": name the intended actions',
    ),
  ],
  "no-star-resource": [
    passes("an action on the list", identity(allow)),
    passes("a named resource", identity({ ...allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::bucket/*" })),
    passes("what Lambda needs in a VPC, denied to the code", identity(byLambda, notByCode)),
    passes("known callers of an endpoint", endpoint({ ...fromAnybody, Resource: "*", Condition: anOrganization })),
    passes(
      "the policy of a key, whose star is the key",
      resource("aws:kms/key:Key", { policy: document({ ...allow, Action: "kms:Decrypt" }) }),
    ),
    fails(
      "an action that takes a resource",
      identity({ ...allow, Action: "sagemaker:InvokeEndpoint" }),
      noReason("sagemaker:InvokeEndpoint"),
    ),
    passes(
      "images of the organization's repositories, and of the account's own",
      identity(
        { ...allow, Action: "ecr:BatchGetImage", ...inOrganization },
        { ...allow, Action: "ecr:BatchGetImage", Resource: ownRepositories },
      ),
    ),
    fails(
      "images of everybody's repositories, beside those of the organization",
      identity(
        { ...allow, Action: "ecr:BatchGetImage", ...inOrganization },
        { ...allow, Action: "ecr:ListImages", Resource: everybodysRepositories },
      ),
      noReason("ecr:BatchGetImage").replace('"*"', `"${everybodysRepositories}"`),
      noReason("ecr:ListImages").replace('"*"', `"${everybodysRepositories}"`).replace("statement 1", "statement 2"),
    ),
    fails(
      "every bucket",
      identity({ ...allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::*" }),
      noReason("s3:GetObject").replace('"*"', '"arn:aws:s3:::*"'),
    ),
    fails("what Lambda needs in a VPC, left to the code", identity(byLambda), ...networkInterfaces.map(noReason)),
    fails(
      "one of the actions that API Gateway's logging role has together",
      identity({ ...allow, Action: "logs:GetLogEvents" }),
      noReason("logs:GetLogEvents"),
    ),
    fails(
      "every resource but one",
      identity({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::secret/*" }),
      "policy, statement 1 allows every resource but some, by NotResource: name the intended resources in Resource",
    ),
    fails(
      "everything for everyone who comes through an endpoint",
      endpoint({ ...fromAnybody, Resource: "*" }),
      'policy, statement All lets everybody reach "*": name the resources, or add a condition on the caller such as aws:PrincipalOrgID',
    ),
  ],
  "no-managed-policy": [
    passes(
      "a policy of one's own",
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        policyArn: "arn:aws:iam::222222222222:policy/Own",
      }),
    ),
    fails(
      "a policy of AWS's, attached",
      resource("aws:iam/rolePolicyAttachment:RolePolicyAttachment", {
        policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      }),
      'attaches "arn:aws:iam::aws:policy/AdministratorAccess", an AWS managed policy: write your own policy with the actions that are needed',
    ),
    fails(
      "a policy of AWS's, listed in a role",
      resource("aws:iam/role:Role", { managedPolicyArns: ["arn:aws:iam::aws:policy/AmazonSageMakerFullAccess"] }),
      'attaches "arn:aws:iam::aws:policy/AmazonSageMakerFullAccess", an AWS managed policy: write your own policy with the actions that are needed',
    ),
  ],
};
