import * as v from "valibot";
import { pathTo } from "../../common/validation";
import { networkInterfacePolicy, ownLogGroupPolicy } from "../compute/policies/function-policies";
import { lobMistakes, lobs } from "../lob/lobs";
import { policyLength } from "../support/policy-document";
import { accountId, flag, organizationId, region, suffix } from "../support/schemas";
import { wholeNumber } from "../support/whole-number";
import { endpointInvokerEntries, topicOfRegion } from "./endpoint-invoker-arguments";
import { presignedUrlPolicies } from "./policies/presigned-url-policies";
import { studioNames } from "./studio-names";

/** IAM's fixed limit for all inline policies of a role together. Source: IAM User Guide, "IAM and AWS STS quotas". */
const inlinePoliciesLimit = 10_240;

/** The plain arguments of `StudioAccess` one by one; a stack's config takes the ones with the same meaning from here. */
export const studioAccessEntries = {
  account: accountId,
  region,
  suffix,
  lobs,
  organizationId: v.optional(organizationId),
  /** Source: SageMaker API, CreatePresignedDomainUrl, `ExpiresInSeconds`. */
  presignedUrlSeconds: v.optional(wholeNumber(5, 300, "a presigned URL can be opened for 5 seconds to 5 minutes"), 60),
  /** Source: SageMaker API, CreatePresignedDomainUrl, `SessionExpirationDurationInSeconds`. */
  studioSessionSeconds: v.optional(
    wholeNumber(1800, 43_200, "a session in Studio lasts half an hour to 12 hours"),
    43_200,
  ),
  logRetentionDays: endpointInvokerEntries.logRetentionDays,
  alarmTopicArn: endpointInvokerEntries.alarmTopicArn,
  deletionProtection: v.optional(flag, true),
};

const entries = v.object(studioAccessEntries);

type Entries = v.InferOutput<typeof entries>;

/** What the function's role holds is IAM's to limit, and where accounts are listed it grows with them. */
function lengthMistake({ account, region: where, suffix: end, lobs: all, organizationId: organization }: Entries) {
  const names = studioNames(end);
  const place = { account, region: where, functionName: names.presignedUrl };
  const documents = [
    ...Object.values(
      presignedUrlPolicies({
        ...place,
        ...names,
        accounts: all.map(({ account: its }) => its),
        organizationId: organization,
      }),
    ),
    ownLogGroupPolicy(place),
    networkInterfacePolicy(place),
  ];
  const length = documents.reduce((sum, document) => sum + policyLength(document), 0);
  return length > inlinePoliciesLimit
    ? `needs policies of ${length} characters for ${all.length} accounts, and IAM takes ${inlinePoliciesLimit} in a role: set organizationArn, so that accounts aren't listed`
    : undefined;
}

/** The plain arguments as a whole. */
export const studioAccessArguments = v.pipe(
  entries,
  topicOfRegion(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) {
      return;
    }
    const args = dataset.value;
    for (const mistake of lobMistakes(args)) {
      addIssue(mistake);
    }
    const tooLong = lengthMistake(args);
    if (tooLong !== undefined) {
      addIssue({ message: tooLong, path: pathTo(args, "lobs") });
    }
  }),
);
