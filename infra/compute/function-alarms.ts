import * as pulumi from "@pulumi/pulumi";
import { countedNamespace, registerAlarm, registerLogCount } from "./alarm";

/** Share of the time-out that a call may take before the alarm. */
const slowShare = 0.9;

export interface FunctionAlarmsArgs {
  /** The watched function's name in AWS. */
  functionName: pulumi.Input<string>;
  /** Name of its log group, where each call's answer is logged as JSON with `function_name` and `statusCode`. */
  logGroupName: pulumi.Input<string>;
  /** The function's time-out in seconds. */
  timeout: number;
  /**
   * Whether the function refuses by throwing, as API Gateway wants it of an authorizer. Lambda counts that in `Errors`,
   * so only the function's caller can distinguish refusals from failures, and they are not watched here. Default:
   * false.
   */
  refusesByThrowing?: boolean | undefined;
  /** ARN of an SNS topic that is told of alarms and of their end. Default: none, alarms show only in CloudWatch. */
  topicArn?: string | undefined;
}

/**
 * Alarms for a function that answers failures instead of throwing them: `Errors`, `Throttles` and `Duration` as Lambda
 * emits them, and `RefusedAnswers`, which a metric filter counts from the log: answers with 403, 500 and above.
 *
 * Source: Lambda Developer Guide, "Types of metrics for Lambda functions".
 */
export class FunctionAlarms extends pulumi.ComponentResource {
  constructor(name: string, args: FunctionAlarmsArgs, options?: pulumi.ComponentResourceOptions) {
    super("sagemaker-multi-account:compute:FunctionAlarms", name, {}, options);

    const alarm = (
      metricName: string,
      description: string,
      namespace: string,
      statistic: "Sum" | "Maximum",
      threshold: number,
    ) =>
      registerAlarm(
        `${name}-${metricName}`,
        {
          name: pulumi.interpolate`${args.functionName}-${metricName}`,
          description,
          namespace,
          metricName,
          dimensions: { FunctionName: args.functionName },
          statistic,
          threshold,
          topicArn: args.topicArn,
        },
        this,
      );
    if (args.refusesByThrowing !== true) {
      alarm("Errors", "The function crashed or timed out; its log shows where", "AWS/Lambda", "Sum", 0);
    }
    alarm(
      "Throttles",
      "Lambda throttled calls, since no concurrency was left; raise the account's quota",
      "AWS/Lambda",
      "Sum",
      0,
    );
    alarm(
      "Duration",
      "A call came close to the function's time-out, in milliseconds",
      "AWS/Lambda",
      "Maximum",
      args.timeout * 1000 * slowShare,
    );
    if (args.refusesByThrowing !== true) {
      registerLogCount(
        `${name}-refused-answers-filter`,
        {
          logGroupName: args.logGroupName,
          metricName: "RefusedAnswers",
          pattern: "{ ($.statusCode = 403) || ($.statusCode >= 500) }",
          dimensions: { FunctionName: "$.function_name" },
        },
        this,
      );
      alarm("RefusedAnswers", "Calls were denied or failed; filter the log by statusCode", countedNamespace, "Sum", 0);
    }
    this.registerOutputs();
  }
}
