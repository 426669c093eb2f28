import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { LobDomain } from "../../../infra/lob/lob-domain";
import type { LobDomainArgs } from "../../../infra/lob/lob-domain-arguments";
import { instanceTypesPolicy } from "../../../infra/lob/policies/studio-job-policies";
import { studioCapabilities } from "../../../infra/lob/studio-capabilities";
import { smallInstanceTypes } from "../../../infra/lob/studio-instance-types";
import { evaluate, only, type Registered } from "../../support/evaluate";
import { bucket, everyService, fileArn, key, parent, scope, statements } from "./capabilities";
import { lobArgs } from "./lob-args";

describe("LobDomain with capabilities", () => {
  const endpointIds = {
    ...lobArgs.hub.endpointIds,
    ...Object.fromEntries(everyService.map((service) => [service, "vpce-0aaaaaaaaaaaaaaaa"])),
  };
  const register = (overrides: Partial<LobDomainArgs>): Promise<Registered[]> =>
    evaluate(() => {
      new LobDomain("lob", { ...lobArgs, ...overrides, hub: { ...lobArgs.hub, endpointIds } });
    });
  const identity = ({ type, name, inputs }: Registered) => ({ type, name, inputs });

  it("makes and allows exactly what it did before where there are none, also beside a parent", async () => {
    const before = (await register({ studioCapabilities: [] })).map(identity);
    expect((await register({ studioCapabilities: [], parent })).map(identity)).to.deep.equal(before);
    expect(before.map(({ name }) => name).filter((name) => name.includes("capabilities"))).to.deep.equal([]);
  });

  it("makes nothing else than a policy for each on the execution role, a job role for each user, the parent's file, and what apps begin with", async () => {
    const before = await register({ studioCapabilities: [], userProfiles: ["ann", "bob"] });
    const resources = await register({
      studioCapabilities: [...studioCapabilities],
      userProfiles: ["ann", "bob"],
      parent,
      organizationId: "o-exampleorg1",
      ...{ namePrefix: "acme-", rolePath: "/ml/", keys: { volumes: key } },
    });
    const names = new Set(before.map(({ name }) => name));
    const more = resources.filter(({ name }) => !names.has(name));
    const own = more.filter(({ type, name }) => type === "aws:iam/rolePolicy:RolePolicy" && !name.includes("-jobs-"));
    expect(own.map(({ name, inputs }) => [name, inputs.name, inputs.role])).to.deep.equal(
      ["ecr", "parent-models", "registry", "instance-types"].map((what) => [
        `lob-capabilities-${what}`,
        `Studio-${what}`,
        "acme-SageMakerStudioExecution-lob-a",
      ]),
    );
    expect(own.slice(0, 3).map(({ inputs }) => JSON.parse(String(inputs.policy)).Statement)).to.deep.equal(
      Object.values({
        ...statements,
        "parent-models": [
          statements["parent-models"][0],
          { ...statements["parent-models"][1], Resource: fileArn.replace(":::", ":::acme-") },
        ],
      }),
    );
    const managed = more.filter(({ type }) => type === "aws:iam/policy:Policy");
    expect(managed.map(({ name, inputs }) => [name, inputs.name])).to.deep.equal(
      ["code-editor", "models", "processing", "training"].map((what) => [
        `lob-capabilities-${what}`,
        `acme-SageMakerStudio-lob-a-${what}`,
      ]),
    );
    const [training] = managed.slice(3).map(({ inputs }) => JSON.parse(String(inputs.policy)).Statement[0].Condition);
    expect(training["ForAllValues:StringEquals"]).to.deep.equal({
      "sagemaker:VpcSecurityGroupIds": ["lob-groups-studio-id"],
      "sagemaker:VpcSubnets": ["lob-network-vpc-workload-1-id", "lob-network-vpc-workload-2-id"],
    });
    expect(training.ArnEquals).to.deep.equal({ "sagemaker:VolumeKmsKeyArn": key });
    const roles = more.filter(({ type }) => type === "aws:iam/role:Role");
    expect(roles.map(({ name, inputs }) => [name, inputs.name, inputs.path])).to.deep.equal(
      ["ann", "bob"].map((profile) => [`lob-capabilities-jobs-${profile}`, `acme-StudioJob-${profile}`, "/ml/"]),
    );
    const counts = { policies: 4 + 4, attachments: 4, roles: 2, theirPolicies: 2, file: 1, scripts: 2 };
    expect(more).to.have.lengthOf(Object.values(counts).reduce((sum, count) => sum + count, 0));
    const { content, ...file } = only(resources, "aws:s3/bucketObjectv2:BucketObjectv2").inputs;
    expect(file).to.deep.equal({
      bucket: `acme-${bucket}`,
      key: ".studio/parent-models.json",
      contentType: "application/json",
      overrideProvider: { defaultTags: { tags: {} } },
    });
    // As the state keeps a secret.
    expect(content).to.deep.equal({
      [pulumi.runtime.specialSigKey]: pulumi.runtime.specialSecretSig,
      value: JSON.stringify(parent),
    });
  });

  it("makes no job role for capabilities without jobs", async () => {
    const resources = await register({ studioCapabilities: ["ecr", "code-editor"] });
    expect(resources.filter(({ name }) => name.includes("-jobs-"))).to.deep.equal([]);
  });

  it("shuts Code Editor down when it is idle, as JupyterLab", async () => {
    const [profile] = (await register({ studioCapabilities: ["code-editor"], idleTimeoutMinutes: 90 })).filter(
      ({ type }) => type === "aws:sagemaker/userProfile:UserProfile",
    );
    const settings = {
      appLifecycleManagement: {
        idleSettings: {
          lifecycleManagement: "ENABLED",
          idleTimeoutInMinutes: 90,
          minIdleTimeoutInMinutes: 60,
          maxIdleTimeoutInMinutes: 90,
        },
      },
    };
    const started = (app: string) => ({ ...settings, builtInLifecycleConfigArn: `arn:mock:lob-defaults-${app}` });
    expect(profile?.inputs.userSettings).to.deep.include({
      jupyterLabAppSettings: started("JupyterLab"),
      codeEditorAppSettings: started("CodeEditor"),
    });
  });

  for (const { what, args, types } of [
    {
      what: "small ones where there are capabilities",
      args: { studioCapabilities: ["ecr" as const] },
      types: smallInstanceTypes,
    },
    {
      what: "those of config",
      args: { instanceTypes: ["ml.t3.medium", "ml.g5.xlarge"] },
      types: ["ml.t3.medium", "ml.g5.xlarge"],
    },
    { what: "any, without capabilities", args: { studioCapabilities: [] }, types: undefined },
  ]) {
    it(`holds apps and jobs to instance types: ${what}`, async () => {
      const [policy] = (await register(args)).filter(({ name }) => name === "lob-capabilities-instance-types");
      expect(policy && JSON.parse(String(policy.inputs.policy))).to.deep.equal(
        types && instanceTypesPolicy(scope, types),
      );
    });
  }
});
