import { lambdaTrust, parentAccount, region } from "./local-aws";
import {
  configuration,
  endpoint,
  image,
  inVpc,
  model,
  modelRole,
  object,
  onInstances,
  roleOfModels,
  scaling,
  scalingPolicy,
  serverless,
} from "./models-wanted";
import type { RefusalCase } from "./refusal-cases";
import { bucket } from "./studio-wanted";
import { role } from "./wanted";

const arn = (resource: string) => `arn:aws:sagemaker:${region}:${parentAccount}:${resource}`;
const pattern = "satisfy regular expression pattern: [a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}";
const invalid = (value: unknown, member: string, demand: string) =>
  `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must ${demand}`;
const ofVariant = (value: unknown, member: string, demand: string) =>
  invalid(value, `productionVariants.1.member.${member}`, demand);
const noData = (url: string) =>
  `Could not access model data at ${url}. Please ensure that the role "${modelRole}" exists and that its trust relationship policy allows the action "sts:AssumeRole" for the service principal "sagemaker.amazonaws.com". Also ensure that the role has "s3:GetObject" permissions and that the object is located in ${region}.`;

const withModel = [...roleOfModels(), model("fraud-1")];
const standing = [...withModel, configuration("fraud-a", onInstances), endpoint("fraud", "fraud-a")];
const container = (modelDataUrl: string) => ({ primaryContainer: { image, modelDataUrl } });

/** A case of a configuration's variant. */
function variantCase(what: string, variant: object, message: string, row: "R176" | "R177" = "R176"): RefusalCase {
  return {
    ...{ row, what, message, given: withModel },
    refused: configuration("a", { ...variant }),
    accepted: [configuration("a")],
  };
}

