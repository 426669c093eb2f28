import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../common/refusal";
import { definitionHash } from "../access/definition-hash";
import { registerAlarm } from "../compute/alarm";
import { modelNames } from "../support/naming";
import { type InstanceArgs, type ModelEndpointArgs, modelEndpointArguments } from "./model-endpoint-arguments";
import { modelExecutionPolicy, modelTrustPolicy } from "./policies/model-policies";

/** The only variant, as SageMaker's own SDK calls it. */
const variantName = "AllTraffic";

/** Microseconds that a model may take before the alarm: nine tenths of the 60 seconds that SageMaker gives it. */
const slow = 54_000_000;

/** A name that is another one wherever what it names is: SageMaker can't change models and configurations. */
function versioned(name: string, definition: unknown): string {
  return `${name}-${definitionHash(definition).slice(0, 8)}`;
}

/** Scales a variant's instances by calls. Source: SageMaker Developer Guide, "Automatically scale Amazon SageMaker AI models". */
function registerScaling(
  name: string,
  endpointName: pulumi.Input<string>,
  { count, maxCount, invocations }: InstanceArgs,
  parent: pulumi.Resource,
): void {
  if (maxCount === undefined || invocations === undefined) {
    return;
  }
  const target = new aws.appautoscaling.Target(
    `${name}-scaling`,
    {
      serviceNamespace: "sagemaker",
      resourceId: pulumi.interpolate`endpoint/${endpointName}/variant/${variantName}`,
      scalableDimension: "sagemaker:variant:DesiredInstanceCount",
      minCapacity: count,
      maxCapacity: maxCount,
    },
    { parent },
  );
  const { serviceNamespace, resourceId, scalableDimension } = target;
  new aws.appautoscaling.Policy(
    `${name}-scaling-policy`,
    {
      ...{ name: "invocations", policyType: "TargetTrackingScaling" },
      ...{ serviceNamespace, resourceId, scalableDimension },
      targetTrackingScalingPolicyConfiguration: {
        targetValue: invocations,
        predefinedMetricSpecification: { predefinedMetricType: "SageMakerVariantInvocationsPerInstance" },
      },
    },
    { parent },
  );
}

/**
 * A model that SageMaker hosts: model, endpoint configuration and endpoint, with an execution role
 * `SageMakerModel-<name>` that may pull its image, read its own part of the bucket and write its own logs; a log group,
 * alarms, and scaling by calls where it is asked for.
 *
 * Another version is taken without a gap: a new model and a new configuration are made, the endpoint changes to them while
 * the old ones answer, and then these are deleted.
 *
 * @throws Refusal naming every wrong argument, before anything is registered.
 */
export class ModelEndpoint extends pulumi.ComponentResource {
  /** The endpoint's name, which InvokeEndpoint takes. */
  readonly endpointName: pulumi.Output<string>;
  /** The endpoint's ARN. */
  readonly endpointArn: pulumi.Output<string>;
  /** ARN of the execution role. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: ModelEndpointArgs, options?: pulumi.ComponentResourceOptions) {
    const checked = checkArguments("ModelEndpoint", name, modelEndpointArguments, args);
    super("sagemaker-multi-account:models:ModelEndpoint", name, {}, options);
    const parent = { parent: this };
    const { image, modelData, environment, serverless, instance, kmsKeyArn, vpc } = checked;
    const names = modelNames(checked.name, checked);
    const endpointName = names.endpoint;

    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: names.role,
        path: checked.rolePath,
        description: `Execution role of the SageMaker endpoint ${endpointName}`,
        assumeRolePolicy: JSON.stringify(modelTrustPolicy(checked.account)),
      },
      parent,
    );
    const policy = new aws.iam.RolePolicy(
      `${name}-policy`,
      { name: "RunModel", role: role.name, policy: JSON.stringify(modelExecutionPolicy(checked)) },
      parent,
    );
    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-logs`,
      { name: names.logGroup, retentionInDays: checked.logRetentionDays },
      parent,
    );

    const modelName = versioned(endpointName, { image, modelData, environment, vpc });
    const model = new aws.sagemaker.Model(
      `${name}-model`,
      {
        name: modelName,
        executionRoleArn: role.arn,
        primaryContainer: { image, modelDataUrl: modelData, environment },
        ...(vpc !== undefined && { vpcConfig: { subnets: vpc.subnetIds, securityGroupIds: vpc.securityGroupIds } }),
      },
      // SageMaker checks that the role reads the model's data.
      { parent: this, dependsOn: [policy] },
    );
    const variant = {
      ...(serverless !== undefined && {
        serverlessConfig: { memorySizeInMb: serverless.memory, maxConcurrency: serverless.concurrency },
      }),
      ...(instance !== undefined && { instanceType: instance.type, initialInstanceCount: instance.count }),
    };
    const volumeKey = instance === undefined || kmsKeyArn === undefined ? {} : { kmsKeyArn };
    const configuration = new aws.sagemaker.EndpointConfiguration(
      `${name}-configuration`,
      {
        name: versioned(endpointName, { modelName, variant, volumeKey }),
        productionVariants: [{ variantName, modelName: model.name, ...variant }],
        ...volumeKey,
      },
      parent,
    );
    const endpoint = new aws.sagemaker.Endpoint(
      `${name}-endpoint`,
      { name: endpointName, endpointConfigName: configuration.name },
      // Else SageMaker makes a log group that nobody deletes.
      { parent: this, dependsOn: [logGroup] },
    );
    if (instance !== undefined) {
      registerScaling(name, endpoint.name, instance, this);
    }
    const alarm = (
      alarmName: string,
      metricName: string,
      description: string,
      statistic: "Sum" | "Maximum",
      threshold: number,
    ) =>
      registerAlarm(
        `${name}-${metricName}`,
        {
          ...{ name: alarmName, description, namespace: "AWS/SageMaker", metricName },
          dimensions: { EndpointName: endpoint.name, VariantName: variantName },
          ...{ statistic, threshold, topicArn: checked.alarmTopicArn },
        },
        this,
      );
    alarm(names.errors, "Invocation5XXErrors", "The model failed; the endpoint's log shows where", "Sum", 0);
    alarm(
      names.latency,
      "ModelLatency",
      "The model came close to SageMaker's 60 seconds, in microseconds",
      "Maximum",
      slow,
    );

    this.endpointName = endpoint.name;
    this.endpointArn = endpoint.arn;
    this.roleArn = role.arn;
    this.registerOutputs({
      endpointName: this.endpointName,
      endpointArn: this.endpointArn,
      roleArn: this.roleArn,
    });
  }
}
