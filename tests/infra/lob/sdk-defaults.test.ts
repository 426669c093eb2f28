import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { parse } from "yaml";
import { sdkDefaults, sdkScript } from "../../../infra/lob/sdk-defaults";

const given = {
  bucket: "sagemaker-lob-a-333333333333-eu-west-1",
  roleArn: "arn:aws:iam::333333333333:role/StudioJob-@user@",
  subnetIds: ["subnet-0aaaaaaaaaaaaaaaa", "subnet-0bbbbbbbbbbbbbbbb"],
  securityGroupIds: ["sg-0aaaaaaaaaaaaaaaa"],
};
const vpc = { Subnets: given.subnetIds, SecurityGroupIds: given.securityGroupIds };
const tags = { Tags: [{ Key: "studio-user", Value: "@user@" }] };
const modules = {
  Session: { DefaultS3Bucket: given.bucket, DefaultS3ObjectKeyPrefix: "@user@/sagemaker" },
  ModelTrainer: { networking: { subnets: given.subnetIds, security_group_ids: given.securityGroupIds } },
  TelemetryOptOut: true,
};
const role = { RoleArn: given.roleArn };

describe("the defaults of the SageMaker Python SDK", () => {
  it("are the LOB's bucket, network and role, and the user's prefix and tag", () => {
    expect(sdkDefaults(given)).to.deep.equal({
      SchemaVersion: "1.0",
      SageMaker: {
        PythonSDK: { Modules: { ...modules, RemoteFunction: { ...role, VpcConfig: vpc, ...tags } } },
        TrainingJob: { ...role, VpcConfig: vpc, ...tags },
        ProcessingJob: { ...role, NetworkConfig: { VpcConfig: vpc }, ...tags },
        Model: { ExecutionRoleArn: given.roleArn, VpcConfig: vpc, ...tags },
        EndpointConfig: tags,
        Endpoint: tags,
        TransformJob: tags,
      },
    });
  });

  it("are its keys as well, where it has some", () => {
    const volumeKeyArn = "arn:aws:kms:eu-west-1:333333333333:key/volumes";
    const outputKeyArn = "arn:aws:kms:eu-west-1:333333333333:key/outputs";
    const volume = { VolumeKmsKeyId: volumeKeyArn };
    const output = { KmsKeyId: outputKeyArn };
    const of = { ...role, VpcConfig: vpc, ...tags };

    expect(sdkDefaults({ ...given, volumeKeyArn, outputKeyArn })).to.deep.equal({
      SchemaVersion: "1.0",
      SageMaker: {
        PythonSDK: { Modules: { ...modules, RemoteFunction: { ...of, ...volume, S3KmsKeyId: outputKeyArn } } },
        TrainingJob: { ...of, ResourceConfig: volume, OutputDataConfig: output },
        ProcessingJob: {
          ...{ ...role, NetworkConfig: { VpcConfig: vpc }, ...tags },
          ProcessingResources: { ClusterConfig: volume },
          ProcessingOutputConfig: output,
        },
        Model: { ExecutionRoleArn: given.roleArn, VpcConfig: vpc, ...tags },
        EndpointConfig: { ...tags, KmsKeyId: volumeKeyArn },
        Endpoint: tags,
        TransformJob: { ...tags, TransformOutput: output, TransformResources: volume },
      },
    });
  });
});

describe("the script that writes them", () => {
  const script = sdkScript({ region: "eu-west-1", ...given });

  it("has them as they are, in a form that Bash reads, and fits in a lifecycle configuration with many subnets", () => {
    const [, yaml = ""] = /<<'YAML'\n(.*)\nYAML\n/s.exec(script) ?? [];
    expect(parse(yaml)).to.deep.equal(sdkDefaults(given));
    expect(spawnSync("bash", ["-n"], { input: script, encoding: "utf8" })).to.include({ status: 0, stderr: "" });

    const most = sdkScript({
      ...{
        region: "ap-southeast-1",
        bucket: "b".repeat(63),
        roleArn: `arn:aws:iam::333333333333:role/${"r".repeat(600)}`,
      },
      subnetIds: Array.from({ length: 2 }, () => "subnet-0aaaaaaaaaaaaaaaa"),
      securityGroupIds: given.securityGroupIds,
      volumeKeyArn: "k".repeat(100),
      outputKeyArn: "k".repeat(100),
    });
    expect(Buffer.from(most).toString("base64").length).to.be.lessThan(16_384);
  });

  it("ends well in one of four ways, each with a line that says which", () => {
    expect(script.match(/^ *echo ".*"$/gm)).to.deep.equal([
      '  echo "SageMaker defaults: $file has no line that says it is written at start, so it stays as it is"',
      "  echo \"SageMaker defaults: not written, since the owner of this app's space isn't known\"",
      '  echo "SageMaker defaults: $file is written for $user"',
      '  echo "SageMaker defaults: $file can\'t be written"',
    ]);
    expect(script.match(/^ *exit .*$/gm)).to.deep.equal(["  exit 0", "  exit 0", "exit 0"]);
  });
});
