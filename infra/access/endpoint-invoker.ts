import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../common/refusal";
import { FunctionAlarms } from "../compute/function-alarms";
import { NodeFunction } from "../compute/node-function";
import { assumePolicyName, invokerNames, streamerNames } from "../support/naming";
import { type EndpointInvokerArgs, endpointInvokerArguments } from "./endpoint-invoker-arguments";
import { assumeInvokeRolePolicy } from "./policies/invoker-policies";

/** MiB; memory also decides the share of a processor, which a cold start needs. */
const memorySize = 512;

/** One of the functions that call the parent's endpoints. */
interface Caller {
  /** Its folder in `functions/`, by which its resources are called as well. */
  readonly folder: string;
  readonly functionName: string;
  readonly roleName: string;
  readonly description: string;
  /** Seconds: SageMaker's for the model, the way there and back, a cold start, and time to answer. */
  readonly timeout: number;
  /** Beginning of its alarms' names in the program. */
  readonly alarms: string;
}

/** The function of an {@link EndpointInvoker} that streams. */
export interface StreamFunction {
  /** The function's name in AWS. */
  readonly functionName: pulumi.Output<string>;
  /** The function's ARN. */
  readonly functionArn: pulumi.Output<string>;
  /** ARN of the execution role. */
  readonly roleArn: pulumi.Output<string>;
}

/**
 * A child's function `invoke-endpoint-<suffix>`, which calls the parent's endpoints under the parent's role, with its
 * execution role `SageMakerInvoker-<suffix>`, logs and alarms. The role may assume the parent's role and write its own
 * logs, nothing else. With `streaming`, `invoke-endpoint-stream-<suffix>` beside it sends answers on as they come, under
 * a role of its own, `SageMakerInvoker-stream-<suffix>`.
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
  /** The function that streams; undefined without `streaming`. */
  readonly stream: StreamFunction | undefined;

  constructor(name: string, args: EndpointInvokerArgs, options?: pulumi.ComponentResourceOptions) {
    const { vpc, ...plain } = args;
    const checked = checkArguments("EndpointInvoker", name, endpointInvokerArguments, plain);
    super("sagemaker-multi-account:access:EndpointInvoker", name, {}, options);
    const { invoker, invokerRole } = invokerNames(checked.suffix, checked);
    const { streamer, streamerRole } = streamerNames(checked.suffix, checked);
    const defaultEndpoint = checked.endpoints === "all" ? undefined : checked.endpoints[0];

    const register = ({ folder, functionName, roleName, description, timeout, alarms }: Caller): NodeFunction => {
      const caller = new NodeFunction(
        `${name}-${folder}`,
        {
          account: checked.account,
          region: checked.region,
          folder,
          functionName,
          description,
          roleName,
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
      const { functionName: watched, logGroupName } = caller;
      const topicArn = checked.alarmTopicArn;
      new FunctionAlarms(alarms, { functionName: watched, logGroupName, timeout, topicArn }, { parent: this });
      return caller;
    };

    const whole = register({
      folder: "invoke-endpoint",
      functionName: invoker,
      roleName: invokerRole,
      description: "Invokes SageMaker endpoints of the parent account",
      timeout: 90,
      alarms: `${name}-alarms`,
    });
    const streamed = checked.streaming
      ? register({
          folder: "invoke-endpoint-stream",
          functionName: streamer,
          roleName: streamerRole,
          description: "Streams answers of SageMaker endpoints of the parent account",
          timeout: 510,
          alarms: `${name}-stream-alarms`,
        })
      : undefined;

    this.functionName = whole.functionName;
    this.functionArn = whole.functionArn;
    this.roleArn = whole.roleArn;
    this.stream = streamed && {
      functionName: streamed.functionName,
      functionArn: streamed.functionArn,
      roleArn: streamed.roleArn,
    };
    const { functionName, functionArn, roleArn, stream } = this;
    this.registerOutputs({ functionName, functionArn, roleArn, ...(stream !== undefined && { stream }) });
  }
}
