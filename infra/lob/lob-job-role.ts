import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { jobRoleName, type Naming } from "../support/naming";
import { jobPolicy, jobTrustPolicy } from "./policies/studio-job-role-policies";
import type { JobNetwork } from "./policies/studio-job-statements";

export interface LobJobRoleArgs extends Naming {
  /** The LOB's account id, 12 digits. */
  account: string;
  /** Its region. */
  region: string;
  /** The user's profile. */
  profile: string;
  /** Name of the bucket for users' files. */
  bucket: string;
  /** Where jobs and models are. */
  network: pulumi.Input<JobNetwork>;
}

/**
 * The role that a user's jobs and models run under. Each user has one, since the bucket's prefixes can't rest on a source
 * identity there: AWS documents one for training jobs, contradicts itself for processing jobs, and is silent on transforms
 * and endpoints. Studio's users may pass only their own.
 */
export function lobJobRole(name: string, args: LobJobRoleArgs, parent: pulumi.Resource): void {
  const { account, region, profile, bucket } = args;
  const role = new aws.iam.Role(
    name,
    {
      name: jobRoleName(profile, args),
      path: args.rolePath,
      description: `Jobs and models of ${profile} run under this role`,
      assumeRolePolicy: JSON.stringify(jobTrustPolicy({ account, profile })),
    },
    { parent },
  );
  new aws.iam.RolePolicy(
    `${name}-policy`,
    {
      name: "RunJobs",
      role: role.name,
      policy: pulumi
        .output(args.network)
        .apply((network) => JSON.stringify(jobPolicy({ account, region, profile, bucket, network }))),
    },
    { parent },
  );
}
