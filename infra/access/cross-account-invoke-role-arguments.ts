import * as v from "valibot";
import { pathTo, reason, show } from "../../common/validation";
import { configKey } from "../support/config-key";
import type { Naming } from "../support/naming";
import { type PolicyDocument, policyLength } from "../support/policy-document";
import {
  accountId,
  children,
  distinctList,
  endpointNames,
  externalId,
  flag,
  inferenceComponentNames,
  naming,
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

/** What {@link CrossAccountInvokeRole} takes. */
export interface CrossAccountInvokeRoleArgs extends Naming {
  /** The parent's account id, 12 digits. */
  account: string;
  /** Region of the endpoints, such as `eu-west-1`. */
  region: string;
  /**
   * Ids of the accounts whose invoking roles are trusted. `organization` trusts every account of `organizationId` or
   * `organizationPaths` instead: everybody who can create a role called `SageMakerInvoker-…` in any of them then
   * passes.
   *
   * @example
   * ["333333333333", "444444444444"]
   */
  children: string[] | "organization";
  /** Names of the endpoints that may be invoked, or `all`. */
  endpoints: string[] | "all";
  /** Names of the inference components that may be invoked, or `all`. @default none */
  inferenceComponents?: string[] | "all" | undefined;
  /** What callers must present as ExternalId, 2 to 1224 characters; not a secret. @default the parent's account id */
  externalId?: string | undefined;
  /**
   * A second accepted ExternalId, 2 to 1224 characters: the old one while callers change to `externalId`, so that no
   * call is refused meanwhile.
   *
   * @default none
   */
  previousExternalId?: string | undefined;
  /** Id of the organization that callers' accounts must be in, `o-…`. @default none demanded */
  organizationId?: string | undefined;
  /**
   * Organization paths, one of which callers' accounts must be in.
   *
   * @default none demanded
   * @example
   * ["o-exampleorg1/r-ab12/ou-ab12-11111111/*"]
   */
  organizationPaths?: string[] | undefined;
  /** The only VPC endpoint through which InvokeEndpoint is accepted, `vpce-…`. @default any way in */
  vpcEndpointId?: string | undefined;
  /** Also allow InvokeEndpointWithResponseStream, which `EndpointInvoker` calls with `streaming`. @default false */
  streaming?: boolean | undefined;
  /**
   * Also trust the children's roles `SageMakerStudioExecution-…`, so that people call the endpoints from their Studio:
   * with the ExternalId, and only in sessions whose source identity names the person. @default false
   */
  studio?: boolean | undefined;
  /**
   * Maximum length of a trust policy in characters, 2048, or up to 8192 if the account's quota was raised. @default
   * 2048
   */
  trustPolicyLimit?: number | undefined;
}

/** The arguments of `CrossAccountInvokeRole` one by one. */
const entries = v.object({
  account: accountId,
  region,
  ...naming,
  children: configKey(
    children,
    "Accounts that may invoke: a list of ids in quotes, or organization for every account of organizationArn",
  ),
  endpoints: configKey(endpointNames, "Endpoints that children may invoke: a list of names, or all"),
  inferenceComponents: configKey(
    v.optional(inferenceComponentNames, []),
    "Inference components on those endpoints that children may invoke: a list of names, or all",
  ),
  externalId: configKey(
    v.optional(externalId),
    "ExternalId that a caller must present, 2 to 1224 letters, digits and _+=,.@:/-; empty means the parent's account id",
  ),
  previousExternalId: configKey(
    v.optional(externalId),
    "A second ExternalId to accept while children change to a new externalId; empty means only externalId",
  ),
  organizationId: v.optional(organizationId),
  organizationPaths: configKey(
    v.optional(distinctList(organizationPath, 'list organization paths, such as ["o-exampleorg1/r-ab12/*"]'), []),
    "Organization paths that callers must be in, such as o-exampleorg1/r-ab12/ou-ab12-11111111/*",
    // It has no form as one text, so it can be declared as a list.
    { type: "array", items: { type: "string" } },
  ),
  streaming: configKey(
    v.optional(flag, false),
    "Also let answers be streamed: children get the function invoke-endpoint-stream",
  ),
  studio: configKey(
    v.optional(flag, false),
    "Also let people call the endpoints from the Studio of the children's accounts, each under their own name",
  ),
  trustPolicyLimit: configKey(
    v.optional(
      wholeNumber(
        trustPolicyQuota.usual,
        trustPolicyQuota.raised,
        `a trust policy has ${trustPolicyQuota.usual} characters, or more if the account's quota was raised`,
      ),
      trustPolicyQuota.usual,
    ),
    "Maximum length of a trust policy in characters: 2048, or up to 8192 if the account's quota was raised",
  ),
  vpcEndpointId: v.optional(vpcEndpointId),
});

/** The arguments that are keys of a stack's config. */
export const invokeRoleConfig = v.omit(entries, [
  "account",
  "region",
  "namePrefix",
  "rolePath",
  "organizationId",
  "vpcEndpointId",
]).entries;

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
    ? `has ${account}, the parent's own account, whose callers need no cross-account role; remove it`
    : undefined;
}

function trustMistake({ children: trusted, trustPolicyLimit }: Entries, shortest: number): string {
  const whom = trusted === "organization" ? "the organization" : `${trusted.length} accounts`;
  return `needs a trust policy of ${shortest} characters for ${whom} in its shortest form, and the limit is ${trustPolicyLimit}: have the quota raised (up to ${trustPolicyQuota.raised}) and set trustPolicyLimit, shorten the lists, or write organization and narrow it by organizationPaths`;
}

function endpointsMistake(permissionPolicy: PolicyDocument): string | undefined {
  const length = policyLength(permissionPolicy);
  return length > managedPolicyLimit
    ? `needs a policy of ${length} characters, and IAM takes at most ${managedPolicyLimit}: name fewer, or write all`
    : undefined;
}

function pathsMistake({ organizationId: organization, organizationPaths }: Entries): string | undefined {
  const foreign = organizationPaths.find((path) => organization !== undefined && !path.startsWith(`${organization}/`));
  return foreign === undefined
    ? undefined
    : `has ${show(foreign)}, which isn't in ${organization}: no caller is in both; correct one of the two`;
}

function previousMistake({ account, externalId: current = account, previousExternalId }: Entries): string | undefined {
  return previousExternalId === current
    ? `is ${show(previousExternalId)}, the same as externalId: give the earlier one, or remove it`
    : undefined;
}

/**
 * The arguments as a whole, with the two policies that they lead to. Rules between arguments are checked here, each
 * mistake at the argument to change, and the policies' lengths, before AWS does.
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
