import type { ResourceRule } from "../support/rule";
import { isKnown } from "../support/values";

export const logRetention: ResourceRule = {
  name: "log-retention",
  description: "Every log group has a retention period.",
  source: "CloudWatch Logs User Guide, Change log data retention: without it logs are kept for ever",
  types: ["aws:cloudwatch/logGroup:LogGroup"],
  reads: ["retentionInDays"],
  judge: ({ props: { retentionInDays } }) =>
    isKnown(retentionInDays) && !(Number(retentionInDays ?? 0) > 0)
      ? ["keeps its logs for ever: set retentionInDays"]
      : [],
};
