import { kind } from "../core/world";

/** A log group as CloudWatch Logs keeps it. */
export interface LogGroup {
  readonly name: string;
  readonly arn: string;
}
export const logGroup = kind<LogGroup>("aws:cloudwatch/logGroup:LogGroup");
export const logMetricFilter = kind<{ readonly logGroupName: string }>(
  "aws:cloudwatch/logMetricFilter:LogMetricFilter",
);
export const metricAlarm = kind("aws:cloudwatch/metricAlarm:MetricAlarm");
