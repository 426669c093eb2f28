import { stringify } from "yaml";
import { userTag } from "./policies/studio-job-statements";

/** What the SageMaker Python SDK takes where a call doesn't say otherwise. */
export interface SdkDefaults {
  /** Name of the LOB's bucket for users' files. */
  readonly bucket: string;
  /** ARN of the role that jobs and models run under; {@link sdkUser} in it is the profile's name. */
  readonly roleArn: string;
  /** Ids of the subnets that jobs and models are in. */
  readonly subnetIds: readonly string[];
  /** Ids of their security groups. */
  readonly securityGroupIds: readonly string[];
  /** ARN of the key for the volumes of instances. @default SageMaker's own */
  readonly volumeKeyArn?: string | undefined;
  /** ARN of the key for what jobs write to the bucket. @default the bucket's own */
  readonly outputKeyArn?: string | undefined;
}

/** Stands for the profile's name, which the script puts in its place: a LOB's users share one script. */
export const sdkUser = "@user@";

/**
 * The defaults, in the form that versions 2 and 3 of the SDK both accept: version 3 refuses `Modules.Estimator`. Its
 * `ModelTrainer` doesn't find the network of training jobs, so that has a part of its own.
 *
 * The prefix has a part below the profile's name, since the SDK lists the bucket by the prefix as it is written: without,
 * `ann` would list `anna/…` as well, so no policy allows it. The SDK would report each call to AWS, at a bucket that the
 * LOB's network doesn't reach.
 *
 * Source: sagemaker-python-sdk 2.257 and 3.27, `config/config_schema.py`, `default_bucket` of their sessions, and
 * `train/model_trainer.py`.
 */
export function sdkDefaults({
  bucket,
  roleArn,
  subnetIds,
  securityGroupIds,
  volumeKeyArn,
  outputKeyArn,
}: SdkDefaults): object {
  const vpcConfig = { Subnets: subnetIds, SecurityGroupIds: securityGroupIds };
  const volume = volumeKeyArn !== undefined && { VolumeKmsKeyId: volumeKeyArn };
  const output = outputKeyArn !== undefined && { KmsKeyId: outputKeyArn };
  const tags = { Tags: [{ Key: userTag, Value: sdkUser }] };
  return {
    SchemaVersion: "1.0",
    SageMaker: {
      PythonSDK: {
        Modules: {
          Session: { DefaultS3Bucket: bucket, DefaultS3ObjectKeyPrefix: `${sdkUser}/sagemaker` },
          ModelTrainer: { networking: { subnets: subnetIds, security_group_ids: securityGroupIds } },
          RemoteFunction: {
            ...{ RoleArn: roleArn, VpcConfig: vpcConfig, ...tags, ...volume },
            ...(output && { S3KmsKeyId: outputKeyArn }),
          },
          TelemetryOptOut: true,
        },
      },
      TrainingJob: {
        ...{ RoleArn: roleArn, VpcConfig: vpcConfig, ...tags },
        ...(volume && { ResourceConfig: volume }),
        ...(output && { OutputDataConfig: output }),
      },
      ProcessingJob: {
        ...{ RoleArn: roleArn, NetworkConfig: { VpcConfig: vpcConfig }, ...tags },
        ...(volume && { ProcessingResources: { ClusterConfig: volume } }),
        ...(output && { ProcessingOutputConfig: output }),
      },
      Model: { ExecutionRoleArn: roleArn, VpcConfig: vpcConfig, ...tags },
      EndpointConfig: { ...tags, ...(volume && { KmsKeyId: volumeKeyArn }) },
      Endpoint: tags,
      TransformJob: {
        ...tags,
        ...(output && { TransformOutput: output }),
        ...(volume && { TransformResources: volume }),
      },
    },
  };
}

/** What the script needs besides the defaults. */
export interface SdkScript extends SdkDefaults {
  /** The LOB's region. */
  readonly region: string;
}

/**
 * The script that writes the defaults when an app starts, for Bash. It ends well whatever it finds, since an app whose
 * script fails doesn't start; it says in one line what it did, in the app's log stream `…/LifecycleConfigOnStart`; and
 * it leaves a file alone that isn't its own.
 *
 * The metadata of an app name its user profile or its space, whose owner SageMaker tells; a space here always has one.
 *
 * Source: SageMaker Developer Guide, "Lifecycle configurations within Amazon SageMaker Studio" and "Debug lifecycle
 * configurations in Studio"; sagemaker-python-sdk, `session.py`, `get_caller_identity_arn`, and
 * aws-samples/sagemaker-studio-apps-lifecycle-config-examples, `jupyterlab/ebs-backup-s3/on-start.sh`, for the metadata;
 * platformdirs, `user_config_dir` on Linux, for the file's place.
 */
export function sdkScript({ region, ...defaults }: SdkScript): string {
  return `#!/bin/bash
# Writes the SageMaker Python SDK's defaults for the owner of this app's space: the LOB's bucket, role, network and keys.
# It is part of the LOB's stack. It always ends well, so that the app starts.
file="$HOME/.config/sagemaker/config.yaml"
mark="# Written whenever the app starts. Remove this line to keep changes of your own."

if [ -e "$file" ] && ! grep -qxF "$mark" "$file"; then
  echo "SageMaker defaults: $file has no line that says it is written at start, so it stays as it is"
  exit 0
fi

user=$(python3 - <<'PYTHON'
import json
import sys

try:
    with open("/opt/ml/metadata/resource-metadata.json") as file:
        metadata = json.load(file)
    user = metadata.get("UserProfileName")
    if not user:
        import boto3
        from botocore.config import Config

        config = Config(connect_timeout=10, read_timeout=20, retries={"total_max_attempts": 2})
        sagemaker = boto3.client("sagemaker", region_name="${region}", config=config)
        space = sagemaker.describe_space(DomainId=metadata["DomainId"], SpaceName=metadata["SpaceName"])
        user = space["OwnershipSettings"]["OwnerUserProfileName"]
    print(user)
except Exception as error:
    sys.exit(f"SageMaker defaults: {type(error).__name__}: {error}")
PYTHON
)
if ! [[ "$user" =~ ^[a-z0-9-]{2,63}$ ]]; then
  echo "SageMaker defaults: not written, since the owner of this app's space isn't known"
  exit 0
fi

if mkdir -p "$(dirname "$file")" && { echo "$mark" && sed "s/${sdkUser}/$user/g"; } >"$file" <<'YAML'
${stringify(sdkDefaults(defaults), { lineWidth: 0 })}YAML
then
  echo "SageMaker defaults: $file is written for $user"
else
  echo "SageMaker defaults: $file can't be written"
fi
exit 0
`;
}
