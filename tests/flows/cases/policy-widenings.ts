import { permission } from "../../../local/aws/lambda/kinds";
import {
  adding,
  alsoWith,
  bucketStatement,
  having,
  inline,
  managed,
  openEndpoint,
  without,
} from "../support/estate-changes";
import type { Widening } from "./widening";

const hub = "111122223333";

export const policyWidenings: readonly Widening[] = [
  {
    what: "the parent's role may invoke every endpoint",
    change: managed("parent", "invoke-policy", "InvokeEndpoints", having({ Resource: "*" })),
    appears: [
      "SageMakerExternal of parent may invoke endpoint unlisted-model of parent, from hub shared, LOB child and LOB lob-b",
    ],
  },
  {
    what: "the parent's role may invoke from anywhere",
    change: managed("parent", "invoke-policy", "InvokeEndpoints", without("aws:SourceVpce")),
    appears: ["SageMakerExternal of parent may invoke endpoint iris of parent, from internet"],
  },
  {
    what: "the parent's role may stream, though its config doesn't say so",
    change: managed(
      "parent",
      "invoke-policy",
      "InvokeEndpoints",
      alsoWith("Action", "sagemaker:InvokeEndpointWithResponseStream"),
    ),
    appears: [
      "SageMakerExternal of parent may stream from endpoint iris of parent, from hub shared, LOB child and LOB lob-b",
    ],
  },
  {
    what: "the parent's role may invoke asynchronously",
    change: managed("parent", "invoke-policy", "InvokeEndpoints", alsoWith("Action", "sagemaker:InvokeEndpointAsync")),
    appears: [
      "SageMakerExternal of parent may queue work for endpoint iris of parent, from hub shared, LOB child and LOB lob-b",
    ],
  },
  {
    what: "presigned URLs may be made and used from anywhere",
    change: inline("child", "lob-generator-policy", "MakeAndUseUrls", without("aws:SourceVpce")),
    appears: [
      "PresignedURLGenerator of child may make a presigned URL for user-lob-a in child, from internet",
      "PresignedURLGenerator of child may make a presigned URL for colleague in child, from internet",
      "anybody with a URL of user-lob-a may open Studio of user-lob-a, from internet",
    ],
  },
  {
    what: "Studio may make URLs for other users",
    change: inline(
      "child",
      "lob-execution-policy",
      "OpenOwnProfile",
      having({ Resource: "arn:aws:sagemaker:eu-west-1:333333333333:user-profile/*" }),
    ),
    appears: [
      "Studio of user-lob-a in child may make a presigned URL for colleague in child, from hub shared, LOB child, LOB lob-b and on-premises of shared",
      "Studio of colleague in child may make a presigned URL for user-lob-a in child, from hub shared, LOB child, LOB lob-b and on-premises of shared",
    ],
  },
  {
    what: "Studio may use the whole bucket",
    change: inline(
      "child",
      "lob-execution-policy",
      "OwnFiles",
      having({ Resource: "arn:aws:s3:::sagemaker-lob-a-333333333333-eu-west-1/*" }),
    ),
    appears: [
      "Studio of user-lob-a in child may read files of colleague in child, from LOB child, LOB lob-b and internet",
      "Studio of user-lob-a in child may write files of colleague in child, from LOB child, LOB lob-b and internet",
      "Studio of colleague in child may read files of user-lob-a in child, from LOB child, LOB lob-b and internet",
      "Studio of colleague in child may write files of user-lob-a in child, from LOB child, LOB lob-b and internet",
    ],
  },
  {
    what: "a LOB's bucket lets another LOB's account in",
    change: bucketStatement("child", "lob-files-policy", {
      Sid: "Share",
      Effect: "Allow",
      Principal: { AWS: "arn:aws:iam::444444444444:root" },
      Action: "s3:GetObject",
      Resource: "arn:aws:s3:::sagemaker-lob-a-333333333333-eu-west-1/*",
    }),
    appears: [
      "administrator of lob-b may read files of user-lob-a in child, from LOB child, LOB lob-b and internet",
      "administrator of lob-b may read files of colleague in child, from LOB child, LOB lob-b and internet",
      "a role named like SageMakerInvoker-* of lob-b may read files of user-lob-a in child, from LOB child, LOB lob-b and internet",
      "a role named like SageMakerInvoker-* of lob-b may read files of colleague in child, from LOB child, LOB lob-b and internet",
    ],
  },
  {
    what: "the function for presigned URLs may write users",
    change: inline(
      "shared",
      "access-presigned-url-ReadDirectory",
      "ReadDirectory",
      alsoWith("Action", "dynamodb:UpdateItem"),
    ),
    appears: [
      "StudioPresignedUrl-shared of shared may write items of table studio-users-shared, from internet",
      "StudioPresignedUrl-shared of shared may write items of table studio-lobs-shared, from internet",
    ],
  },
  {
    what: "the function for presigned URLs may list its tables",
    change: inline(
      "shared",
      "access-presigned-url-ReadDirectory",
      "ReadDirectory",
      alsoWith("Action", "dynamodb:Query"),
    ),
    appears: [
      "StudioPresignedUrl-shared of shared may list items of table studio-users-shared, from internet",
      "StudioPresignedUrl-shared of shared may list items of table studio-lobs-shared, from internet",
    ],
  },
  {
    what: "the function for presigned URLs may set passwords",
    change: inline("shared", "access-presigned-url-WriteOwnLogs", "WriteOwnLogs", () => ({
      Sid: "WriteOwnLogs",
      Effect: "Allow",
      Action: "cognito-idp:AdminSetUserPassword",
      // `*`: the case is about a statement that is too wide.
      Resource: "*",
    })),
    appears: ["StudioPresignedUrl-shared of shared may set passwords in the user pool of shared, from internet"],
  },
  {
    what: "the invoking function may rewrite roles of its account",
    change: inline("child", "invoker-invoke-endpoint-WriteOwnLogs", "WriteOwnLogs", () => ({
      Sid: "WriteOwnLogs",
      Effect: "Allow",
      Action: "iam:PutRolePolicy",
      Resource: "arn:aws:iam::333333333333:role/SageMakerInvoker-child",
    })),
    appears: [
      "SageMakerInvoker-child of child may change the policies of SageMakerInvoker-child of child, from internet",
    ],
  },
  {
    what: "an outsider's account may call the function for presigned URLs",
    change: adding(permission, hub, "stranger", () => ({
      functionName: "studio-presigned-url-shared",
      statementId: "Stranger",
      action: "lambda:InvokeFunction",
      principal: "777777777777",
    })),
    appears: [
      "administrator of a stranger may call function studio-presigned-url-shared, from internet",
      "a role named like SageMakerInvoker-* of a stranger may call function studio-presigned-url-shared, from internet",
    ],
  },
  {
    what: "the hub's endpoint logs has AWS's default policy",
    change: openEndpoint("shared", "hub-endpoints-logs"),
    appears: [
      "administrator of a stranger may use CloudWatch Logs in an account of their own, from hub shared, LOB child and LOB lob-b",
      "a role named like SageMakerInvoker-* of a stranger may use CloudWatch Logs in an account of their own, from hub shared, LOB child and LOB lob-b",
      "administrator of another organization may use CloudWatch Logs in an account of their own, from hub shared, LOB child and LOB lob-b",
      "a role named like SageMakerInvoker-* of another organization may use CloudWatch Logs in an account of their own, from hub shared, LOB child and LOB lob-b",
    ],
  },
  {
    what: "the hub's endpoint sts has AWS's default policy",
    change: openEndpoint("shared", "hub-endpoints-sts"),
    appears: [
      "administrator of a stranger may use STS in an account of their own, from hub shared, LOB child and LOB lob-b",
      "a role named like SageMakerInvoker-* of a stranger may use STS in an account of their own, from hub shared, LOB child and LOB lob-b",
      "administrator of another organization may use STS in an account of their own, from hub shared, LOB child and LOB lob-b",
      "a role named like SageMakerInvoker-* of another organization may use STS in an account of their own, from hub shared, LOB child and LOB lob-b",
    ],
  },
  {
    what: "a LOB's endpoint for S3 has AWS's default policy",
    change: openEndpoint("child", "lob-network-vpc-s3"),
    appears: [
      "administrator of a stranger may use S3 in an account of their own, from LOB child",
      "a role named like SageMakerInvoker-* of a stranger may use S3 in an account of their own, from LOB child",
      "administrator of another organization may use S3 in an account of their own, from LOB child",
      "a role named like SageMakerInvoker-* of another organization may use S3 in an account of their own, from LOB child",
    ],
  },
  {
    what: "the hub's endpoint for DynamoDB has AWS's default policy",
    change: openEndpoint("shared", "hub-dynamodb"),
    appears: [
      "administrator of a stranger may use DynamoDB in an account of their own, from hub shared",
      "a role named like SageMakerInvoker-* of a stranger may use DynamoDB in an account of their own, from hub shared",
      "administrator of another organization may use DynamoDB in an account of their own, from hub shared",
      "a role named like SageMakerInvoker-* of another organization may use DynamoDB in an account of their own, from hub shared",
    ],
  },
];
