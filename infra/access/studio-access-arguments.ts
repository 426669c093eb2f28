import * as v from "valibot";
import { networkInterfacePolicy, ownLogGroupPolicy } from "../compute/policies/function-policies";
import { policyLength } from "../support/policy-document";
import { accountId, organizationId, region } from "../support/schemas";
import { allowed } from "../support/validation";
import { endpointInvokerEntries, topicOfRegion } from "./endpoint-invoker-arguments";
import { presignedUrlPolicies } from "./policies/presigned-url-policies";
import { studioNames } from "./studio-names";
import { wholeNumber } from "../support/whole-number";

/** IAM's fixed limit for all inline policies of a role together. Source: IAM User Guide, "IAM and AWS STS quotas". */
const inlinePoliciesLimit = 10_240;

const lobNameMessage = allowed(
  "a LOB's name is 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit, since its Studio domain has it",
);

const lob = v.object({
  name: v.pipe(v.string(lobNameMessage), v.regex(/^(?=.{1,63}$)[a-z0-9](-*[a-z0-9])*$/, lobNameMessage)),
  account: accountId,
});

type LobEntry = v.InferOutput<typeof lob>;

/** LOBs whose names and accounts are all different; a repeated one is a mistake at its second place. */
const lobs = v.pipe(
  v.array(lob, allowed("list the LOBs, each with its name and account")),
  v.minLength(1, "is empty: nobody would have a Studio; list the LOBs, each with its name and account"),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) {
      return;
    }
    const all = dataset.value;
    all.forEach((value, index) => {
      for (const key of ["name", "account"] as const) {
        if (all.findIndex((other) => other[key] === value[key]) < index) {
          addIssue({
            message: `is "${value[key]}", which another LOB has already: correct or remove one of the two`,
            path: [
              { type: "array", origin: "value", input: all, key: index, value },
              { type: "object", origin: "value", input: { ...value }, key, value: value[key] },
            ],
          });
        }
      }
    });
  }),
);

/** The plain arguments of `StudioAccess` one by one; a stack's config takes the ones with the same meaning from here. */
export const studioAccessEntries = {
  account: accountId,
  region,
  suffix: endpointInvokerEntries.suffix,
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
  deletionProtection: v.optional(v.boolean(allowed("write true or false")), true),
};

const entries = v.object(studioAccessEntries);

type Entries = v.InferOutput<typeof entries>;

function hubsOwnMistakes({ account, lobs: all }: Entries): readonly (readonly [number, LobEntry])[] {
  return [...all.entries()].filter(([, { account: its }]) => its === account);
}

/** What the function's role holds is IAM's to limit, and where accounts are listed it grows with them. */
function lengthMistake({ account, region: where, suffix, lobs: all, organizationId: organization }: Entries) {
  const names = studioNames(suffix);
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
    const list: v.ObjectPathItem = {
      type: "object",
      origin: "value",
      input: { ...args },
      key: "lobs",
      value: args.lobs,
    };
    for (const [index, value] of hubsOwnMistakes(args)) {
      addIssue({
        message: `is ${value.account}, the hub's own account: a LOB lives in an account of its own; give that one`,
        path: [
          list,
          { type: "array", origin: "value", input: args.lobs, key: index, value },
          { type: "object", origin: "value", input: { ...value }, key: "account", value: value.account },
        ],
      });
    }
    const tooLong = lengthMistake(args);
    if (tooLong !== undefined) {
      addIssue({ message: tooLong, path: [list] });
    }
  }),
);
