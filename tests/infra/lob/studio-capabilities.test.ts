import { expect } from "chai";
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
import { policyLength } from "../../../infra/support/policy-document";
import { read } from "../../models/support/statement-cases";
import { statementMistakes } from "../../models/support/statement-mistakes";
import { bucket, everyService, fileArn, key, pullOwn, roleArn, scope, signIn, statements } from "./capabilities";

const stsEndpointId = "vpce-0aaaaaaaaaaaaaaaa";
const all = { ...scope, parent: { roleArn, stsEndpointId, fileArn } };

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

  it("take endpoints, each of which is named where the hub lacks it", () => {
    const mistakes = (named: typeof studioCapabilities | ["ecr"], services: string[]) =>
      capabilityMistakes(named, { services, hasParent: true, jobRoles: ["StudioJob-ann"], hasOwnRole: false });
    expect(mistakes(studioCapabilities, everyService)).to.deep.equal([]);
    expect(mistakes(["ecr"], ["ecr.api"])).to.deep.equal([
      {
        index: 0,
        reason:
          'is "ecr": the hub has no endpoint ecr.dkr; add it to endpointServices of the hub\'s stack, or remove ecr',
      },
    ]);
  });

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
