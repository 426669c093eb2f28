import { type PolicyDocument, policy } from "../../support/policy-document";
import {
  arnIn,
  type JobScope,
  lists,
  logs,
  made,
  ownThing,
  passing,
  type Scope,
  tagging,
} from "./studio-job-statements";

/**
 * Train models: start training jobs in the LOB's network, look at one's own and stop them. No job mounts a file system:
 * users' homes are one, and a job would read all of them. That is denied, so that no other policy allows it.
 *
 * Source: Service Authorization Reference, "Amazon SageMaker AI"; SageMaker Developer Guide, "CreateTrainingJob API:
 * Execution Role Permissions".
 */
export function trainingPolicy(scope: JobScope): PolicyDocument {
  const arn = arnIn(scope);
  const jobs = arn("training-job");
  return policy(
    {
      Sid: "StartOwnTraining",
      Effect: "Allow",
      Action: "sagemaker:CreateTrainingJob",
      Resource: jobs,
      Condition: made(scope, { network: true, instances: true, volumes: true, outputs: true }),
    },
    {
      Sid: "NoFileSystems",
      Effect: "Deny",
      Action: ["sagemaker:CreateHyperParameterTuningJob", "sagemaker:CreateTrainingJob"],
      Resource: [arn("hyper-parameter-tuning-job"), jobs],
      Condition: { Null: { "sagemaker:FileSystemId": "false" } },
    },
    {
      Sid: "UseOwnTraining",
      Effect: "Allow",
      Action: ["sagemaker:DescribeTrainingJob", "sagemaker:StopTrainingJob"],
      Resource: jobs,
      Condition: ownThing,
    },
    lists("sagemaker:ListTrainingJobs"),
    tagging([jobs], ["CreateTrainingJob"]),
    passing(scope),
    logs(scope, "TrainingJobs"),
  );
}

/**
 * Process data: start processing jobs in the LOB's network, look at one's own and stop them.
 *
 * Source: Service Authorization Reference, "Amazon SageMaker AI"; SageMaker Developer Guide, "CreateProcessingJob API:
 * Execution Role Permissions".
 */
export function processingPolicy(scope: JobScope): PolicyDocument {
  const jobs = arnIn(scope)("processing-job");
  return policy(
    {
      Sid: "StartOwnProcessing",
      Effect: "Allow",
      Action: "sagemaker:CreateProcessingJob",
      Resource: jobs,
      Condition: made(scope, { network: true, instances: true, volumes: true, outputs: true }),
    },
    {
      Sid: "UseOwnProcessing",
      Effect: "Allow",
      Action: ["sagemaker:DescribeProcessingJob", "sagemaker:StopProcessingJob"],
      Resource: jobs,
      Condition: ownThing,
    },
    lists("sagemaker:ListProcessingJobs"),
    tagging([jobs], ["CreateProcessingJob"]),
    passing(scope),
    logs(scope, "ProcessingJobs"),
  );
}

/**
 * Host models in the LOB's account: models in its network, endpoints of one's own configurations, batch transforms; use
 * and delete one's own. AWS's list has no key for whose model a configuration or a transform names. Serverless
 * endpoints have no instance type and no VPC, and aren't allowed.
 *
 * Source: Service Authorization Reference, "Amazon SageMaker AI": making an endpoint is asked of the endpoint and of its
 * configuration; SageMaker Developer Guide, "CreateModel API: Execution Role Permissions".
 */
export function modelsPolicy(scope: JobScope): PolicyDocument {
  const arn = arnIn(scope);
  const [models, configurations, endpoints, transforms] = [
    arn("model"),
    arn("endpoint-config"),
    arn("endpoint"),
    arn("transform-job"),
  ] as const;
  const all = [models, configurations, endpoints, transforms];
  return policy(
    {
      Sid: "MakeOwnModels",
      Effect: "Allow",
      Action: "sagemaker:CreateModel",
      Resource: models,
      Condition: made(scope, { network: true }),
    },
    {
      Sid: "MakeOwnConfigurations",
      Effect: "Allow",
      Action: "sagemaker:CreateEndpointConfig",
      Resource: configurations,
      Condition: made(scope, { instances: true, model: true, volumes: true }),
    },
    {
      Sid: "MakeOwnEndpoints",
      Effect: "Allow",
      Action: "sagemaker:CreateEndpoint",
      Resource: endpoints,
      Condition: made(scope, {}),
    },
    {
      Sid: "RunOwnConfigurations",
      Effect: "Allow",
      Action: "sagemaker:CreateEndpoint",
      Resource: configurations,
      Condition: ownThing,
    },
    {
      Sid: "StartOwnTransforms",
      Effect: "Allow",
      Action: "sagemaker:CreateTransformJob",
      Resource: transforms,
      Condition: made(scope, { instances: true, model: true, volumes: true, outputs: true }),
    },
    {
      Sid: "UseOwnModels",
      Effect: "Allow",
      Action: [
        "sagemaker:DeleteEndpoint",
        "sagemaker:DeleteEndpointConfig",
        "sagemaker:DeleteModel",
        "sagemaker:DescribeEndpoint",
        "sagemaker:DescribeEndpointConfig",
        "sagemaker:DescribeModel",
        "sagemaker:DescribeTransformJob",
        "sagemaker:InvokeEndpoint",
        "sagemaker:InvokeEndpointWithResponseStream",
        "sagemaker:StopTransformJob",
        "sagemaker:UpdateEndpoint",
      ],
      Resource: all,
      Condition: ownThing,
    },
    lists(
      "sagemaker:ListEndpointConfigs",
      "sagemaker:ListEndpoints",
      "sagemaker:ListModels",
      "sagemaker:ListTransformJobs",
    ),
    tagging(all, ["CreateEndpoint", "CreateEndpointConfig", "CreateModel", "CreateTransformJob"]),
    passing(scope),
    // `*`: each endpoint has a log group of its own.
    logs(scope, "Endpoints/*", "TransformJobs"),
  );
}

/** What makes something that runs on instances; each has the key, but for what has no instances. */
const onInstances = {
  app: "CreateApp",
  "endpoint-config": "CreateEndpointConfig",
  "hyper-parameter-tuning-job": "CreateHyperParameterTuningJob",
  "processing-job": "CreateProcessingJob",
  space: ["CreateSpace", "UpdateSpace"],
  "training-job": ["CreateTrainingJob", "UpdateTrainingJob"],
  "transform-job": "CreateTransformJob",
} as const;

/**
 * Nothing runs on other instance types than these, whatever else a policy of the role allows: apps, jobs and endpoints.
 * A call that names no type is allowed here: apps then take the profile's, and jobs are asked for one.
 *
 * Source: IAM User Guide, "Set operators for multivalued context keys": `ForAnyValue` is false where the key is absent.
 */
export function instanceTypesPolicy(scope: Scope, types: readonly string[]): PolicyDocument {
  const arn = arnIn(scope);
  return policy({
    Sid: "OtherInstanceTypes",
    Effect: "Deny",
    Action: Object.values(onInstances)
      .flat()
      .map((operation) => `sagemaker:${operation}`),
    Resource: Object.keys(onInstances).map(arn),
    Condition: { "ForAnyValue:StringNotEquals": { "sagemaker:InstanceTypes": types } },
  });
}
