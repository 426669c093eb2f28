import { Region } from "@pulumi/aws/types/enums";
import * as v from "valibot";
import { didYouMean } from "../common/did-you-mean";
import { allowed, reason } from "../common/validation";
import type { CrossAccountInvokeRoleArgs } from "../infra/access/cross-account-invoke-role";
import { endpointInvokerEntries, topicOfRegion } from "../infra/access/endpoint-invoker-arguments";
import { studioAccessEntries } from "../infra/access/studio-access-arguments";
import { studioUserPoolEntries } from "../infra/access/studio-user-pool-arguments";
import { lobDomainEntries } from "../infra/lob/lob-domain-arguments";
import { centralEndpointHubEntries } from "../infra/network/central-endpoint-hub-arguments";
import { isolatedVpcEntries, zonesOfRegion } from "../infra/network/network-arguments";
import { nameSuffix } from "../infra/support/naming";
import { accountId, flag, organizationArn, tags } from "../infra/support/schemas";
import { text } from "../infra/support/text";

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

const stackNameMessage = allowed("the name of a stack, or organization/project/stack");

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
  account: accountId,
  region: v.picklist(regions, regionMessage),
  tags: v.optional(tags, {}),
  deployRole: v.optional(deployRole),
};

/** What every stack's config has, whatever its role. */
export const commonConfig = v.object(common);

/** The name of another stack, as a StackReference takes it. */
const stackReference = v.optional(v.pipe(v.string(), v.regex(/^[\w.-]+(\/[\w.-]+\/[\w.-]+)?$/, stackNameMessage)));

/** What a parent's config has besides the arguments of its role. */
export const parentOnly = v.object({
  ...common,
  role: v.literal("parent"),
  organizationArn: v.optional(organizationArn),
  sharedStack: stackReference,
});

/** A hub's config, one by one; what must hold between its keys is checked by its components. */
export const sharedEntries = v.object({
  ...common,
  role: v.literal("shared"),
  organizationArn: v.optional(organizationArn),
  vpcCidr: centralEndpointHubEntries.vpcCidr,
  lobSupernet: centralEndpointHubEntries.lobSupernet,
  availabilityZones: centralEndpointHubEntries.availabilityZones,
  corporateCidrs: centralEndpointHubEntries.corporateCidrs,
  endpointServices: centralEndpointHubEntries.endpointServices,
  lobs: centralEndpointHubEntries.lobs,
  modelAccounts: centralEndpointHubEntries.modelAccounts,
  sharing: centralEndpointHubEntries.sharing,
  shareWith: centralEndpointHubEntries.shareWith,
  signIn: centralEndpointHubEntries.signIn,
  flowLogs: centralEndpointHubEntries.flowLogs,
  queryLogs: centralEndpointHubEntries.queryLogs,
  mfa: studioUserPoolEntries.mfa,
  presignedUrlSeconds: studioAccessEntries.presignedUrlSeconds,
  studioSessionSeconds: studioAccessEntries.studioSessionSeconds,
  deletionProtection: studioAccessEntries.deletionProtection,
  onPremisesSimulator: v.optional(flag, false),
  simulatorCidr: v.optional(isolatedVpcEntries.cidr, "192.168.10.0/24"),
  logRetentionDays: endpointInvokerEntries.logRetentionDays,
  alarmTopicArn: endpointInvokerEntries.alarmTopicArn,
});

const childEntries = v.object({
  ...common,
  role: v.literal("child"),
  parentStack: stackReference,
  sharedStack: stackReference,
  lob: lobDomainEntries.lob,
  vpcCidr: v.optional(lobDomainEntries.vpcCidr),
  availabilityZones: lobDomainEntries.availabilityZones,
  userProfiles: v.optional(lobDomainEntries.userProfiles, []),
  idleTimeoutMinutes: lobDomainEntries.idleTimeoutMinutes,
  homeFileSystem: lobDomainEntries.homeFileSystem,
  dnsFirewall: lobDomainEntries.dnsFirewall,
  logRetentionDays: endpointInvokerEntries.logRetentionDays,
  alarmTopicArn: endpointInvokerEntries.alarmTopicArn,
});

/** A child's config. */
export const childConfig = v.pipe(childEntries, topicOfRegion(), zonesOfRegion());

/** The config of the shared services stack. */
export type SharedConfig = v.InferOutput<typeof sharedEntries> & {
  /** The id that `organizationArn` ends in. */
  readonly organizationId: string | undefined;
};

/** The config of a parent's stack. */
export type ParentConfig = v.InferOutput<typeof parentOnly> & {
  /** The arguments of its role, with the organization's id that `organizationArn` ends in. */
  readonly invokeRole: CrossAccountInvokeRoleArgs;
};

/** The config of a child's stack. */
export type ChildConfig = v.InferOutput<typeof childConfig>;

/** A stack's config after all checks. */
export type StackConfig = SharedConfig | ParentConfig | ChildConfig;
