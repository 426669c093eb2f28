import * as v from "valibot";
import { deletion } from "../core/deletion";
import { forcesNew, physicalName, setOf } from "../core/resource-marks";
import { resourceType, type ServiceResources, tags } from "../core/resource-type";
import { requireLogService } from "../kms/use";
import { refuse } from "../refusals";
import { logGroup, logMetricFilter, metricAlarm } from "./kinds";

/** Source: CloudWatch Logs API, PutRetentionPolicy. */
const retentionDays = new Set([
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
]);

const logGroupType = resourceType(
  logGroup,
  {
    name: forcesNew(physicalName(v.string())),
    retentionInDays: v.number(),
    kmsKeyId: v.optional(v.string()),
    tags,
  },
  async (inputs, place, world, previous) => {
    if (!/^[\w./#-]{1,512}$/.test(inputs.name)) {
      refuse("R16", `The specified log group name is invalid: ${inputs.name}`);
    }
    if (!retentionDays.has(inputs.retentionInDays)) {
      refuse(
        "R15",
        `1 validation error detected: Value '${inputs.retentionInDays}' at 'retentionInDays' failed to satisfy constraint`,
      );
    }
    if (previous === undefined && world.here(logGroup, place).some(({ state }) => state.name === inputs.name)) {
      refuse("R13", "The specified log group already exists");
    }
    const arn = `arn:aws:logs:${place.region}:${place.account}:log-group:${inputs.name}`;
    await requireLogService(world, place, arn, inputs.kmsKeyId);
    return { id: inputs.name, state: { ...inputs, arn } };
  },
);

const logMetricFilterType = resourceType(
  logMetricFilter,
  {
    name: forcesNew(physicalName(v.string())),
    logGroupName: forcesNew(v.string()),
    pattern: v.string(),
    metricTransformation: v.strictObject({
      name: v.string(),
      namespace: v.string(),
      value: v.string(),
      unit: v.string(),
      dimensions: v.record(v.string(), v.string()),
    }),
  },
  (inputs, place, world) => {
    if (!world.here(logGroup, place).some(({ state }) => state.name === inputs.logGroupName)) {
      refuse("R14", "The specified log group does not exist.");
    }
    return { id: inputs.name, state: inputs };
  },
);

const metricAlarmType = resourceType(
  metricAlarm,
  {
    name: forcesNew(physicalName(v.string())),
    alarmDescription: v.string(),
    namespace: v.string(),
    metricName: v.string(),
    dimensions: v.record(v.string(), v.string()),
    statistic: v.picklist(["SampleCount", "Average", "Sum", "Minimum", "Maximum"]),
    period: v.number(),
    evaluationPeriods: v.number(),
    comparisonOperator: v.picklist([
      "GreaterThanOrEqualToThreshold",
      "GreaterThanThreshold",
      "LessThanThreshold",
      "LessThanOrEqualToThreshold",
    ]),
    threshold: v.number(),
    treatMissingData: v.picklist(["breaching", "notBreaching", "ignore", "missing"]),
    alarmActions: setOf(v.string()),
    okActions: setOf(v.string()),
    tags,
  },
  (inputs, { account, region }) => ({
    id: inputs.name,
    state: { ...inputs, arn: `arn:aws:cloudwatch:${region}:${account}:alarm:${inputs.name}` },
  }),
);

export const cloudWatch: ServiceResources = {
  types: [logGroupType, logMetricFilterType, metricAlarmType],
  deletions: [
    deletion(logGroup, {
      takes: (world, group) =>
        world.here(logMetricFilter, group).filter(({ state }) => state.logGroupName === group.state.name),
    }),
  ],
};
