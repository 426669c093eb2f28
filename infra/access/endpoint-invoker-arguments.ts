import * as v from "valibot";
import { placeIn } from "../../common/arn";
import { allowed, pathTo, reason } from "../../common/validation";
import type { VpcPlacement } from "../compute/node-function";
import { configKey } from "../support/config-key";
import type { Naming } from "../support/naming";
import {
  accountId,
  endpointNames,
  externalId,
  flag,
  naming,
  region,
  roleArn,
  suffix,
  topicArn,
} from "../support/schemas";

/** Days that CloudWatch Logs can keep logs. Source: CloudWatch Logs API, PutRetentionPolicy, `retentionInDays`. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** What {@link EndpointInvoker} takes. */
export interface EndpointInvokerArgs extends Naming {
  /** The child's account id, 12 digits. */
  account: string;
  /** Region of the function, such as `eu-west-1`. */
  region: string;
  /** End of the function's and its role's names in AWS, 1 to 40 characters; keeps several stacks in one account apart. */
  suffix: string;
  /** ARN of the parent's role `SageMakerExternal`. */
  roleArn: string;
  /** ExternalId that the parent requires. */
  externalId: string;
  /** Region of the parent's endpoints. */
  endpointRegion: string;
  /** Endpoints that the parent shares, the first one being the default of requests; or `all`, without default. */
  endpoints: string[] | "all";
  /**
   * Whether the parent's role allows streaming: a second function, `invoke-endpoint-stream-<suffix>`, sends answers on as
   * they come. @default false
   */
  streaming?: boolean | undefined;
  /** Days that logs are kept, one of CloudWatch's values. @default 30 */
  logRetentionDays?: number | undefined;
  /** ARN of an SNS topic that alarms notify. @default none */
  alarmTopicArn?: string | undefined;
  /** Places the function in a VPC, such as a LOB's by its `invokerPlacement`. @default none */
  vpc?: VpcPlacement | undefined;
}

/** The plain arguments of `EndpointInvoker` one by one. */
const entries = v.object({
  account: accountId,
  region,
  suffix,
  ...naming,
  roleArn,
  externalId,
  endpointRegion: region,
  endpoints: endpointNames,
  streaming: v.optional(flag, false),
  logRetentionDays: configKey(
    v.optional(
      v.picklist(
        retentionDays,
        allowed(`CloudWatch Logs keeps logs for ${retentionDays.join(", ")} days; give one of these numbers`),
      ),
      30,
    ),
    "Days to keep logs, one of the values that CloudWatch Logs accepts",
  ),
  alarmTopicArn: configKey(
    v.optional(topicArn),
    "ARN of the SNS topic in this region that alarms notify; empty means none",
  ),
});

/** The arguments that are keys of a stack's config. */
export const endpointInvokerConfig = v.pick(entries, ["logRetentionDays", "alarmTopicArn"]).entries;

/** CloudWatch notifies only topics of its own region. */
export function topicOfRegion<T extends { readonly region: string; readonly alarmTopicArn?: string | undefined }>() {
  return v.rawCheck<T>(({ dataset, addIssue }) => {
    if (!dataset.typed) {
      return;
    }
    const { region: own, alarmTopicArn } = dataset.value;
    if (alarmTopicArn !== undefined && placeIn(alarmTopicArn).region !== own) {
      addIssue({
        message: reason(alarmTopicArn, `alarms notify only topics in their own region, ${own}; name one there`),
        path: pathTo(dataset.value, "alarmTopicArn"),
      });
    }
  });
}

/** The plain arguments as a whole. */
export const endpointInvokerArguments = v.pipe(entries, topicOfRegion());
