import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { allowed, pathTo } from "../../common/validation";
import type { VpcPlacement } from "../compute/node-function";
import { networkInterfacePolicy, ownLogGroupPolicy } from "../compute/policies/function-policies";
import { lobMistakes, lobs } from "../lob/lobs";
import { configKey } from "../support/config-key";
import { hubNames, type Naming } from "../support/naming";
import { policyLength } from "../support/policy-document";
import { accountId, naming, organizationId, region, suffix } from "../support/schemas";
import { wholeNumber } from "../support/whole-number";
import { endpointInvokerConfig, topicOfRegion } from "./endpoint-invoker-arguments";
import { presignedUrlPolicies } from "./policies/presigned-url-policies";
import type { Lob } from "./studio-directory";
import { deletionProtection } from "./studio-user-pool-arguments";

/** IAM's fixed limit for all inline policies of a role together. Source: IAM User Guide, "IAM and AWS STS quotas". */
const inlinePoliciesLimit = 10_240;

/** What {@link StudioAccess} takes. */
export interface StudioAccessArgs extends Naming {
  /** The hub's account id, 12 digits. */
  account: string;
  /** Region of the hub and of all LOBs, such as `eu-west-1`. */
  region: string;
  /** End of names in AWS, 1 to 40 characters; keeps several stacks in one account apart. */
  suffix: string;
  /** Id of the hub's `execute-api` endpoint, the only way into the API. */
  executeApiEndpointId: pulumi.Input<string>;
  /** Where in the hub's VPC the presigned-URL function is. */
  placement: VpcPlacement;
  /**
   * Where the authorizer is in a VPC, from which it must reach Cognito's API, as through a hub with `authorizerInVpc`.
   * Tokens then need the scope `aws.cognito.signin.user.admin`, as those of sign-in by the API have.
   *
   * @default none, it is outside of any VPC
   */
  authorizerPlacement?: VpcPlacement | undefined;
  /** Whose users may ask, and the client that they sign in with: a {@link StudioUserPool}, or a pool of your own. */
  userPool: {
    /** The pool's id, such as `eu-west-1_AbCdEfGhI`. */
    id: pulumi.Input<string>;
    /** Id of the client whose access tokens the API takes. */
    clientId: pulumi.Input<string>;
  };
  /**
   * The LOBs, at least one, names and accounts all different.
   *
   * @example
   * [{ name: "lob-a", account: "333333333333" }]
   */
  lobs: Lob[];
  /**
   * Id of the organization that all LOBs' accounts are in, `o-…`.
   *
   * @default none, and the accounts are listed one by one in what the function may do
   */
  organizationId?: string | undefined;
  /** Seconds within which a presigned URL can be opened, 5 to 300. @default 60 */
  presignedUrlSeconds?: number | undefined;
  /** Seconds that a session in Studio lasts, 1800 to 43200. @default 43200 */
  studioSessionSeconds?: number | undefined;
  /**
   * API Gateway's role for logs, a setting of the whole account and region: `existing` where another stack, or your
   * platform, sets it.
   *
   * @default "create"
   */
  apiGatewayLogRole?: "create" | "existing" | undefined;
  /** Days that logs are kept, one of CloudWatch's values. @default 30 */
  logRetentionDays?: number | undefined;
  /** ARN of an SNS topic that alarms notify. @default none */
  alarmTopicArn?: string | undefined;
  /** Whether AWS refuses to delete the tables. @default true */
  deletionProtection?: boolean | undefined;
}

/** The plain arguments of `StudioAccess` one by one. */
const entries = v.object({
  account: accountId,
  region,
  suffix,
  ...naming,
  lobs,
  organizationId: v.optional(organizationId),
  /** Source: SageMaker API, CreatePresignedDomainUrl, `ExpiresInSeconds`. */
  presignedUrlSeconds: configKey(
    v.optional(wholeNumber(5, 300, "a presigned URL can be opened for 5 seconds to 5 minutes"), 60),
    "Seconds until a presigned URL expires, 5 to 300",
  ),
  /** Source: SageMaker API, CreatePresignedDomainUrl, `SessionExpirationDurationInSeconds`. */
  studioSessionSeconds: configKey(
    v.optional(wholeNumber(1800, 43_200, "a session in Studio lasts half an hour to 12 hours"), 43_200),
    "Length of a Studio session in seconds, 1800 to 43200",
  ),
  apiGatewayLogRole: configKey(
    v.optional(v.picklist(["create", "existing"], allowed("write create or existing")), "create"),
    "API Gateway's role for logs, a setting of the whole account and region: create, or existing where another stack or your platform sets it",
  ),
  ...endpointInvokerConfig,
  deletionProtection,
});

/** The arguments that are keys of a stack's config. */
export const studioAccessConfig = v.pick(entries, [
  "presignedUrlSeconds",
  "studioSessionSeconds",
  "apiGatewayLogRole",
  "deletionProtection",
]).entries;

type Entries = v.InferOutput<typeof entries>;

/** IAM limits the policies of the function's role, which grow with the listed accounts. */
function lengthMistake(args: Entries) {
  const { account, region: where, suffix: end, lobs: all, organizationId: organization, namePrefix, rolePath } = args;
  const names = hubNames(end, { namePrefix });
  const place = { account, region: where, functionName: names.presignedUrl };
  const documents = [
    ...Object.values(
      presignedUrlPolicies({
        ...place,
        ...names,
        ...{ namePrefix, rolePath },
        accounts: all.map(({ account: its }) => its),
        organizationId: organization,
      }),
    ),
    ownLogGroupPolicy(place),
    networkInterfacePolicy(place),
  ];
  const length = documents.reduce((sum, document) => sum + policyLength(document), 0);
  return length > inlinePoliciesLimit
    ? `needs policies of ${length} characters for ${all.length} accounts, and IAM takes at most ${inlinePoliciesLimit} in a role: set organizationArn in place of listing accounts`
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
