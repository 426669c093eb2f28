import * as pulumi from "@pulumi/pulumi";
import { checkArguments } from "../../common/refusal";
import { FunctionAlarms } from "../compute/function-alarms";
import { NodeFunction, type VpcPlacement } from "../compute/node-function";
import { assumePolicyName, invokingRolePrefix } from "../support/naming";
import { endpointInvokerArguments } from "./endpoint-invoker-arguments";
import { assumeInvokeRolePolicy } from "./policies/invoker-policies";

/** MiB; memory also decides the share of a processor, which a cold start needs. */
const memorySize = 512;

/** Seconds: SageMaker's 60 for the model, the way there and back, a cold start, and time to answer. */
const timeout = 90;

/** What {@link EndpointInvoker} takes. */
export interface EndpointInvokerArgs {
  /** The child's account id, 12 digits. */
  account: string;
  /** Region of the function, such as `eu-west-1`. */
  region: string;
  /** End of the function's and its role's names in AWS, 1 to 40 characters; keeps several stacks in one account apart. */
  suffix: string;
  /** ARN of the parent's role `SageMakerExternal`. */
  roleArn: string;
  /** ExternalId that the parent demands. */
  externalId: string;
  /** Region of the parent's endpoints. */
  endpointRegion: string;
  /** Endpoints that the parent shares, the first one being the default of requests; or the word `all`, without default. */
  endpoints: string[] | "all";
  /** Days that logs are kept, one of CloudWatch's values. @default 30 */
  logRetentionDays?: number | undefined;
  /** ARN of an SNS topic that alarms notify. @default none */
  alarmTopicArn?: string | undefined;
  /** Places the function in a VPC, such as a LOB's by its `invokerPlacement`. @default none */
  vpc?: VpcPlacement | undefined;
}

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
    const defaultEndpoint = checked.endpoints === "all" ? undefined : checked.endpoints[0];

    const invoker = new NodeFunction(
      `${name}-invoke-endpoint`,
      {
        account: checked.account,
        region: checked.region,
        folder: "invoke-endpoint",
        functionName: `invoke-endpoint-${checked.suffix}`,
        description: "Invokes SageMaker endpoints of the parent account",
        roleName: `${invokingRolePrefix}${checked.suffix}`,
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
