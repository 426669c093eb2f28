import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { placeIn } from "../../common/arn";
import { allowed, pathTo, reason } from "../../common/validation";
import { endpointInvokerConfig } from "../access/endpoint-invoker-arguments";
import { isService, services } from "../network/endpoint-catalog";
import {
  availabilityZones,
  bucketForLogs,
  isolatedVpcEntries,
  networkLogsEntries,
  zonesOfRegion,
} from "../network/network-arguments";
import { configKey } from "../support/config-key";
import type { Naming } from "../support/naming";
import { accountId, distinctList, naming, organizationId } from "../support/schemas";
import { text } from "../support/text";
import { wholeNumber } from "../support/whole-number";
import { type LobHub, lobHub } from "./lob-hub";
import { type LobParent, lobParent } from "./lob-parent";
import { lobPlaceMistakes } from "./lob-place";
import { lobName } from "./lobs";
import type { JobKeys } from "./policies/studio-job-statements";
import {
  executionRoleMistakes,
  jobRolesOf,
  policyCountMistake,
  policyMistakes,
  type StudioArgs,
  studioEntries,
} from "./studio-arguments";
import { capabilityMistakes, chosenCapabilities } from "./studio-capabilities";
import { imageMistakes } from "./studio-images";
import { longestIdleTimeout, shortestIdleTimeout } from "./studio-settings";

/**
 * A user profile's name. SageMaker also accepts one character, a source identity doesn't. SageMaker accepts capitals,
 * but presigning such a profile's URL is reported to fail, since SageMaker's ARNs are in lower case. Source: SageMaker
 * API, CreateUserProfile, `UserProfileName`; STS API, AssumeRole, `SourceIdentity`.
 */
const userProfileName = text(
  /^(?=.{2,63}$)[a-z0-9](-*[a-z0-9])*$/,
  "a profile's name has 2 to 63 lower-case letters, digits and hyphens, and starts and ends with a letter or digit, since SageMaker makes no presigned URL for capitals; it can't be an e-mail address, so write \"ann-example\" for ann@example.com",
);

/** What {@link LobDomain} takes. */
export interface LobDomainArgs extends Naming, StudioArgs {
  /** The LOB's account id, 12 digits. */
  account: string;
  /** Region of hub and LOB, such as `eu-west-1`. */
  region: string;
  /**
   * The LOB's name: lower-case letters, digits and hyphens. It is the domain's name and the key in the hub's table of
   * LOBs, and names in AWS are derived from it.
   */
  lob: string;
  /** The VPC's CIDR block, /16 to /24, inside the hub's `lobSupernet`, which no other LOB has. */
  vpcCidr: string;
  /** Names of the Availability Zones, two to four; more can be added at the end. Studio is in the first two. */
  availabilityZones: string[];
  /** Names of the user profiles. */
  userProfiles: string[];
  /** The hub's outputs. */
  hub: LobHub;
  /** Id of the organization that hub and LOB are in, `o-…`. @default none known */
  organizationId?: string | undefined;
  /**
   * Minutes after which an idle JupyterLab is shut down, 60 to 525600; users may choose less. A changed time updates
   * each profile and not the domain; a running app may keep the old time until it restarts.
   *
   * @default 120
   */
  idleTimeoutMinutes?: number | undefined;
  /**
   * What happens to the users' home file system when the domain is deleted: `Retain` keeps it, and its mount targets
   * then block the deletion of the subnets; `Delete` is for trials.
   *
   * The domain keeps the value that it was created with, and `pulumi destroy` uses that. A changed value changes no
   * existing resource: `npm run teardown` uses the value in config when it runs.
   *
   * @default "Retain"
   */
  homeFileSystem?: "Retain" | "Delete" | undefined;
  /**
   * Which names the VPC's resolver answers for: only those that the LOB needs (`block`), all, and reports the others
   * (`alert`), or all (`off`). A name that isn't blocked can carry data to the owner of the name servers that answer
   * it.
   *
   * @default "block"
   */
  dnsFirewall?: "block" | "alert" | "off" | undefined;
  /** ARNs of KMS keys that jobs and models have to be encrypted with. @default none is demanded */
  keys?: pulumi.Input<JobKeys> | undefined;
  /** The parent whose endpoints `parent-models` calls. @default none */
  parent?: LobParent | undefined;
  /** Whether connections in the VPC are logged. @default false */
  flowLogs?: boolean | undefined;
  /** Whether DNS queries in the VPC are logged. @default false */
  queryLogs?: boolean | undefined;
  /** ARN of an S3 bucket that both go to, whose policy must let them in. @default none, log groups of CloudWatch */
  logBucketArn?: string | undefined;
  /** Days that logs are kept in CloudWatch, one of its values. @default 30 */
  logRetentionDays?: number | undefined;
}

