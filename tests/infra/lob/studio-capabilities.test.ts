import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { LobDomain } from "../../../infra/lob/lob-domain";
import type { LobDomainArgs } from "../../../infra/lob/lob-domain-arguments";
import {
  codeEditorPolicy,
  studioExecutionPolicy,
  studioIdentityPolicy,
} from "../../../infra/lob/policies/studio-execution-policies";
import {
  instanceTypesPolicy,
  modelsPolicy,
  processingPolicy,
  trainingPolicy,
} from "../../../infra/lob/policies/studio-job-policies";
import { jobPolicy, jobTrustPolicy } from "../../../infra/lob/policies/studio-job-role-policies";
import {
  capabilityMistakes,
  capabilityPolicies,
  chosenCapabilities,
  managedPolicies,
  needJobRoles,
  studioCapabilities,
  unknownCapability,
  usualCapabilities,
} from "../../../infra/lob/studio-capabilities";
import { smallInstanceTypes } from "../../../infra/lob/studio-instance-types";
import { policyLength } from "../../../infra/support/policy-document";
import { read } from "../../models/support/statement-cases";
import { statementMistakes } from "../../models/support/statement-mistakes";
import { evaluate, only, type Registered } from "../../support/evaluate";
import { lobArgs } from "./lob-args";

