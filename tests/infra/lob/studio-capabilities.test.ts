import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { LobDomain } from "../../../infra/lob/lob-domain";
import type { LobDomainArgs } from "../../../infra/lob/lob-domain-arguments";
import { studioExecutionPolicy, studioIdentityPolicy } from "../../../infra/lob/policies/studio-execution-policies";
import {
  capabilityMistakes,
  capabilityPolicies,
  studioCapabilities,
  unknownCapability,
} from "../../../infra/lob/studio-capabilities";
import { policyLength } from "../../../infra/support/policy-document";
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
const everyService = ["ecr.api", "ecr.dkr", "sagemaker.api", "sagemaker.runtime", "sts"];

describe("the capabilities of a LOB's Studio", () => {
  it("are each one policy, with these statements", () => {
    expect(studioCapabilities).to.deep.equal(["ecr", "parent-models", "registry"]);
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
    ];
    // IAM User Guide, "IAM and AWS STS quotas": the inline policies of a role.
    expect(documents.reduce((sum, document) => sum + policyLength(document), 0)).to.be.at.most(10_240);
  });

  for (const { what, named, services = everyService, hasParent = true, says } of [
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
  ]) {
    it(`names ${what}`, () => {
      expect(
        capabilityMistakes(named, { services, hasParent }).map(({ index, reason }) => [index, reason]),
      ).to.deep.equal(says);
    });
  }

  it("names what was probably meant, and all capabilities otherwise", () => {
    expect(unknownCapability("parent-model")).to.equal('is "parent-model": did you mean parent-models?');
    expect(unknownCapability("gpu")).to.equal(
      'is "gpu": Studio\'s capabilities are ecr, parent-models, registry; name some of them, or none',
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
    const before = (await register({})).map(identity);
    expect((await register({ studioCapabilities: [], parent })).map(identity)).to.deep.equal(before);
    expect(before.map(({ name }) => name).filter((name) => name.includes("capabilities"))).to.deep.equal([]);
  });

  it("makes nothing else than a policy for each on the execution role, and the file that tells of the parent", async () => {
    const before = await register({});
    const resources = await register({
      studioCapabilities: [...studioCapabilities],
      parent,
      organizationId: "o-exampleorg1",
    });
    const names = new Set(before.map(({ name }) => name));
    const more = resources.filter(({ name }) => !names.has(name));
    const policies = more.filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy");
    expect(
      policies.map(({ name, inputs }) => [name, inputs.name, inputs.role, JSON.parse(String(inputs.policy))]),
    ).to.deep.equal(
      studioCapabilities.map((capability) => [
        `lob-capabilities-${capability}`,
        `Studio-${capability}`,
        "SageMakerStudioExecution-lob-a",
        { Version: "2012-10-17", Statement: statements[capability] },
      ]),
    );
    expect(more).to.have.lengthOf(policies.length + 1);
    const { content, ...file } = only(resources, "aws:s3/bucketObjectv2:BucketObjectv2").inputs;
    expect(file).to.deep.equal({
      bucket,
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
});