/** Cases of rows R170 to R179 of the table in local/aws/refusals.ts. */
export const modelRefusalCases: readonly RefusalCase[] = [
  {
    row: "R170",
    what: "a model's name with an underscore",
    given: roleOfModels(),
    refused: model("fraud_1"),
    message: invalid("fraud_1", "modelName", pattern),
    accepted: [model("fraud-1")],
  },
  {
    row: "R170",
    what: "an endpoint's name of 64 characters",
    given: standing,
    refused: endpoint("f".repeat(64), "fraud-a"),
    message: invalid("f".repeat(64), "endpointName", pattern),
    accepted: [endpoint("f".repeat(63), "fraud-a")],
  },
  {
    row: "R171",
    what: "a second model of one name",
    given: withModel,
    refused: model("fraud-1", {}, "again"),
    message: `Cannot create already existing model "${arn("model/fraud-1")}".`,
    accepted: [model("fraud-2", {}, "again")],
  },
  {
    row: "R171",
    what: "a second configuration of one name",
    given: standing,
    refused: configuration("fraud-a", serverless, "fraud-1", "again"),
    message: `Cannot create already existing endpoint configuration "${arn("endpoint-config/fraud-a")}".`,
    accepted: [configuration("fraud-b", serverless, "fraud-1", "again")],
  },
  {
    row: "R171",
    what: "an endpoint whose name differs only in case",
    given: standing,
    refused: endpoint("Fraud", "fraud-a"),
    message: `Cannot create already existing endpoint "${arn("endpoint/fraud")}".`,
    accepted: [endpoint("Fraud-2", "fraud-a")],
  },
  {
    row: "R65",
    what: "a model whose role trusts another service",
    given: [role("Other", { assumeRolePolicy: lambdaTrust }), ...roleOfModels()],
    refused: model("fraud-1", { executionRoleArn: `arn:aws:iam::${parentAccount}:role/Other` }),
    message: `Could not assume role arn:aws:iam::${parentAccount}:role/Other. Please ensure that the role exists and allows principal 'sagemaker.amazonaws.com' to assume the role.`,
    accepted: [model("fraud-1")],
  },
  {
    row: "R172",
    what: "a model whose role may read only another part of the bucket",
    given: roleOfModels("arn:aws:s3:::models-of-acme/churn/*"),
    refused: model("fraud-1"),
    message: noData("s3://models-of-acme/fraud/3/model.tar.gz"),
    accepted: [model("fraud-1", container("s3://models-of-acme/churn/3/model.tar.gz"))],
  },
  {
    row: "R172",
    what: "a model whose data aren't in a stack's bucket",
    given: [...roleOfModels(), bucket("models-of-acme"), object("models-of-acme", "fraud/4/model.tar.gz")],
    refused: model("fraud-1"),
    message: noData("s3://models-of-acme/fraud/3/model.tar.gz"),
    accepted: [model("fraud-1", container("s3://models-of-acme/fraud/4/model.tar.gz"))],
  },
  {
    row: "R173",
    what: "a model whose role may pull only another image",
    given: roleOfModels(undefined, `arn:aws:ecr:${region}:${parentAccount}:repository/churn`),
    refused: model("fraud-1"),
    message: `The role "${modelRole}" does not have ecr:GetDownloadUrlForLayer, ecr:BatchGetImage, ecr:BatchCheckLayerAvailability permission on the repository of the image ${image}.`,
    accepted: [
      model("fraud-1", {
        primaryContainer: {
          image: image.replace("fraud:3", `churn@sha256:${"0".repeat(64)}`),
          modelDataUrl: "s3://models-of-acme/fraud/3/model.tar.gz",
        },
      }),
    ],
  },
  {
    row: "R174",
    what: "a configuration of a model that doesn't exist",
    given: withModel,
    refused: configuration("fraud-a", serverless, "fraud-2"),
    message: `Could not find model "${arn("model/fraud-2")}".`,
    accepted: [configuration("fraud-a")],
  },
  {
    row: "R174",
    what: "an endpoint of a configuration that doesn't exist",
    given: standing,
    refused: endpoint("churn", "fraud-b"),
    message: `Could not find endpoint configuration "${arn("endpoint-config/fraud-b")}".`,
    accepted: [endpoint("churn", "fraud-a")],
  },
  {
    row: "R174",
    what: "scaling of a serverless variant",
    given: [...withModel, configuration("fraud-a"), endpoint("fraud", "fraud-a")],
    refused: scaling,
    message: 'Could not find variant "endpoint/fraud/variant/AllTraffic" with instances.',
    accepted: [configuration("fraud-b", onInstances), endpoint("fraud", "fraud-b"), scaling],
  },
  {
    row: "R175",
    what: "a scaling policy without its target",
    given: standing,
    refused: scalingPolicy,
    message:
      "No scalable target registered for service namespace: sagemaker, resource ID: endpoint/fraud/variant/AllTraffic, scalable dimension: sagemaker:variant:DesiredInstanceCount",
    accepted: [scaling, scalingPolicy],
  },
  variantCase(
    "a variant that is serverless and on instances",
    { ...serverless, ...onInstances },
    "Each production variant must have either ServerlessConfig or InstanceType.",
  ),
  variantCase(
    "a serverless variant of half a gigabyte",
    { serverlessConfig: { memorySizeInMb: 512, maxConcurrency: 5 } },
    ofVariant(512, "serverlessConfig.memorySizeInMB", "satisfy enum value set: [1024, 2048, 3072, 4096, 5120, 6144]"),
  ),
  variantCase(
    "a serverless variant for 201 calls at a time",
    { serverlessConfig: { memorySizeInMb: 1024, maxConcurrency: 201 } },
    ofVariant(201, "serverlessConfig.maxConcurrency", "have value between 1 and 200"),
  ),
  variantCase(
    "an instance type of EC2",
    { ...onInstances, instanceType: "m5.large" },
    ofVariant("m5.large", "instanceType", "satisfy enum value set of instance types"),
  ),
  variantCase(
    "no instance",
    { ...onInstances, initialInstanceCount: 0 },
    ofVariant(0, "initialInstanceCount", "have value greater than or equal to 1"),
  ),
  {
    row: "R177",
    what: "a serverless variant of a model in a VPC",
    given: [...roleOfModels(), model("fraud-1", inVpc)],
    refused: configuration("fraud-a"),
    message: 'Model "fraud-1" has a VpcConfig, which serverless inference doesn\'t support.',
    accepted: [configuration("fraud-a", onInstances)],
  },
  {
    row: "R178",
    what: "an endpoint on instances that is to be serverless",
    given: [
      ...standing,
      configuration("fraud-b"),
      configuration("fraud-c", { ...onInstances, initialInstanceCount: 2 }),
    ],
    refused: endpoint("fraud", "fraud-b"),
    message: `Endpoint "${arn("endpoint/fraud")}" runs on instances and can't be converted to a serverless endpoint.`,
    accepted: [endpoint("fraud", "fraud-c")],
  },
  {
    row: "R179",
    what: "another instance type of a variant that is scaled",
    given: [
      ...standing,
      scaling,
      configuration("fraud-b", { ...onInstances, instanceType: "ml.m5.xlarge" }),
      configuration("fraud-c", { ...onInstances, initialInstanceCount: 2 }),
    ],
    refused: endpoint("fraud", "fraud-b"),
    message:
      'The variant(s) "[AllTraffic]" must be deregistered as scalable targets with AWS Auto Scaling before they can be removed or have their instance type changed.',
    accepted: [endpoint("fraud", "fraud-c")],
  },
];
