import { expect } from "chai";
import { LobDomain } from "../../../infra/lob/lob-domain";
import type { LobDomainArgs } from "../../../infra/lob/lob-domain-arguments";
import { sdkScript } from "../../../infra/lob/sdk-defaults";
import { hiddenFrom } from "../../../infra/lob/studio-apps";
import { imageMistakes, studioImagesPolicy } from "../../../infra/lob/studio-images";
import { evaluate, only, type Registered } from "../../support/evaluate";
import { lobArgs } from "./lob-args";

const host = "333333333333.dkr.ecr.eu-west-1.amazonaws.com";
const place = { account: "333333333333", region: "eu-west-1" };
const tools = { name: "tools", image: `${host}/team/tools:3` };
const capabilities = { studioCapabilities: ["registry"] } satisfies Partial<LobDomainArgs>;

const withLogs = { ...lobArgs.hub, endpointIds: { ...lobArgs.hub.endpointIds, logs: "vpce-0cccccccccccccccc" } };

const register = (overrides: Partial<LobDomainArgs>, preview = false): Promise<Registered[]> =>
  evaluate(() => {
    new LobDomain("lob", { ...lobArgs, ...overrides });
  }, preview);

/** What isn't there without the overrides. */
async function more(overrides: Partial<LobDomainArgs>): Promise<readonly Registered[]> {
  const before = new Set((await register({})).map(({ name }) => name));
  return (await register(overrides)).filter(({ name }) => !before.has(name));
}

describe("what a LOB's people find in Studio", () => {
  it("begins with a script of the LOB's defaults, named by its content, once people may do something", async () => {
    const made = (await more(capabilities)).filter(({ type }) => type.includes("Lifecycle"));
    const content = Buffer.from(
      sdkScript({
        region: "eu-west-1",
        bucket: "sagemaker-lob-a-333333333333-eu-west-1",
        roleArn: "arn:mock:lob-execution-role",
        subnetIds: ["lob-network-vpc-workload-1-id", "lob-network-vpc-workload-2-id"],
        securityGroupIds: ["lob-groups-studio-id"],
      }),
    ).toString("base64");
    expect(made.map(({ name, inputs: { studioLifecycleConfigName: _, ...inputs } }) => [name, inputs])).to.deep.equal([
      [
        "lob-defaults-JupyterLab",
        { studioLifecycleConfigAppType: "JupyterLab", studioLifecycleConfigContent: content },
      ],
    ]);
    const nameWith = async (overrides: Partial<LobDomainArgs>) =>
      only(await register({ ...capabilities, ...overrides }), "lob-defaults-JupyterLab").inputs
        .studioLifecycleConfigName;
    const name = await nameWith({});
    const ofZones = await nameWith({ availabilityZones: ["eu-west-1a", "eu-west-1b", "eu-west-1c"] });
    const ofPrefix = await nameWith({ namePrefix: "acme-" });
    expect(name).to.match(/^lob-a-defaults-jupyterlab-[0-9a-f]{8}$/);
    expect(ofZones)
      .to.match(/^lob-a-defaults-jupyterlab-[0-9a-f]{8}$/)
      .and.not.to.equal(name);
    expect(ofPrefix).to.match(/^acme-lob-a-defaults-jupyterlab-[0-9a-f]{8}$/);
    expect(ofPrefix).not.to.equal(`acme-${name}`);
  });

  it("makes jobs run under each user's own job role, by its path, and be encrypted as they have to be", async () => {
    const { studioLifecycleConfigContent: content } = only(
      await register({
        ...{ studioCapabilities: ["training"], hub: withLogs, namePrefix: "acme-", rolePath: "/teams/ml/" },
        keys: { volumes: "arn:aws:kms:eu-west-1:333333333333:key/volumes" },
      }),
      "lob-defaults-JupyterLab",
    ).inputs;
    const lines = Buffer.from(String(content), "base64").toString().split("\n");
    const values = (key: string) => lines.filter((line) => line.includes(`${key}: `)).map((line) => line.trim());
    const role = "arn:aws:iam::333333333333:role/teams/ml/acme-StudioJob-@user@";
    expect(values("RoleArn")).to.deep.equal([
      ...["RoleArn", "RoleArn", "RoleArn", "ExecutionRoleArn"].map((key) => `${key}: ${role}`),
    ]);
    expect([...new Set(values("KmsKeyId"))]).to.deep.equal(
      ["VolumeKmsKeyId", "KmsKeyId"].map((key) => `${key}: arn:aws:kms:eu-west-1:333333333333:key/volumes`),
    );
  });

  it("is without what capabilities don't make work, and starts JupyterLab with that script", async () => {
    const profile = only(await register(capabilities), "aws:sagemaker/userProfile:UserProfile");
    expect(profile.inputs.userSettings).to.deep.include({
      jupyterLabAppSettings: {
        appLifecycleManagement: {
          idleSettings: {
            lifecycleManagement: "ENABLED",
            idleTimeoutInMinutes: 120,
            minIdleTimeoutInMinutes: 60,
            maxIdleTimeoutInMinutes: 120,
          },
        },
        builtInLifecycleConfigArn: "arn:mock:lob-defaults-JupyterLab",
      },
      studioWebPortalSettings: hiddenFrom(["registry"]),
    });
    expect(profile.inputs.userSettings).not.to.have.property("codeEditorAppSettings");
  });

  it("has images of the LOB's own, of which old versions stay for apps that run them", async () => {
    const made = await more({ studioImages: [tools] });
    expect(made.map(({ type, name, inputs }) => [type, name, inputs])).to.have.deep.members([
      [
        "aws:iam/rolePolicy:RolePolicy",
        "lob-images-policy",
        {
          name: "Studio-images",
          role: "SageMakerStudioExecution-lob-a",
          policy: JSON.stringify(studioImagesPolicy(place, [{ ...tools, name: "lob-a-tools" }])),
        },
      ],
      [
        "aws:sagemaker/appImageConfig:AppImageConfig",
        "lob-images-tools-runs",
        {
          appImageConfigName: "lob-a-tools",
          jupyterLabImageConfig: {
            fileSystemConfig: { defaultUid: 1000, defaultGid: 100, mountPath: "/home/sagemaker-user" },
          },
        },
      ],
      [
        "aws:sagemaker/image:Image",
        "lob-images-tools",
        { imageName: "lob-a-tools", displayName: "tools", roleArn: "arn:mock:lob-execution-role" },
      ],
      [
        "aws:sagemaker/imageVersion:ImageVersion",
        "lob-images-tools-version",
        { imageName: "lob-a-tools", baseImage: tools.image },
      ],
    ]);
    expect(only(made, "lob-images-tools").after).to.include("lob-images-policy");
    const profile = only(await register({ studioImages: [tools] }), "aws:sagemaker/userProfile:UserProfile");
    expect(profile.inputs).to.have.deep.nested.property("userSettings.jupyterLabAppSettings.customImages", [
      { imageName: "lob-a-tools", imageVersionNumber: 1, appImageConfigName: "lob-a-tools" },
    ]);
  });

  it("previews before anything exists", async () => {
    const types = (await register({ ...capabilities, studioImages: [tools] }, true)).map(({ type }) => type);
    expect(types).to.include.members([
      "aws:sagemaker/studioLifecycleConfig:StudioLifecycleConfig",
      "aws:sagemaker/imageVersion:ImageVersion",
    ]);
  });
});

