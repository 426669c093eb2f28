import * as v from "valibot";
import { nameSuffix } from "../support/naming";
import { accountId, endpointNames, externalId, region, roleArn, topicArn } from "../support/schemas";
import { allowed } from "../support/validation";

/** Days that CloudWatch Logs can keep logs. Source: CloudWatch Logs API, PutRetentionPolicy, `retentionInDays`. */
const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

const suffixMessage = allowed("1 to 40 letters, digits, _ and -, since AWS names end in it");

/** The plain arguments of `EndpointInvoker` one by one; a stack's config takes the ones with the same meaning from here. */
export const endpointInvokerEntries = {
  account: accountId,
  region,
  suffix: v.pipe(v.string(suffixMessage), v.regex(nameSuffix, suffixMessage)),
  roleArn,
  externalId,
  endpointRegion: region,
  endpoints: endpointNames,
  logRetentionDays: v.optional(
    v.picklist(retentionDays, allowed(`CloudWatch Logs keeps logs for ${retentionDays.join(", ")} days`)),
    30,
  ),
  alarmTopicArn: v.optional(topicArn),
};

/** The plain arguments as a whole. */
export const endpointInvokerArguments = v.object(endpointInvokerEntries);
