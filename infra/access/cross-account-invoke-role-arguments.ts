import * as v from "valibot";
import { pathTo, reason, show } from "../../common/validation";
import { type PolicyDocument, policyLength } from "../support/policy-document";
import {
  accountId,
  children,
  distinctList,
  endpointNames,
  externalId,
  flag,
  inferenceComponentNames,
  organizationId,
  organizationPath,
  region,
  vpcEndpointId,
} from "../support/schemas";
import { wholeNumber } from "../support/whole-number";
import { invokeEndpointPolicy } from "./policies/invoke-endpoint-policy";
import { fittingTrustPolicy } from "./policies/invoke-trust-policy";

/** IAM's quota for a trust policy, and how far it can be raised. Source: IAM User Guide, "IAM and AWS STS quotas". */
const trustPolicyQuota = { usual: 2048, raised: 8192 };

/** IAM's fixed limit for a managed policy. */
const managedPolicyLimit = 6144;

/** The arguments of `CrossAccountInvokeRole` one by one. */
const entries = v.object({
  account: accountId,
  region,
  children,
  endpoints: endpointNames,
  inferenceComponents: v.optional(inferenceComponentNames, []),
  externalId: v.optional(externalId),
  previousExternalId: v.optional(externalId),
  organizationId: v.optional(organizationId),
  organizationPaths: v.optional(
    distinctList(organizationPath, 'list organization paths, such as ["o-exampleorg1/r-ab12/*"]'),
    [],
  ),
  streaming: v.optional(flag, false),
  trustPolicyLimit: v.optional(
    wholeNumber(
      trustPolicyQuota.usual,
      trustPolicyQuota.raised,
      `a trust policy has ${trustPolicyQuota.usual} characters, or more where the account's quota was raised`,
    ),
    trustPolicyQuota.usual,
  ),
  vpcEndpointId: v.optional(vpcEndpointId),
});

type Entries = v.InferOutput<typeof entries>;

function childrenMistake({
  account,
  children: trusted,
  organizationId: organization,
  organizationPaths,
}: Entries): string | undefined {
  if (trusted === "organization") {
    return organization === undefined && organizationPaths.length === 0
      ? reason(
          trusted,
          "there is no organization to trust; set organizationArn or organizationPaths, or list account ids",
        )
      : undefined;
  }
  return trusted.includes(account)
    ? `has ${account}, the parent's own account: its callers need no role of another account; remove it`
    : undefined;
}

function trustMistake({ children: trusted, trustPolicyLimit }: Entries, shortest: number): string {
  const whom = trusted === "organization" ? "the organization" : `${trusted.length} accounts`;
  return `needs a trust policy of ${shortest} characters for ${whom} in its shortest form, and the limit is ${trustPolicyLimit}: have the quota raised (up to ${trustPolicyQuota.raised}) and set trustPolicyLimit, shorten the lists, or write the word organization and narrow it by organizationPaths`;
}

function endpointsMistake(permissionPolicy: PolicyDocument): string | undefined {
  const length = policyLength(permissionPolicy);
  return length > managedPolicyLimit
    ? `needs a policy of ${length} characters, and IAM takes ${managedPolicyLimit}: name fewer, or write the word all`
    : undefined;
}

function pathsMistake({ organizationId: organization, organizationPaths }: Entries): string | undefined {
  const foreign = organizationPaths.find((path) => organization !== undefined && !path.startsWith(`${organization}/`));
  return foreign === undefined
    ? undefined
    : `has ${show(foreign)}, which isn't in ${organization}: nobody is in both; correct one of the two`;
}

function previousMistake({ account, externalId: current = account, previousExternalId }: Entries): string | undefined {
  return previousExternalId === current
    ? `is ${show(previousExternalId)}, which externalId is already: give the one before it, or remove it`
    : undefined;
}

/**
 * The arguments as a whole, with the two policies that they lead to. What must hold between them is checked here, each
 * mistake at the argument to change; so are the policies' lengths, before AWS does.
 */
export const invokeRoleArguments = v.pipe(
  entries,
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) {
      return;
    }
    const args = dataset.value;
    const mistakes = {
      children: childrenMistake(args),
      endpoints: endpointsMistake(invokeEndpointPolicy(args)),
      previousExternalId: previousMistake(args),
      organizationPaths: pathsMistake(args),
    };
    for (const [key, message] of Object.entries(mistakes)) {
      if (message !== undefined) {
        addIssue({ message, path: pathTo(args, key) });
      }
    }
  }),
  v.rawTransform(({ dataset: { value: args }, addIssue, NEVER }) => {
    const externalId = args.externalId ?? args.account;
    const trustPolicy = fittingTrustPolicy({ ...args, externalId }, args.trustPolicyLimit);
    if ("shortest" in trustPolicy) {
      addIssue({ message: trustMistake(args, trustPolicy.shortest), path: pathTo(args, "children") });
      return NEVER;
    }
    return { ...args, externalId, trustPolicy, permissionPolicy: invokeEndpointPolicy(args) };
  }),
);