const entries = v.object({
  account: accountId,
  region: isolatedVpcEntries.region,
  ...naming,
  lob: configKey(lobName, "Name of the LOB as in the hub's lobs; empty means the stack's name"),
  vpcCidr: isolatedVpcEntries.cidr,
  availabilityZones,
  userProfiles: configKey(
    distinctList(userProfileName, 'list user profiles, such as ["user-lob-a"]'),
    "Names of the Studio user profiles, a list; lower-case letters, digits and hyphens, so no e-mail addresses",
  ),
  organizationId: v.optional(organizationId),
  idleTimeoutMinutes: configKey(
    v.optional(
      wholeNumber(
        shortestIdleTimeout,
        longestIdleTimeout,
        "minutes after which SageMaker shuts an idle JupyterLab down",
      ),
      120,
    ),
    "Minutes after which an idle JupyterLab is shut down, 60 to 525600",
  ),
  homeFileSystem: configKey(
    v.optional(
      v.picklist(
        ["Retain", "Delete"],
        allowed("write Retain to keep users' files when the domain goes, or Delete for trials"),
      ),
      "Retain",
    ),
    "What happens to the home directories when the domain is destroyed: Retain or Delete",
  ),
  dnsFirewall: configKey(
    v.optional(
      v.picklist(
        ["block", "alert", "off"],
        allowed(
          "write block (answers only for the names that the LOB needs), alert (answers for all names and reports the others) or off",
        ),
      ),
      "block",
    ),
    "Which names the LOB's VPC may look up: block (only those that it needs), alert (all; others are reported) or off (all)",
  ),
  ...studioEntries,
  parent: v.optional(lobParent),
  ...networkLogsEntries,
  logRetentionDays: endpointInvokerConfig.logRetentionDays,
  hub: lobHub,
});

/** The arguments that are keys of a stack's config. */
export const lobDomainConfig = v.omit(entries, [
  "account",
  "region",
  "namePrefix",
  "rolePath",
  "organizationId",
  "hub",
  "parent",
  "logRetentionDays",
]).entries;

type Entries = v.InferOutput<typeof entries>;

/** The catalogue knows the names of a rule's service. */
function ruleMistake({ dnsFirewall, hub }: Entries): string | undefined {
  const unknown = Object.keys(hub.resolverRuleIds).find((service) => !isService(service));
  return unknown === undefined || dnsFirewall === "off"
    ? undefined
    : `has a rule for "${unknown}", and DNS Firewall would block its names: this version knows ${services.join(", ")}; update it to the hub's`;
}

function functionMistake({ hub }: Entries): string | undefined {
  return placeIn(hub.functionRoleArn).account === hub.account
    ? undefined
    : reason(hub.functionRoleArn, `it isn't in the hub's account ${hub.account}, and only that may make URLs`);
}

/** What capabilities take, by the arguments of a LOB. */
function servedTo(args: Pick<Entries, "hub" | "parent" | "userProfiles" | "namePrefix" | "executionRoleArn">) {
  return {
    services: Object.keys(args.hub.endpointIds),
    hasParent: args.parent !== undefined,
    jobRoles: jobRolesOf(args),
    hasOwnRole: args.executionRoleArn !== undefined,
  };
}

/** The arguments as a whole. */
export const lobDomainArguments = v.pipe(
  entries,
  zonesOfRegion(),
  bucketForLogs(),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) {
      return;
    }
    const args = dataset.value;
    for (const { property, reason: message } of [...lobPlaceMistakes(args), ...executionRoleMistakes(args)]) {
      addIssue({ message, path: pathTo(args, property) });
    }
    const capabilities = chosenCapabilities(args.studioCapabilities, servedTo(args));
    const tooMany = policyCountMistake(args, capabilities);
    if (tooMany !== undefined) {
      addIssue({ message: tooMany, path: pathTo(args, "executionPolicyArns") });
    }
    for (const { index, reason: message } of policyMistakes(args)) {
      addIssue({ message, path: pathTo(args, "executionPolicyArns", index) });
    }
    for (const { index, reason: message } of capabilityMistakes(args.studioCapabilities, servedTo(args))) {
      addIssue({ message, path: pathTo(args, "studioCapabilities", index) });
    }
    for (const { index, key, reason: message } of imageMistakes({ ...args, studioCapabilities: capabilities })) {
      addIssue({
        message,
        path: [...pathTo(args, "studioImages", index), ...pathTo({ ...args.studioImages[index] }, key)],
      });
    }
    const hubMistakes = { functionRoleArn: functionMistake(args), resolverRuleIds: ruleMistake(args) };
    for (const [key, message] of Object.entries(hubMistakes)) {
      if (message !== undefined) {
        addIssue({ message, path: [...pathTo(args, "hub"), ...pathTo(args.hub, key)] });
      }
    }
  }),
  v.transform(({ studioCapabilities: named, ...args }) => ({
    ...args,
    studioCapabilities: chosenCapabilities(named, servedTo(args)),
  })),
);
