import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { definitionHash } from "../access/definition-hash";
import type { JobKeys, JobNetwork } from "./policies/studio-job-statements";
import { sdkScript } from "./sdk-defaults";
import type { StudioApp } from "./studio-apps";

/** What the SDK's defaults name, as far as only AWS knows it. */
export interface LobSdkDefaultsArgs {
  /** Beginning of the lifecycle configurations' names in AWS. */
  names: string;
  /** The LOB's region. */
  region: string;
  /** The apps that people may run. */
  apps: readonly StudioApp[];
  /** Name of the bucket for users' files. */
  bucket: string;
  /** ARN of the role that jobs and models run under, which may have `sdkUser` in it. */
  roleArn: pulumi.Input<string>;
  /** Where jobs and models are. */
  network: pulumi.Input<JobNetwork>;
  /** What they are encrypted with. */
  keys: pulumi.Input<JobKeys>;
}

/**
 * A lifecycle configuration for each app, which writes the SageMaker Python SDK's defaults whenever the app starts. Its
 * name ends in a hash of the script: SageMaker can't change one, and deletes none that a running app began with.
 *
 * @returns the configurations' ARNs, by app.
 */
export function lobSdkDefaults(
  name: string,
  { names, region, apps, bucket, roleArn, network, keys }: LobSdkDefaultsArgs,
  parent: pulumi.Resource,
): Partial<Record<StudioApp, pulumi.Output<string>>> {
  const script = pulumi
    .all([roleArn, network, keys])
    .apply(([role, place, { volumes, outputs }]) =>
      sdkScript({ region, bucket, roleArn: role, ...place, volumeKeyArn: volumes, outputKeyArn: outputs }),
    );
  return Object.fromEntries(
    apps.map((app) => {
      const configuration = new aws.sagemaker.StudioLifecycleConfig(
        `${name}-${app}`,
        {
          studioLifecycleConfigName: script.apply(
            (text) => `${names}-${app.toLowerCase()}-${definitionHash(text).slice(0, 8)}`,
          ),
          studioLifecycleConfigAppType: app,
          studioLifecycleConfigContent: script.apply((text) => Buffer.from(text).toString("base64")),
        },
        { parent },
      );
      return [app, configuration.arn];
    }),
  );
}
