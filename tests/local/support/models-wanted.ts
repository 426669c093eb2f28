import { parentAccount, policyText, region, trusting, type Wanted } from "./local-aws";
import { network } from "./studio-wanted";
import { inlinePolicy, role } from "./wanted";

type Inputs = Readonly<Record<string, unknown>>;

export const image = `${parentAccount}.dkr.ecr.${region}.amazonaws.com/fraud:3`;
export const modelRole = `arn:aws:iam::${parentAccount}:role/Model`;

const repository = `arn:aws:ecr:${region}:${parentAccount}:repository/fraud`;
const pull = { Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] };

/** The role `Model`, which SageMaker may assume, and which may read and pull what these ARNs name. */
export function roleOfModels(data = "arn:aws:s3:::models-of-acme/fraud/*", images = repository): readonly Wanted[] {
  const trust = trusting(
    { Service: "sagemaker.amazonaws.com" },
    { StringEquals: { "aws:SourceAccount": parentAccount } },
  );
  const read = { Sid: "Read", Effect: "Allow", Action: "s3:GetObject", Resource: data };
  return [
    role("Model", { assumeRolePolicy: policyText(trust) }),
    inlinePolicy("Run", "Model", policyText(read, { Sid: "Pull", Effect: "Allow", ...pull, Resource: images })),
  ];
}

export function model(name: string, inputs: Inputs = {}, as = name): Wanted {
  const primaryContainer = { image, modelDataUrl: "s3://models-of-acme/fraud/3/model.tar.gz", environment: {} };
  return {
    type: "aws:sagemaker/model:Model",
    as,
    inputs: { name, executionRoleArn: modelRole, primaryContainer, ...inputs },
  };
}

export const inVpc = { vpcConfig: { subnets: network.subnetIds, securityGroupIds: [network.securityGroupId] } };
export const serverless = { serverlessConfig: { memorySizeInMb: 2048, maxConcurrency: 5 } };
export const onInstances = { instanceType: "ml.m5.large", initialInstanceCount: 1 };

/** A configuration that runs a model. */
export function configuration(name: string, variant: Inputs = serverless, modelName = "fraud-1", as = name): Wanted {
  return {
    type: "aws:sagemaker/endpointConfiguration:EndpointConfiguration",
    as,
    inputs: { name, productionVariants: [{ variantName: "AllTraffic", modelName, ...variant }] },
  };
}

export function endpoint(name: string, endpointConfigName: string, as = name): Wanted {
  return { type: "aws:sagemaker/endpoint:Endpoint", as, inputs: { name, endpointConfigName } };
}

const scaled = {
  serviceNamespace: "sagemaker",
  resourceId: "endpoint/fraud/variant/AllTraffic",
  scalableDimension: "sagemaker:variant:DesiredInstanceCount",
};

export const scaling: Wanted = {
  type: "aws:appautoscaling/target:Target",
  as: "scaling",
  inputs: { ...scaled, minCapacity: 1, maxCapacity: 4 },
};

export const scalingPolicy: Wanted = {
  type: "aws:appautoscaling/policy:Policy",
  as: "scaling-policy",
  inputs: {
    name: "invocations",
    policyType: "TargetTrackingScaling",
    ...scaled,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: 100,
      predefinedMetricSpecification: { predefinedMetricType: "SageMakerVariantInvocationsPerInstance" },
    },
  },
};

/** An object that a stack puts into a bucket. */
export function object(bucket: string, key: string, content = "model"): Wanted {
  return {
    type: "aws:s3/bucketObjectv2:BucketObjectv2",
    as: key,
    inputs: { bucket, key, contentBase64: Buffer.from(content).toString("base64") },
  };
}
