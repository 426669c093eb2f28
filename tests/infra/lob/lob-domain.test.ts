import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { LobDomain } from "../../../infra/lob/lob-domain";
import type { LobDomainArgs } from "../../../infra/lob/lob-domain-arguments";
import { generatorPolicy, generatorTrustPolicy } from "../../../infra/lob/policies/presigned-url-generator-policies";
import {
  studioExecutionPolicy,
  studioIdentityPolicy,
  studioTrustPolicy,
} from "../../../infra/lob/policies/studio-execution-policies";
import { evaluate, only, type Registered } from "../../support/evaluate";
import { lobArgs } from "./lob-args";

function register(overrides: Partial<LobDomainArgs> = {}, preview = false): Promise<Registered[]> {
  return evaluate(() => {
    new LobDomain("lob", { ...lobArgs, ...overrides });
  }, preview);
}

function ofType(resources: readonly Registered[], type: string): Registered[] {
  return resources.filter((resource) => resource.type === type);
}

function document(resource: Registered, key: string): unknown {
  return JSON.parse(String(resource.inputs[key]));
}

const endpoints = { apiEndpointId: "vpce-0aaaaaaaaaaaaaaaa", studioEndpointId: "vpce-0bbbbbbbbbbbbbbbb" };

describe("LobDomain", () => {
  it("makes a VPC-only domain named after the LOB, whose sessions carry the profile's name", async () => {
    const domain = only(await register(), "aws:sagemaker/domain:Domain");
    expect(domain.inputs).to.deep.equal({
      domainName: "lob-a",
      authMode: "IAM",
      appNetworkAccessType: "VpcOnly",
      vpcId: "lob-network-vpc-vpc-id",
      subnetIds: ["lob-network-vpc-workload-1-id", "lob-network-vpc-workload-2-id"],
      defaultUserSettings: {
        executionRole: "arn:mock:lob-execution-role",
        securityGroups: ["lob-groups-studio-id"],
        studioWebPortal: "ENABLED",
        defaultLandingUri: "studio::",
      },
      domainSettings: { executionRoleIdentityConfig: "USER_PROFILE_NAME" },
      retentionPolicy: { homeEfsFileSystem: "Retain" },
    });
    expect(domain.after).to.include("lob-execution-policy");
  });

  it("deletes home directories as configured", async () => {
    const { inputs } = only(await register({ homeFileSystem: "Delete" }), "aws:sagemaker/domain:Domain");
    expect(inputs.retentionPolicy).to.deep.equal({ homeEfsFileSystem: "Delete" });
  });

  /** A profile as it is sent to AWS. */
  const profileInputs = (userProfileName: string, minutes: number) => ({
    domainId: "lob-domain-id",
    userProfileName,
    userSettings: {
      executionRole: "arn:mock:lob-execution-role",
      securityGroups: [`lob-profile-${userProfileName}-apps-id`],
      studioWebPortal: "ENABLED",
      defaultLandingUri: "studio::",
      jupyterLabAppSettings: {
        appLifecycleManagement: {
          idleSettings: {
            lifecycleManagement: "ENABLED",
            idleTimeoutInMinutes: minutes,
            minIdleTimeoutInMinutes: 60,
            maxIdleTimeoutInMinutes: minutes,
          },
        },
      },
    },
  });

  it("makes the named profiles in the domain, each with a security group of its own", async () => {
    const profiles = ofType(
      await register({ userProfiles: ["user-lob-a", "ann"] }),
      "aws:sagemaker/userProfile:UserProfile",
    );
    expect(profiles.map(({ name, inputs }) => ({ name, inputs }))).to.deep.equal([
      { name: "lob-profile-user-lob-a", inputs: profileInputs("user-lob-a", 120) },
      { name: "lob-profile-ann", inputs: profileInputs("ann", 120) },
    ]);
  });

  it("keeps the domain as it is, whatever profiles and times are asked for: the provider can't update it", async () => {
    const domainOf = async (overrides: Partial<LobDomainArgs>) =>
      only(await register(overrides), "aws:sagemaker/domain:Domain").inputs;
    const domain = await domainOf({});

    expect(await domainOf({ userProfiles: ["user-lob-a", "ann"] })).to.deep.equal(domain);
    expect(await domainOf({ userProfiles: [] })).to.deep.equal(domain);
    expect(await domainOf({ idleTimeoutMinutes: 60 })).to.deep.equal(domain);
    const [profile] = ofType(await register({ idleTimeoutMinutes: 60 }), "aws:sagemaker/userProfile:UserProfile");
    expect(profile?.inputs).to.deep.equal(profileInputs("user-lob-a", 60));
  });

  it("gives Studio a role that holds users to their own by SageMaker's variables and by the source identity, and nothing else", async () => {
    const resources = await register();
    const role = only(resources, "lob-execution-role");
    expect(role.inputs.name).to.equal("SageMakerStudioExecution-lob-a");
    expect(document(role, "assumeRolePolicy")).to.deep.equal(studioTrustPolicy("333333333333"));
    const policies = ofType(resources, "aws:iam/rolePolicy:RolePolicy").filter(
      ({ inputs }) => inputs.role === "SageMakerStudioExecution-lob-a",
    );
    expect(policies.map((policy) => [policy.inputs.name, document(policy, "policy")])).to.deep.equal([
      [
        "UseOwnStudio",
        studioExecutionPolicy({
          account: "333333333333",
          region: "eu-west-1",
          roleName: "SageMakerStudioExecution-lob-a",
          bucket: "sagemaker-lob-a-333333333333-eu-west-1",
          ...endpoints,
        }),
      ],
      [
        "UseOwnStudioByIdentity",
        studioIdentityPolicy({ account: "333333333333", region: "eu-west-1", domainId: "lob-domain-id", ...endpoints }),
      ],
    ]);
    expect(ofType(resources, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")).to.deep.equal([]);
  });

  it("attaches the account's own managed policies to that role, and changes nothing else for them", async () => {
    const arns = ["arn:aws:iam::333333333333:policy/ReadFeatures", "arn:aws:iam::333333333333:policy/team/Write"];
    const before = await register();
    const resources = await register({ executionPolicyArns: arns });
    const more = resources.filter(({ name }) => !before.some((other) => other.name === name));
    expect(more.map(({ type, name, inputs }) => [type, name, inputs])).to.deep.equal(
      ["ReadFeatures", "Write"].map((policy, index) => [
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
        `lob-execution-${policy}`,
        { role: "SageMakerStudioExecution-lob-a", policyArn: arns[index] },
      ]),
    );
  });

  it("takes a role of the organization's own as it is, in place of the one that it makes with its policies", async () => {
    const executionRoleArn = "arn:aws:iam::333333333333:role/SageMakerStudioExecution-science";
    const [before, resources] = [await register(), await register({ executionRoleArn })];
    expect(
      before.filter(({ name }) => !resources.some((other) => other.name === name)).map(({ name }) => name),
    ).to.deep.equal(["lob-execution-role", "lob-execution-policy", "lob-execution-policy-by-identity"]);
    expect(resources).to.have.length(before.length - 3);
    const of = (name: string) => only(resources, name).inputs;
    expect(of("lob-domain").defaultUserSettings).to.deep.include({ executionRole: executionRoleArn });
    expect(of("lob-profile-user-lob-a").userSettings).to.deep.include({ executionRole: executionRoleArn });
  });

  it("gives the hub's function the role PresignedURLGenerator for this domain, an hour at most", async () => {
    const resources = await register({ organizationId: "o-exampleorg1" });
    const role = only(resources, "lob-generator-role");
    expect(role.inputs).to.deep.include({ name: "PresignedURLGenerator", maxSessionDuration: 3600 });
    expect(document(role, "assumeRolePolicy")).to.deep.equal(
      generatorTrustPolicy({
        hubAccount: "111122223333",
        functionRoleArn: "arn:aws:iam::111122223333:role/StudioPresignedUrl-shared",
        organizationId: "o-exampleorg1",
      }),
    );
    const policies = ofType(resources, "aws:iam/rolePolicy:RolePolicy").filter(
      ({ inputs }) => inputs.role === "PresignedURLGenerator",
    );
    expect(policies.map((policy) => [policy.inputs.name, document(policy, "policy")])).to.deep.equal([
      [
        "MakePresignedUrls",
        generatorPolicy({ account: "333333333333", region: "eu-west-1", domainId: "lob-domain-id", ...endpoints }),
      ],
    ]);
  });

  it("keeps users' files in a bucket that is encrypted, not public and closed to plain http", async () => {
    const resources = await register();
    const bucket = "sagemaker-lob-a-333333333333-eu-west-1";
    expect(only(resources, "aws:s3/bucket:Bucket").inputs).to.deep.equal({ bucket });
    expect(
      only(resources, "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration").inputs,
    ).to.deep.equal({ bucket, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] });
    expect(only(resources, "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock").inputs).to.deep.equal({
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    // S3 refuses two changes of a bucket's access at the same time.
    expect(only(resources, "aws:s3/bucketPolicy:BucketPolicy").after).to.include("lob-files-public-access-block");
    expect(document(only(resources, "aws:s3/bucketPolicy:BucketPolicy"), "policy")).to.deep.equal({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "NoPlainHttp",
          Effect: "Deny",
          Principal: { AWS: "*" },
          Action: "s3:*",
          Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });

  it("places functions where they reach the hub and give their groups back at destroy", async () => {
    const placements: unknown[] = [];
    await evaluate(() => {
      const { invokerPlacement } = new LobDomain("lob", lobArgs);
      for (const [key, ids] of Object.entries(invokerPlacement)) {
        pulumi.output(ids).apply((value) => placements.push([key, value]));
      }
    });
    expect(placements).to.have.deep.members([
      ["subnetIds", ["lob-network-vpc-workload-1-id", "lob-network-vpc-workload-2-id"]],
      ["securityGroupIds", ["lob-groups-invoker-id"]],
      ["replacementSecurityGroupIds", ["lob-network-vpc-default-id"]],
    ]);
  });

  it("previews before anything exists", async () => {
    const types = (await register({}, true)).map(({ type }) => type);
    expect(types).to.include.members([
      "aws:sagemaker/domain:Domain",
      "aws:sagemaker/userProfile:UserProfile",
      "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
      "aws:ec2/route:Route",
    ]);
  });
});
