import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/** Seconds over which a metric is summed before it is compared. */
const period = 300;

/** The namespace of metrics that are counted from logs. */
export const countedNamespace = "SageMakerMultiAccount";

export interface AlarmArgs {
  /** The alarm's name in AWS. */
  name: pulumi.Input<string>;
  /** Its meaning and what to do, one sentence for the console. */
  description: string;
  namespace: string;
  metricName: string;
  /** All dimensions that the metric is emitted with: an alarm over others finds no data. */
  dimensions: Readonly<Record<string, pulumi.Input<string>>>;
  statistic: "Sum" | "Maximum";
  /** What the metric must not exceed within five minutes. */
  threshold: number;
  /** ARN of an SNS topic that is told of the alarm and of its end. Default: none, it shows only in CloudWatch. */
  topicArn?: string | undefined;
}

/** Registers an alarm over five minutes of a metric that is silent while nothing happens. */
export function registerAlarm(name: string, args: AlarmArgs, parent: pulumi.Resource): void {
  const actions = args.topicArn === undefined ? [] : [args.topicArn];
  new aws.cloudwatch.MetricAlarm(
    name,
    {
      name: args.name,
      alarmDescription: args.description,
      namespace: args.namespace,
      metricName: args.metricName,
      dimensions: args.dimensions,
      statistic: args.statistic,
      period,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: args.threshold,
      // Without calls there is no data.
      treatMissingData: "notBreaching",
      alarmActions: actions,
      okActions: actions,
    },
    { parent },
  );
}

export interface LogCountArgs {
  logGroupName: pulumi.Input<string>;
  /** Name of the filter and of the metric, which is in {@link countedNamespace}. */
  metricName: string;
  /** Which JSON lines count. Source: CloudWatch Logs User Guide, "Filter pattern syntax for metric filters". */
  pattern: string;
  /** The metric's dimensions, each read from a field of the line, such as `$.function_name`. */
  dimensions: Record<string, string>;
}

/** Registers a metric that counts a log's lines. */
export function registerLogCount(name: string, args: LogCountArgs, parent: pulumi.Resource): void {
  new aws.cloudwatch.LogMetricFilter(
    name,
    {
      name: args.metricName,
      logGroupName: args.logGroupName,
      pattern: args.pattern,
      metricTransformation: {
        name: args.metricName,
        namespace: countedNamespace,
        value: "1",
        unit: "Count",
        dimensions: args.dimensions,
      },
    },
    { parent },
  );
}
