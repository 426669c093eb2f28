import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { lobNames, type Naming } from "../support/naming";
import { lobJobRole } from "./lob-job-role";
import { type LobParent, parentFileKey } from "./lob-parent";
import { instanceTypesPolicy } from "./policies/studio-job-policies";
import type { JobKeys, JobNetwork } from "./policies/studio-job-statements";
import { capabilityPolicies, managedPolicies, needJobRoles, type StudioCapability } from "./studio-capabilities";

export interface LobCapabilitiesArgs extends Naming {
  /** The LOB's account id, 12 digits. */
  account: string;
  /** Its region. */
  region: string;
  /** The LOB's name. */
  lob: string;
  /** Names of the user profiles. */
  userProfiles: readonly string[];
  /** Id of the domain. */
  domainId: pulumi.Input<string>;
  /** Id of the organization, whose repositories may be read. Default: only the account's own. */
  organizationId?: string | undefined;
  /** What people may do in Studio besides opening it. */
  studioCapabilities: readonly StudioCapability[];
  /** The instance types that apps, jobs and models may have. Default: any. */
  instanceTypes?: readonly string[] | undefined;
  /** Where jobs and models are. */
  network: pulumi.Input<JobNetwork>;
  /** The keys that they are encrypted with. */
  keys: pulumi.Input<JobKeys>;
  /** The parent whose models they may call. */
  parent?: LobParent | undefined;
  /** The hub's endpoints by service, `sts` among them where there is a parent. */
  hub: { endpointIds: Readonly<Record<string, string>> };
  /** Name of the role that code in Studio runs under; undefined where it is the organization's own. */
  roleName: pulumi.Input<string> | undefined;
  /** Name of the bucket for users' files, as it is asked for, and the bucket itself. */
  files: { name: string; bucket: pulumi.Input<string> };
}

/**
 * What `parent-models` tells people's code. Neither is a secret for AWS, but both are only in this file, which the
 * execution role may read, and not in outputs; the state keeps them encrypted.
 */
function parentFile(name: string, told: LobParent, bucket: pulumi.Input<string>, parent: pulumi.Resource): void {
  const { roleArn, externalId, region, endpoints } = told;
  new aws.s3.BucketObjectv2(
    name,
    {
      bucket,
      key: parentFileKey,
      content: pulumi.secret(JSON.stringify({ roleArn, externalId, region, endpoints })),
      contentType: "application/json",
      // An object has at most 10 tags. Source: Amazon S3 User Guide, "Categorizing your objects using tags".
      overrideProvider: { defaultTags: { tags: {} } },
    },
    { parent },
  );
}

/** The managed policies, which name ids that AWS makes up. */
function attachPolicies(
  name: string,
  role: pulumi.Input<string>,
  args: LobCapabilitiesArgs,
  parent: pulumi.Resource,
): void {
  const { account, region, lob, studioCapabilities, namePrefix, rolePath } = args;
  const made = pulumi.all([args.domainId, args.network, args.keys]);
  for (const [capability, documentOf] of managedPolicies(studioCapabilities)) {
    const policy = new aws.iam.Policy(
      `${name}-${capability}`,
      {
        name: lobNames(`${lob}-${capability}`, args).capabilityPolicy,
        description: `What ${capability} allows in the Studio domain ${lob}`,
        policy: made.apply(([domainId, network, keys]) =>
          JSON.stringify(documentOf({ account, region, namePrefix, rolePath, domainId, network, keys })),
        ),
      },
      { parent },
    );
    new aws.iam.RolePolicyAttachment(`${name}-${capability}-attachment`, { role, policyArn: policy.arn }, { parent });
  }
}

/** What the role that code in Studio runs under may do because of the capabilities. */
function rolePolicies(
  name: string,
  role: pulumi.Input<string>,
  args: LobCapabilitiesArgs,
  parent: pulumi.Resource,
): void {
  const { account, region, organizationId, studioCapabilities, instanceTypes } = args;
  const fileArn = `arn:aws:s3:::${args.files.name}/${parentFileKey}`;
  const { sts: stsEndpointId } = args.hub.endpointIds;
  const ofParent =
    args.parent === undefined || stsEndpointId === undefined
      ? undefined
      : { roleArn: args.parent.roleArn, stsEndpointId, fileArn };
  const scope = { account, region, organizationId, parent: ofParent };
  const documents = [
    ...capabilityPolicies(studioCapabilities, scope),
    ...(instanceTypes === undefined ? [] : [["instance-types", instanceTypesPolicy(scope, instanceTypes)] as const]),
  ];
  for (const [what, document] of documents) {
    new aws.iam.RolePolicy(
      `${name}-${what}`,
      { name: `Studio-${what}`, role, policy: JSON.stringify(document) },
      { parent },
    );
  }
  attachPolicies(name, role, args, parent);
}

/**
 * Gives a LOB's Studio its capabilities: policies on the execution role, a role for each user's jobs, and for
 * `parent-models` the file that tells people's code which role to assume. Without capabilities it makes nothing. A role of
 * the organization's own has to allow by itself what the capabilities take.
 */
export function lobCapabilities(name: string, args: LobCapabilitiesArgs, parent: pulumi.Resource): void {
  const { studioCapabilities, roleName, files } = args;
  if (roleName !== undefined) {
    rolePolicies(name, roleName, args, parent);
  }
  for (const profile of needJobRoles(studioCapabilities) ? args.userProfiles : []) {
    lobJobRole(`${name}-jobs-${profile}`, { ...args, profile, bucket: files.name }, parent);
  }
  if (args.parent !== undefined && studioCapabilities.includes("parent-models")) {
    parentFile(`${name}-parent-file`, args.parent, files.bucket, parent);
  }
}
