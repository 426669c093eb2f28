import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../common/refusal";
import { FunctionAlarms } from "../compute/function-alarms";
import { NodeFunction } from "../compute/node-function";
import { assumePolicyName, invokerNames } from "../support/naming";
import { type EndpointInvokerArgs, endpointInvokerArguments } from "./endpoint-invoker-arguments";
import { assumeInvokeRolePolicy } from "./policies/invoker-policies";

/** MiB; memory also decides the share of a processor, which a cold start needs. */
const memorySize = 512;

/** Seconds: SageMaker's 60 for the model, the way there and back, a cold start, and time to answer. */
const timeout = 90;

/**
 * A child's function `invoke-endpoint-<suffix>`, which calls the parent's endpoints under the parent's role, with its
 * execution role `SageMakerInvoker-<suffix>`, logs and alarms. The role may assume the parent's role and write its own
 * logs, nothing else.
 *
 * @throws Refusal naming every wrong argument, before anything is registered.
 */
export class EndpointInvoker extends pulumi.ComponentResource {
  /** The function's name in AWS. */
  readonly functionName: pulumi.Output<string>;
  /** The function's ARN. */
  readonly functionArn: pulumi.Output<string>;
  /** ARN of the execution role. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: EndpointInvokerArgs, options?: pulumi.ComponentResourceOptions) {
    const { vpc, ...plain } = args;
    const checked = checkArguments("EndpointInvoker", name, endpointInvokerArguments, plain);
    super("sagemaker-multi-account:access:EndpointInvoker", name, {}, options);
    const names = invokerNames(checked.suffix, checked);
    const defaultEndpoint = checked.endpoints === "all" ? undefined : checked.endpoints[0];

    const invoker = new NodeFunction(
      `${name}-invoke-endpoint`,
      {
        account: checked.account,
        region: checked.region,
        folder: "invoke-endpoint",
        functionName: names.invoker,
        description: "Invokes SageMaker endpoints of the parent account",
        roleName: names.invokerRole,
        rolePath: checked.rolePath,
        policies: { [assumePolicyName]: assumeInvokeRolePolicy(checked.roleArn) },
        environment: {
          ROLE_ARN: checked.roleArn,
          EXTERNAL_ID: checked.externalId,
          ENDPOINT_REGION: checked.endpointRegion,
          ...(defaultEndpoint !== undefined && { DEFAULT_ENDPOINT: defaultEndpoint }),
        },
        memorySize,
        timeout,
        logRetentionDays: checked.logRetentionDays,
        vpc,
      },
      { parent: this },
    );
    new FunctionAlarms(
      `${name}-alarms`,
      {
        functionName: invoker.functionName,
        logGroupName: invoker.logGroupName,
        timeout,
        topicArn: checked.alarmTopicArn,
      },
      { parent: this },
    );

    this.functionName = invoker.functionName;
    this.functionArn = invoker.functionArn;
    this.roleArn = invoker.roleArn;
    this.registerOutputs({ functionName: this.functionName, functionArn: this.functionArn, roleArn: this.roleArn });
  }
}
