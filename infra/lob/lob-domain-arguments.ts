import type * as pulumi from "@pulumi/pulumi";
import * as v from "valibot";
import { placeIn } from "../../common/arn";
import { contains, networkOf } from "../../common/cidr";
import { allowed, type Mistake, pathTo, reason } from "../../common/validation";
import { endpointInvokerConfig } from "../access/endpoint-invoker-arguments";
import { isService, services } from "../network/endpoint-catalog";
import {
  availabilityZones,
  bucketForLogs,
  isolatedVpcEntries,
  networkLogsEntries,
  overlapMistakes,
  zonesOfRegion,
} from "../network/network-arguments";
import { configKey } from "../support/config-key";
import { jobRoleName, lobNames, type Naming, roleInArn } from "../support/naming";
import {
  accountId,
  distinctList,
  listOrWord,
  managedPolicyArn,
  naming,
  organizationId,
  roleArn,
} from "../support/schemas";
import { text } from "../support/text";
import { wholeNumber } from "../support/whole-number";
import { type LobHub, lobHub } from "./lob-hub";
import { type LobParent, lobParent } from "./lob-parent";
import { lengthMistake, lobName } from "./lobs";
import type { JobKeys } from "./policies/studio-job-statements";
import {
  capabilityMistakes,
  chosenCapabilities,
  managedPolicies,
  type StudioCapability,
  studioCapabilities,
  unknownCapability,
  usualCapabilities,
} from "./studio-capabilities";
import { imageMistakes, type StudioImage, studioImages } from "./studio-images";
import { studioInstanceTypesKey } from "./studio-instance-types";
import { longestIdleTimeout, shortestIdleTimeout } from "./studio-settings";

/**
 * A user profile's name. SageMaker also accepts one character, a source identity doesn't. SageMaker accepts capitals,
 * but presigning such a profile's URL is reported to fail, since SageMaker's ARNs are in lower case. Source: SageMaker
 * API, CreateUserProfile, `UserProfileName`; STS API, AssumeRole, `SourceIdentity`.
 */
export const userProfileName = text(
  /^(?=.{2,63}$)[a-z0-9](-*[a-z0-9])*$/,
  "a profile's name has 2 to 63 lower-case letters, digits and hyphens, and starts and ends with a letter or digit, since SageMaker makes no presigned URL for capitals; it can't be an e-mail address, so write \"ann-example\" for ann@example.com",
);

/** Managed policies that a role can have. Source: IAM User Guide, "IAM and AWS STS quotas", the usual one. */
const mostManagedPolicies = 10;

