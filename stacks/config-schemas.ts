import { Region } from "@pulumi/aws/types/enums";
import * as v from "valibot";
import { didYouMean } from "../common/did-you-mean";
import { allowed, reason } from "../common/validation";
import type { CrossAccountInvokeRoleArgs } from "../infra/access/cross-account-invoke-role-arguments";
import { invokeRoleConfig } from "../infra/access/cross-account-invoke-role-arguments";
import { endpointInvokerConfig, topicOfRegion } from "../infra/access/endpoint-invoker-arguments";
import { studioAccessConfig } from "../infra/access/studio-access-arguments";
import { studioUserPoolConfig } from "../infra/access/studio-user-pool-arguments";
import { lobDomainConfig } from "../infra/lob/lob-domain-arguments";
import type { ModelEndpointArgs } from "../infra/models/model-endpoint-arguments";
import { parentModelsConfig } from "../infra/models/parent-models";
import { centralEndpointHubConfig } from "../infra/network/central-endpoint-hub-arguments";
import { bucketForLogs, zonesOfRegion } from "../infra/network/network-arguments";
import { simulatorCidr } from "../infra/network/on-premises-arguments";
import { configKey } from "../infra/support/config-key";
import { nameSuffix } from "../infra/support/naming";
import { accountId, flag, naming, organizationArn, policyArn, tags } from "../infra/support/schemas";
import { text } from "../infra/support/text";
import { requiredTags } from "./required-tags";
import { storeKeyConfig } from "./store-keys";

/** What a stack can be. */
export const roles = ["shared", "parent", "child"] as const;

export type Role = (typeof roles)[number];

/** Regions of partitions that write ARNs and service names differently. */
const elsewhere = /^(cn|us-gov|us-iso|eu-iso|eusc)/;

/** Regions that the project supports, of those that this version of `@pulumi/aws` lists. */
export const regions = Object.values(Region).filter((name) => !elsewhere.test(name));

function regionMessage({ input }: v.BaseIssue<unknown>): string {
  const given = String(input);
  if (typeof input !== "string" || given === "") {
    return reason(input, "name a region of AWS, such as eu-west-1");
  }
  if (elsewhere.test(given)) {
    return reason(given, "China, GovCloud and other partitions of AWS are not supported; name another region");
  }
  const zoneOf = regions.find((known) => new RegExp(`^${known}[a-z]$`).test(given));
  return zoneOf === undefined
    ? reason(given, `AWS has no region ${given}; ${didYouMean(given, regions) ?? "name one, such as eu-west-1"}`)
    : reason(given, `that is an Availability Zone; write its region, ${zoneOf}`);
}

const stackNameMessage = allowed("give a stack's name, such as parent, or organization/project/stack");

/**
 * Source: IAM API, CreateRole, `RoleName` and `Path`. The session of a role, `arn:aws:sts::…:assumed-role/…`, isn't one.
 */
const deployRole = text(
  /^(arn:aws:iam::\d{12}:role\/([\x21-\x7e]{1,510}\/)?)?[\w+=,.@-]{1,64}$/,
  'give the name of a role in this account, such as "AWSControlTowerExecution", or a role\'s ARN, arn:aws:iam::<account>:role/<name>',
);

const common = {
  stack: v.pipe(
    v.string(),
    v.regex(nameSuffix, allowed("a stack's name is 1 to 40 letters, digits, _ and -, since names in AWS end in it")),
  ),
  account: configKey(
    accountId,
    "Id of this stack's AWS account, 12 digits in quotes; credentials of another account are refused",
    { default: undefined },
  ),
  region: configKey(v.picklist(regions, regionMessage), "AWS region of this stack", { default: "eu-west-1" }),
  role: configKey(
    v.optional(v.picklist(roles)),
    "What this stack is: shared, parent or child; empty means the stack's own name",
  ),
  tags: configKey(v.optional(tags, {}), "Tags for every resource of the stack, in addition to project, stack and role"),
  requiredTags: configKey(
    v.optional(requiredTags, {}),
    'Tags that your organization requires on every resource, each with its allowed values, such as { cost-center: ["4711", "48*"] }; * stands for any characters',
  ),
  ...naming,
  permissionsBoundary: configKey(
    v.optional(policyArn),
    "ARN of the IAM policy that every role gets as its permissions boundary, of the stack's own account or AWS's own; empty means none",
  ),
  deployRole: configKey(
    v.optional(deployRole),
    "Name or ARN of a role in that account, which operators' commands such as doctor and teardown assume with the credentials of the shell; empty means these credentials. pulumi up ignores it",
  ),
};