describe("a LOB's images", () => {
  const editor = { name: "editor", image: `${host}/team/tools@sha256:${"0".repeat(64)}`, app: "CodeEditor" as const };
  const lab = { ...tools, app: "JupyterLab" as const };

  it("are pulled and seen under the execution role, and no others", () => {
    expect(studioImagesPolicy(place, [lab, editor]).Statement).to.deep.equal([
      { Sid: "SignInForStudioImages", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
      {
        Sid: "PullStudioImages",
        Effect: "Allow",
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Resource: ["arn:aws:ecr:eu-west-1:333333333333:repository/team/tools"],
      },
      {
        Sid: "SeeStudioImages",
        Effect: "Allow",
        Action: ["sagemaker:DescribeImage", "sagemaker:ListImageVersions"],
        Resource: ["tools", "editor"].map((name) => `arn:aws:sagemaker:eu-west-1:333333333333:image/${name}`),
      },
      {
        Sid: "SeeVersionsOfStudioImages",
        Effect: "Allow",
        Action: "sagemaker:DescribeImageVersion",
        Resource: ["tools", "editor"].map((name) => `arn:aws:sagemaker:eu-west-1:333333333333:image-version/${name}/*`),
      },
      {
        Sid: "SeeHowStudioImagesRun",
        Effect: "Allow",
        Action: "sagemaker:DescribeAppImageConfig",
        Resource: ["tools", "editor"].map(
          (name) => `arn:aws:sagemaker:eu-west-1:333333333333:app-image-config/${name}`,
        ),
      },
    ]);
  });

  it("may be for Code Editor, where people may run it", () => {
    const given = { region: "eu-west-1", studioImages: [lab, editor], studioCapabilities: ["code-editor" as const] };
    expect(imageMistakes(given)).to.deep.equal([]);
  });
});