const roleArn = "arn:aws:iam::222222222222:role/SageMakerExternal";
const bucket = "sagemaker-lob-a-333333333333-eu-west-1";
const fileArn = `arn:aws:s3:::${bucket}/.studio/parent-models.json`;
const scope = { account: "333333333333", region: "eu-west-1", organizationId: "o-exampleorg1" };
const pull = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:DescribeImages",
  "ecr:DescribeRepositories",
  "ecr:GetDownloadUrlForLayer",
  "ecr:ListImages",
];
const signIn = { Sid: "SignInToRegistries", Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" };
const pullOwn = {
  Sid: "PullOwnImages",
  Effect: "Allow",
  Action: pull,
  Resource: "arn:aws:ecr:eu-west-1:333333333333:repository/*",
};
const ofSageMaker = (type: string) => `arn:aws:sagemaker:eu-west-1:333333333333:${type}/*`;

/** The statements of each capability. */
const statements = {
  ecr: [
    signIn,
    pullOwn,
    {
      Sid: "PullImagesOfOrganization",
      Effect: "Allow",
      Action: pull,
      Resource: "arn:aws:ecr:eu-west-1:*:repository/*",
      Condition: { StringEquals: { "aws:ResourceOrgID": "o-exampleorg1" } },
    },
  ],
  "parent-models": [
    {
      Sid: "AssumeInvokeRole",
      Effect: "Allow",
      Action: ["sts:AssumeRole", "sts:SetSourceIdentity"],
      Resource: roleArn,
      Condition: { StringEquals: { "aws:SourceVpce": "vpce-0aaaaaaaaaaaaaaaa" } },
    },
    { Sid: "ReadParent", Effect: "Allow", Action: "s3:GetObject", Resource: fileArn },
  ],
  registry: [
    {
      Sid: "UseOwnGroups",
      Effect: "Allow",
      Action: ["sagemaker:CreateModelPackageGroup", "sagemaker:DescribeModelPackageGroup"],
      Resource: ofSageMaker("model-package-group"),
    },
    {
      Sid: "UseOwnPackages",
      Effect: "Allow",
      Action: [
        "sagemaker:BatchDescribeModelPackage",
        "sagemaker:CreateModelPackage",
        "sagemaker:DescribeModelPackage",
        "sagemaker:ListModelPackages",
        "sagemaker:UpdateModelPackage",
      ],
      Resource: ofSageMaker("model-package"),
    },
    {
      Sid: "ListRegistry",
      Effect: "Allow",
      Action: ["sagemaker:ListModelPackageGroups", "sagemaker:ListModelPackages"],
      Resource: "*",
    },
    {
      Sid: "TagWhatIsBeingRegistered",
      Effect: "Allow",
      Action: "sagemaker:AddTags",
      Resource: [ofSageMaker("model-package-group"), ofSageMaker("model-package")],
      Condition: { StringEquals: { "sagemaker:TaggingAction": ["CreateModelPackage", "CreateModelPackageGroup"] } },
    },
  ],
};

const stsEndpointId = "vpce-0aaaaaaaaaaaaaaaa";
const all = { ...scope, parent: { roleArn, stsEndpointId, fileArn } };
const parent = { roleArn, externalId: "team-7", region: "eu-west-1", endpoints: ["iris"] };
const everyService = ["ecr.api", "ecr.dkr", "logs", "sagemaker.api", "sagemaker.runtime", "sts", "studio"];

const key = "arn:aws:kms:eu-west-1:333333333333:key/12345678-1234-1234-1234-123456789012";
const placed = {
  ...{ account: "333333333333", region: "eu-west-1", domainId: "d-aaaaaaaaaaaa" },
  network: { subnetIds: ["subnet-0a", "subnet-0b"], securityGroupIds: ["sg-0a"] },
  keys: {},
};

/** The longest that each part can be: four zones, keys, a prefix and a path. */
const longest = {
  ...placed,
  domainId: "d-".padEnd(63, "x"),
  network: { subnetIds: Array<string>(4).fill("subnet-0123456789abcdef0"), securityGroupIds: ["sg-0123456789abcdef0"] },
  keys: { volumes: key, outputs: key },
  ...{ namePrefix: "p".repeat(20), rolePath: `/${"r".repeat(200)}/` },
};

describe("the capabilities of a LOB's Studio", () => {
  it("are each one policy, with these statements", () => {
    expect(studioCapabilities).to.deep.equal([
      "code-editor",
      "ecr",
      "models",
      "parent-models",
      "processing",
      "registry",
      "training",
    ]);
    expect(managedPolicies(studioCapabilities).map(([name, documentOf]) => [name, documentOf(placed)])).to.deep.equal([
      ["code-editor", codeEditorPolicy(placed)],
      ["models", modelsPolicy(placed)],
      ["processing", processingPolicy(placed)],
      ["training", trainingPolicy(placed)],
    ]);
    expect(
      Object.fromEntries(capabilityPolicies(studioCapabilities, all).map(([name, { Statement }]) => [name, Statement])),
    ).to.deep.equal(statements);
  });

  it("pull only the account's own images where there is no organization", () => {
    const [own] = capabilityPolicies(["ecr"], { ...scope, organizationId: undefined });
    expect(own?.[1].Statement).to.deep.equal([signIn, pullOwn]);
  });

  it("fit, all together and with names as long as can be, beside Studio's own policies into what a role's policies hold", () => {
    const lob = "l".repeat(37);
    const long = { ...all, parent: { roleArn, stsEndpointId, fileArn: fileArn.replace("lob-a", lob) } };
    const execution = {
      ...scope,
      ...{
        domainId: "d-".padEnd(63, "x"),
        roleName: `SageMakerStudioExecution-${lob}`,
        bucket: bucket.replace("lob-a", lob),
      },
      ...{ apiEndpointId: "vpce-0aaaaaaaaaaaaaaaa", studioEndpointId: "vpce-0bbbbbbbbbbbbbbbb" },
    };
    const documents = [
      studioExecutionPolicy(execution),
      studioIdentityPolicy(execution),
      ...capabilityPolicies(studioCapabilities, long).map(([, document]) => document),
      instanceTypesPolicy(execution, Array<string>(50).fill("ml.m5.24xlarge")),
    ];
    // IAM User Guide, "IAM and AWS STS quotas": the inline policies of a role.
    expect(documents.reduce((sum, document) => sum + policyLength(document), 0)).to.be.at.most(10_240);
  });

  for (const [name, documentOf] of managedPolicies(studioCapabilities)) {
    it(`fit, ${name}, with names as long as can be, into a managed policy`, () => {
      // The same quotas.
      expect(policyLength(documentOf(longest))).to.be.at.most(6144);
    });
  }

  it("give users job roles that fit: the trust policy, and what jobs may do", () => {
    const profile = "p".repeat(63);
    expect(policyLength(jobTrustPolicy({ account: "333333333333", profile }))).to.be.at.most(2048);
    expect(policyLength(jobPolicy({ ...longest, profile, bucket: "b".repeat(63) }))).to.be.at.most(10_240);
  });

  for (const named of [...studioCapabilities.map((one) => [one]), studioCapabilities]) {
    it(`name actions, resources and condition keys as AWS's lists have them: ${named.join(", ")}`, async () => {
      const documents = [
        ...capabilityPolicies(named, all).map(([, document]) => document),
        ...managedPolicies(named).map(([, documentOf]) => documentOf(longest)),
        ...(needJobRoles(named) ? [jobPolicy({ ...longest, profile: "ann", bucket })] : []),
        instanceTypesPolicy(scope, ["ml.m5.large"]),
      ];
      const mistakes = documents.flatMap(({ Statement }) => Statement.map((one) => statementMistakes(read(one))));
      expect((await Promise.all(mistakes)).flat()).to.deep.equal([]);
    });
  }

  for (const { what, named, services = everyService, hasParent = true, jobRoles = ["StudioJob-ann"], says } of [
    { what: "nothing where everything is there", named: studioCapabilities, says: [] },
    {
      what: "endpoints that the hub lacks",
      named: ["registry", "ecr"] as const,
      services: ["sagemaker.api"],
      says: [
        [
          1,
          'is "ecr": the hub has no endpoint ecr.api, ecr.dkr; add both to endpointServices of the hub\'s stack, or remove ecr',
        ],
      ],
    },
    {
      what: "one endpoint that the hub lacks",
      named: ["ecr"] as const,
      services: ["ecr.api"],
      says: [
        [0, 'is "ecr": the hub has no endpoint ecr.dkr; add it to endpointServices of the hub\'s stack, or remove ecr'],
      ],
    },
    {
      what: "that there is no parent",
      named: ["parent-models"] as const,
      hasParent: false,
      says: [
        [
          0,
          'is "parent-models": there is no parent whose models could be called; name its stack in parentStack, or remove parent-models',
        ],
      ],
    },
    {
      what: "a job role's name that is too long",
      named: ["registry", "training"] as const,
      jobRoles: ["StudioJob-ann", `StudioJob-${"b".repeat(55)}`],
      says: [
        [
          1,
          `is "training": the role StudioJob-${"b".repeat(55)}, under which that profile's jobs would run, has 65 characters, and IAM takes 64; shorten the profile's name, or remove training`,
        ],
      ],
    },
  ]) {
    it(`names ${what}`, () => {
      expect(
        capabilityMistakes(named, { services, hasParent, jobRoles, hasOwnRole: false }).map(({ index, reason }) => [
          index,
          reason,
        ]),
      ).to.deep.equal(says);
    });
  }

  const served = { services: everyService, hasParent: true, jobRoles: ["StudioJob-ann"], hasOwnRole: false };
  for (const { what, change = {}, chosen } of [
    { what: "all of them", chosen: [...usualCapabilities] },
    {
      what: "none that takes a parent where there is none",
      change: { hasParent: false },
      chosen: usualCapabilities.slice(0, 3),
    },
    {
      what: "none that starts jobs where a job role's name is too long",
      change: { jobRoles: ["r".repeat(65)] },
      chosen: ["parent-models"],
    },
    {
      what: "none whose endpoint is missing",
      change: { services: ["sagemaker.api", "logs"] },
      chosen: ["training", "processing"],
    },
    { what: "none with a role of the organization's own", change: { hasOwnRole: true }, chosen: [] },
  ]) {
    it(`are, where config names none, the usual ones that can be served: ${what}`, () => {
      expect(chosenCapabilities("default", { ...served, ...change })).to.deep.equal(chosen);
      expect(capabilityMistakes("default", { ...served, ...change })).to.deep.equal([]);
    });
  }

  it("are those that config names, and none with an empty list", () => {
    expect(chosenCapabilities(["ecr"], served)).to.deep.equal(["ecr"]);
    expect(chosenCapabilities([], served)).to.deep.equal([]);
  });

  it("names what was probably meant, and all capabilities otherwise", () => {
    expect(unknownCapability("parent-model")).to.equal('is "parent-model": did you mean parent-models?');
    expect(unknownCapability("gpu")).to.equal(
      'is "gpu": Studio\'s capabilities are code-editor, ecr, models, parent-models, processing, registry, training; name some of them, or none',
    );
  });
});

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
