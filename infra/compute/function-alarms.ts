import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Seconds over which a metric is summed up before it is judged. */
const period = 300;

/** Share of the time-out that a call may take before it is worth knowing. */
const slowShare = 0.9;

const customNamespace = "SageMakerMultiAccount";

export interface FunctionAlarmsArgs {
  /** The watched function's name in AWS. */
  functionName: pulumi.Input<string>;
  /** Name of its log group, where each call's answer is logged as JSON with `function_name` and `statusCode`. */
  logGroupName: pulumi.Input<string>;
  /** The function's time-out in seconds. */
  timeout: number;
  /** ARN of an SNS topic that is told of alarms and of their end. Default: none, alarms show in CloudWatch alone. */
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
    const actions = args.topicArn === undefined ? [] : [args.topicArn];

    new aws.cloudwatch.LogMetricFilter(
      `${name}-refused-answers-filter`,
      {
        name: "RefusedAnswers",
        logGroupName: args.logGroupName,
        pattern: "{ ($.statusCode = 403) || ($.statusCode >= 500) }",
        metricTransformation: {
          name: "RefusedAnswers",
          namespace: customNamespace,
          value: "1",
          unit: "Count",
          dimensions: { FunctionName: "$.function_name" },
        },
      },
      { parent: this },
    );

    const alarm = (metricName: string, description: string, namespace: string, statistic: string, threshold: number) =>
      new aws.cloudwatch.MetricAlarm(
        `${name}-${metricName}`,
        {
          name: pulumi.interpolate`${args.functionName}-${metricName}`,
          alarmDescription: description,
          namespace,
          metricName,
          dimensions: { FunctionName: args.functionName },
          statistic,
          period,
          evaluationPeriods: 1,
          comparisonOperator: "GreaterThanThreshold",
          threshold,
          // A function that nobody calls emits nothing.
          treatMissingData: "notBreaching",
          alarmActions: actions,
          okActions: actions,
        },
        { parent: this },
      );
    alarm("Errors", "The function crashed or timed out; its log says where", "AWS/Lambda", "Sum", 0);
    alarm(
      "Throttles",
      "Lambda refused calls for want of concurrency; raise the account's quota",
      "AWS/Lambda",
      "Sum",
      0,
    );
    alarm(
      "Duration",
      "A call nearly took the function's time-out, in milliseconds",
      "AWS/Lambda",
      "Maximum",
      args.timeout * 1000 * slowShare,
    );
    alarm("RefusedAnswers", "Calls were denied or failed; filter the log by statusCode", customNamespace, "Sum", 0);
    this.registerOutputs();
  }
}