/** What every stack's config has, whatever its role. */
export const commonConfig = v.object(common);

/** The name of another stack, as a StackReference takes it. */
const stackReference = v.optional(v.pipe(v.string(), v.regex(/^[\w.-]+(\/[\w.-]+\/[\w.-]+)?$/, stackNameMessage)));

const organization = configKey(
  v.optional(organizationArn),
  "ARN of the AWS organization that callers must belong to; empty means no such condition, and policies list accounts one by one",
);

const sharedStack = configKey(
  stackReference,
  "Name of the shared services stack; empty means no hub, and no Studio domain in a child",
);

/** What a parent's config has besides the arguments of its role. */
export const parentOnly = v.object({
  ...common,
  role: v.literal("parent"),
  organizationArn: organization,
  sharedStack,
  ...storeKeyConfig,
  ...parentModelsConfig,
  ...endpointInvokerConfig,
});

/** A hub's config, one by one; what must hold between its keys is checked by its components. */
export const sharedEntries = v.object({
  ...common,
  role: v.literal("shared"),
  organizationArn: organization,
  ...storeKeyConfig,
  ...centralEndpointHubConfig,
  ...studioUserPoolConfig,
  ...studioAccessConfig,
  onPremisesSimulator: configKey(
    v.optional(flag, false),
    "Also build a small network with one instance that simulates a corporate network",
  ),
  simulatorCidr,
  ...endpointInvokerConfig,
});

const childEntries = v.object({
  ...common,
  role: v.literal("child"),
  ...storeKeyConfig,
  parentStack: configKey(stackReference, "Name of the parent's stack; empty means no cross-account inference"),
  sharedStack,
  ...lobDomainConfig,
  vpcCidr: configKey(
    v.optional(lobDomainConfig.vpcCidr),
    "IPv4 CIDR block of the VPC, /16 to /24; empty means 10.0.0.0/16 for the hub; a child with a hub must give one inside lobSupernet",
  ),
  userProfiles: v.optional(lobDomainConfig.userProfiles, []),
  ...endpointInvokerConfig,
});

/** A child's config. */
export const childConfig = v.pipe(childEntries, topicOfRegion(), zonesOfRegion(), bucketForLogs());

/** Each role's config, key by key. */
export const configByRole = {
  parent: { ...parentOnly.entries, ...invokeRoleConfig },
  shared: sharedEntries.entries,
  child: childEntries.entries,
};

/** The config of the shared services stack. */
export type SharedConfig = v.InferOutput<typeof sharedEntries> & {
  /** The id that `organizationArn` ends in. */
  readonly organizationId: string | undefined;
};

/** The config of a parent's stack. */
export type ParentConfig = Omit<v.InferOutput<typeof parentOnly>, "models"> & {
  /** The models that the stack hosts. */
  readonly models: readonly ModelEndpointArgs[];
  /** Names of the endpoints that the stack makes, which are among those of its role. */
  readonly hosted: readonly string[];
  /** The arguments of its role, with the organization's id that `organizationArn` ends in. */
  readonly invokeRole: CrossAccountInvokeRoleArgs;
};

/** The config of a child's stack. */
export type ChildConfig = v.InferOutput<typeof childConfig>;

/** A stack's config after all checks. */
export type StackConfig = SharedConfig | ParentConfig | ChildConfig;
