import * as v from "valibot";
import { allowed, pathTo, reason } from "../../common/validation";
import { configKey } from "../support/config-key";
import { accountId, endpointNames, externalId, region, roleArn, suffix, topicArn } from "../support/schemas";

/** Days that CloudWatch Logs can keep logs. Source: CloudWatch Logs API, PutRetentionPolicy, `retentionInDays`. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** The plain arguments of `EndpointInvoker` one by one. */
const entries = v.object({
  account: accountId,
  region,
  suffix,
  roleArn,
  externalId,
  endpointRegion: region,
  endpoints: endpointNames,
  logRetentionDays: configKey(
    v.optional(
      v.picklist(
        retentionDays,
        allowed(`CloudWatch Logs keeps logs for ${retentionDays.join(", ")} days; give one of these numbers`),
      ),
      30,
    ),
    "Days that logs are kept, one of the values that CloudWatch Logs takes",
  ),
  alarmTopicArn: configKey(
    v.optional(topicArn),
    "ARN of an SNS topic in this region that alarms notify; empty notifies nobody",
  ),
});

/** The arguments that are keys of a stack's config. */
export const endpointInvokerConfig = v.pick(entries, ["logRetentionDays", "alarmTopicArn"]).entries;

/** CloudWatch notifies topics of its own region alone. */
export function topicOfRegion<T extends { readonly region: string; readonly alarmTopicArn?: string | undefined }>() {
  return v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed) {
      return;
    }
    const { region: own, alarmTopicArn } = dataset.value;
    if (alarmTopicArn !== undefined && alarmTopicArn.split(":")[3] !== own) {
      addIssue({
        message: reason(
          alarmTopicArn,
          `alarms notify topics of their own region alone, which is ${own}; name one there`,
        ),
        path: pathTo(dataset.value, "alarmTopicArn"),
      });
    }
  });
}

/** The plain arguments as a whole. */
export const endpointInvokerArguments = v.pipe(entries, topicOfRegion());
