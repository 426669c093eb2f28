import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { LobParent } from "./lob-parent";
import { capabilityPolicies, type StudioCapability } from "./studio-capabilities";

/** The file in the users' bucket that tells people's code of the parent. No profile's prefix can begin with a dot. */
const parentFileKey = ".studio/parent-models.json";

export interface LobCapabilitiesArgs {
  /** The LOB's account id, 12 digits. */
  account: string;
  /** Its region. */
  region: string;
  /** Id of the organization, whose repositories may be read. Default: only the account's own. */
  organizationId?: string | undefined;
  /** What people may do in Studio besides opening it. */
  studioCapabilities: readonly StudioCapability[];
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

/**
 * Gives a LOB's Studio its capabilities: a policy for each on the execution role, and for `parent-models` the file that
 * tells people's code which role to assume. Without capabilities it makes nothing. A role of the organization's own has to
 * allow by itself what the capabilities take.
 */
export function lobCapabilities(name: string, args: LobCapabilitiesArgs, parent: pulumi.Resource): void {
  const { studioCapabilities, roleName, files, hub, ...scope } = args;
  const fileArn = `arn:aws:s3:::${files.name}/${parentFileKey}`;
  const { sts: stsEndpointId } = hub.endpointIds;
  const ofParent =
    args.parent === undefined || stsEndpointId === undefined
      ? undefined
      : { roleArn: args.parent.roleArn, stsEndpointId, fileArn };
  const documents = capabilityPolicies(studioCapabilities, { ...scope, parent: ofParent });
  if (roleName !== undefined) {
    for (const [capability, document] of documents) {
      new aws.iam.RolePolicy(
        `${name}-${capability}`,
        { name: `Studio-${capability}`, role: roleName, policy: JSON.stringify(document) },
        { parent },
      );
    }
  }
  if (args.parent !== undefined && studioCapabilities.includes("parent-models")) {
    parentFile(`${name}-parent-file`, args.parent, files.bucket, parent);
  }
}