/** What {@link LobDomain} takes. */
export interface LobDomainArgs extends Naming {
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
  /**
   * What people may do in Studio besides opening JupyterLab and keeping files: `code-editor` opens Code Editor too;
   * `training`, `processing` and `models` start jobs and host models in the LOB's account, in its network, each user's
   * under a role of their own; `ecr` pulls images of the account's own and the organization's repositories,
   * `parent-models` calls the parent's endpoints, `registry` registers the LOB's models. Each takes endpoints of the hub.
   * `default` means those of `training`, `processing`, `models` and `parent-models` that hub and parent can serve, and none
   * with `executionRoleArn`.
   *
   * @default "default"
   * @example
   * ["parent-models"]
   */
  studioCapabilities?: StudioCapability[] | "default" | undefined;
  /**
   * Images that people can choose for their apps besides SageMaker's own, in ECR of the LOB's region. Another account's
   * repository must let this one's execution role pull.
   *
   * @default []
   * @example
   * [{ name: "team-tools", image: "333333333333.dkr.ecr.eu-west-1.amazonaws.com/team-tools:3" }]
   */
  studioImages?: StudioImage[] | undefined;
  /**
   * ARNs of managed policies of the LOB's own account that the execution role gets as well, at most ten. What they
   * allow is the organization's own choice: nothing here limits it to the user's own.
   *
   * @default []
   * @example
   * ["arn:aws:iam::333333333333:policy/ReadFeatureStore"]
   */
  executionPolicyArns?: string[] | undefined;
  /**
   * ARN of a role of the LOB's own account that code in Studio runs under, in place of the one that is made here. The hub
   * and the parent know such roles by their names: `SageMakerStudioExecution-…` after any `namePrefix`, under `rolePath`.
   * Its trust and its policies are the organization's own; they have to allow what Studio and `studioCapabilities` take.
   *
   * @default none; a role is made
   * @example
   * "arn:aws:iam::333333333333:role/SageMakerStudioExecution-science"
   */
  executionRoleArn?: string | undefined;
  /**
   * Instance types that apps, jobs and models may have.
   *
   * @default small ones where there are capabilities, any otherwise
   * @example
   * ["ml.t3.medium", "ml.m5.large", "ml.g5.xlarge"]
   */
  instanceTypes?: string[] | undefined;
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
  studioCapabilities: configKey(
    v.optional(
      listOrWord(
        "default",
        v.picklist(studioCapabilities, ({ input }) => unknownCapability(input)),
        `list capabilities of Studio, of ${studioCapabilities.join(", ")}, or write default`,
      ),
      "default",
    ),
    `What people may do in Studio besides opening it, a list of ${studioCapabilities.join(", ")}. An empty list means nothing more; default means those of ${usualCapabilities.join(", ")} that the hub and the parent support, and none with executionRoleArn`,
  ),
  studioImages: configKey(
    v.optional(studioImages, []),
    "Images that people can choose for JupyterLab, or Code Editor, besides SageMaker's own: a list of name, image (in ECR, with tag or digest) and app (JupyterLab or CodeEditor)",
  ),
  executionPolicyArns: configKey(
    v.optional(
      v.pipe(
        distinctList(
          managedPolicyArn,
          'list managed policies, such as ["arn:aws:iam::333333333333:policy/ReadFeatures"]',
        ),
        v.maxLength(
          mostManagedPolicies,
          ({ received }) =>
            `has ${received} policies: IAM attaches at most ${mostManagedPolicies} to a role; join some`,
        ),
      ),
      [],
    ),
    "Managed policies of this account that code in Studio gets as well, a list of ARNs",
  ),
  executionRoleArn: configKey(
    v.optional(roleArn),
    "A role of this account that code in Studio runs under, in place of one that the stack makes; its name begins with SageMakerStudioExecution-",
  ),
  instanceTypes: studioInstanceTypesKey,
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

/** Names of the roles that users' jobs would run under. */
export function jobRolesOf(config: Pick<Entries, "userProfiles" | "namePrefix">): string[] {
  return config.userProfiles.map((profile) => jobRoleName(profile, config));
}

/** A role has room for the organization's policies and for those of capabilities together. */
export function policyCountMistake(
  { executionPolicyArns: { length } }: Pick<Entries, "executionPolicyArns">,
  capabilities: readonly StudioCapability[],
): string | undefined {
  const taken = managedPolicies(capabilities).map(([capability]) => capability);
  return length === 0 || length + taken.length <= mostManagedPolicies
    ? undefined
    : `has ${length} policies: IAM attaches at most ${mostManagedPolicies} to a role, and ${taken.join(", ")} of studioCapabilities ${taken.length === 1 ? "takes one" : "take one each"}; join some`;
}

/** What is wrong with policies for a role of an account, each by its place in the list. */
export function policyMistakes({ account, executionPolicyArns }: Pick<Entries, "account" | "executionPolicyArns">) {
  return executionPolicyArns.flatMap((arn, index) => {
    const { account: owner } = placeIn(arn);
    const why =
      owner === "aws"
        ? "it is AWS's own, and those allow more than is needed; write one with the needed actions"
        : `it is a policy of account ${owner}, and roles of account ${account} take only its own; name one of that account`;
    return owner === account ? [] : [{ index, reason: reason(arn, why) }];
  });
}

/** What is wrong with a role of the organization's own that Studio is to run under, and with what stands beside it. */
export function executionRoleMistakes(
  args: Pick<Entries, "account" | "executionRoleArn" | "executionPolicyArns" | "namePrefix" | "rolePath">,
): Mistake[] {
  const { account, executionRoleArn: arn, executionPolicyArns } = args;
  if (arn === undefined) {
    return [];
  }
  const known = `arn:aws:iam::${account}:role/${roleInArn(lobNames("", args).executionRole, args)}`;
  const { account: owner } = placeIn(arn);
  const why =
    owner === account
      ? `policies of the hub and the parent name Studio's roles ${known}<name>; give the role a name and path of that form`
      : `it is a role of account ${owner}, and Studio of account ${account} runs only under its own; name one of that account`;
  return [
    ...(arn.startsWith(known) && arn !== known ? [] : [{ property: "executionRoleArn", reason: reason(arn, why) }]),
    ...(executionPolicyArns.length === 0
      ? []
      : [
          {
            property: "executionPolicyArns",
            reason: "has no effect beside executionRoleArn: attach the policies to that role, or remove one of the two",
          },
        ]),
  ];
}

/** A LOB's name and place, and its hub's. */
type LobPlace = Pick<Entries, "account" | "region" | "lob" | "vpcCidr" | "namePrefix"> & {
  readonly hub: Pick<Entries["hub"], "account" | "cidr" | "lobSupernet" | "corporateCidrs">;
};

function rangeMistake({ vpcCidr: own, hub }: LobPlace): string | undefined {
  if ([own, hub.cidr, hub.lobSupernet, ...hub.corporateCidrs].some((range) => networkOf(range) === undefined)) {
    // Reported already; an invalid CIDR block can't be compared.
    return undefined;
  }
  const taken = [
    { key: "the hub's vpcCidr", cidr: hub.cidr },
    ...hub.corporateCidrs.map((range, index) => ({ key: "the hub's corporateCidrs", index, cidr: range })),
  ];
  const overlap = taken.map((range) => overlapMistakes([range, { key: "vpcCidr", cidr: own }])[0]).find(Boolean);
  if (overlap !== undefined) {
    return overlap.message;
  }
  return contains(hub.lobSupernet, own)
    ? undefined
    : reason(
        own,
        `the hub routes only to its lobSupernet, ${hub.lobSupernet}; take a CIDR block in it that no other LOB has`,
      );
}

/** The catalogue knows the names of a rule's service. */
function ruleMistake({ dnsFirewall, hub }: Entries): string | undefined {
  const unknown = Object.keys(hub.resolverRuleIds).find((service) => !isService(service));
  return unknown === undefined || dnsFirewall === "off"
    ? undefined
    : `has a rule for "${unknown}", and DNS Firewall would block its names: this version knows ${services.join(", ")}; update it to the hub's`;
}

function accountMistake({ account, hub }: LobPlace): string | undefined {
  return account === hub.account
    ? reason(account, "it is the hub's account; a LOB needs an account of its own")
    : undefined;
}

function functionMistake({ hub }: Entries): string | undefined {
  return placeIn(hub.functionRoleArn).account === hub.account
    ? undefined
    : reason(hub.functionRoleArn, `it isn't in the hub's account ${hub.account}, and only that may make URLs`);
}

/** What is wrong with a LOB's name, account and CIDR block, given its hub's. */
export function lobPlaceMistakes(place: LobPlace): Mistake[] {
  const reasons = {
    account: accountMistake(place),
    lob: lengthMistake(place.lob, place.region, place.namePrefix),
    vpcCidr: rangeMistake(place),
  };
  return Object.entries(reasons).flatMap(([property, why]) => (why === undefined ? [] : [{ property, reason: why }]));
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
