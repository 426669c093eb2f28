import type * as pulumi from "@pulumi/pulumi";
import type * as v from "valibot";
import { jobRoleName, lobNames, roleInArn } from "../support/naming";
import type { lobDomainArguments } from "./lob-domain-arguments";
import type { LobExecutionRole } from "./lob-execution-role";
import { lobImages } from "./lob-images";
import { lobSdkDefaults } from "./lob-sdk-defaults";
import type { JobKeys, JobNetwork } from "./policies/studio-job-statements";
import { sdkUser } from "./sdk-defaults";
import { appsOf } from "./studio-apps";
import { needJobRoles } from "./studio-capabilities";
import type { StudioTools } from "./studio-settings";

export interface LobToolsArgs {
  /** The LOB's arguments. */
  checked: v.InferOutput<typeof lobDomainArguments>;
  /** Name of the bucket for users' files. */
  bucket: string;
  /** The role that code in Studio runs under. */
  role: LobExecutionRole;
  /** Where jobs and models are. */
  network: pulumi.Input<JobNetwork>;
  /** What they are encrypted with. */
  keys: pulumi.Input<JobKeys>;
}

/**
 * Makes what a LOB's people find in Studio. Without capabilities they have no use for the SDK's defaults, and with jobs
 * theirs name each user's job role.
 */
export function lobTools(name: string, { checked, role, ...more }: LobToolsArgs, parent: pulumi.Resource): StudioTools {
  const { account, region, lob, idleTimeoutMinutes, studioCapabilities: capabilities } = checked;
  const names = lobNames(lob, checked);
  const apps = appsOf(capabilities);
  const jobRole = `arn:aws:iam::${account}:role/${roleInArn(jobRoleName(sdkUser, checked), checked)}`;
  const defaults = {
    ...{ names: names.defaults, region, apps },
    roleArn: needJobRoles(capabilities) ? jobRole : role.arn,
  };
  return {
    ...{ idleTimeoutMinutes, capabilities, apps },
    lifecycle: capabilities.length === 0 ? {} : lobSdkDefaults(`${name}-defaults`, { ...defaults, ...more }, parent),
    images: lobImages(
      `${name}-images`,
      { account, region, names: names.domain, images: checked.studioImages, role },
      parent,
    ),
  };
}
