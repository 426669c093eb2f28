import * as path from "node:path";
import { expect } from "chai";
import { Estate } from "../../local/estate/estate";
import { withSimulators } from "../../local/estate/on-premises";
import { startSampleModel } from "../../local/model/sample-model";
import { scenarios } from "../../local/scenarios";
import { samplePayloads } from "../../local/scenarios/payload";
import { type Play, Stage } from "../../local/scenarios/scenario";
import { detailLines, toJson } from "../../local/start/report";
import type { HttpServer } from "../../local/support/http-server";
import { environmentsOf } from "../../stacks/project/environments";
import { readProject } from "../../stacks/project/project-files";
import { makeStack, type Project } from "../../stacks/project/stack";
import { withModel } from "../local/support/parents-model";
import { allIds, inferenceIds, studioIds } from "../local/support/scenario-ids";
import { playIn, type WholeRun } from "./support/play-in";

const shipped = withSimulators(readProject(path.resolve(__dirname, "../..")));

function projectOf(stacks: Readonly<Record<string, Readonly<Record<string, string>>>>): Project {
  return withSimulators({
    name: "sagemaker-multi-account",
    stacks: Object.entries(stacks).map(([name, texts]) => makeStack(name, { region: "eu-west-1", ...texts })),
  });
}

function accounts(count: number): string[] {
  return Array.from({ length: count }, (_, index) => String(300_000_000_000 + index));
}

const parent = { role: "parent", account: "222222222222", children: '["333333333333"]', endpoints: '["iris"]' };
const child = { role: "child", account: "333333333333", parentStack: "parent" };
const organizationArn = "arn:aws:organizations::111111111111:organization/o-exampleorg1";

const shared = {
  role: "shared",
  account: "111122223333",
  corporateCidrs: '["192.168.10.0/24"]',
  lobs: '[{"name":"lob-a","account":"333333333333"}]',
};
const lobA = { ...child, sharedStack: "shared", lob: "lob-a", vpcCidr: "10.100.0.0/16", userProfiles: '["ann"]' };

const keyOf = (account: string) => `arn:aws:kms:eu-west-1:${account}:key/00000000-0000-0000-0000-000000000001`;

/** Valid configs of one environment without a hub; the scenarios of inference must hold for each. */
const projectsWithoutHub: Readonly<Record<string, Project>> = {
  "a parent and a child without an organization": projectOf({ parent, child }),
  "a whole organization": projectOf({ parent: { ...parent, organizationArn, children: "organization" }, child }),
  "a unit of an organization": projectOf({
    parent: { ...parent, children: "organization", organizationPaths: '["o-exampleorg1/r-ab12/ou-ab12-11111111/*"]' },
    child,
  }),
  "all endpoints": projectOf({ parent: { ...parent, endpoints: "all" }, child }),
  "an endpoint with capitals, an inference component and streaming": projectOf({
    parent: { ...parent, endpoints: '["Iris-V2"]', inferenceComponents: '["Small"]', streaming: "true" },
    child,
  }),
  "a list in the compact form, at the limit": projectOf({
    parent: { ...parent, organizationArn, children: JSON.stringify(["333333333333", ...accounts(110)]) },
    child,
  }),
  "200 children under a raised quota": projectOf({
    parent: { ...parent, children: JSON.stringify(["333333333333", ...accounts(199)]), trustPolicyLimit: "4096" },
    child,
  }),
  "an ExternalId of its own, other names, two regions": projectOf({
    models: { ...parent, region: "us-east-1", externalId: "Team+7:x" },
    "lob-x": { ...child, parentStack: "acme/sagemaker-multi-account/models" },
  }),
};

/** Valid configs of one environment with a hub, which calls of models go through. */
const projectsWithHub: Readonly<Record<string, Project>> = {
  "the shipped config": shipped,
  "a hub and a parent of 61 accounts without an organization, by invitation, and every function in a VPC": projectOf({
    shared: { ...shared, sharing: "invitation", modelAccounts: '["222222222222"]', authorizerInVpc: "true" },
    parent: { ...parent, sharedStack: "shared", children: JSON.stringify(["333333333333", ...accounts(60)]) },
    child: lobA,
  }),
  "accounts of an organization that config doesn't name, and an administrator's keys": projectOf({
    shared: { ...shared, modelAccounts: '["222222222222"]', kmsKeyArn: keyOf(shared.account) },
    parent: { ...parent, sharedStack: "shared" },
    child: { ...lobA, kmsKeyArn: keyOf(child.account) },
  }),
  "a hub with CIDR blocks, zones, sign-in, endpoints, a key and a share of its own": projectOf({
    shared: {
      ...shared,
      organizationArn,
      region: "us-east-1",
      vpcCidr: "172.20.0.0/20",
      lobSupernet: "172.24.0.0/14",
      corporateCidrs: '["10.50.0.0/16","10.60.0.0/24"]',
      availabilityZones: '["us-east-1b","us-east-1c","us-east-1d"]',
      shareWith: '["333333333333"]',
      endpointServices: '["ecr.api","ecr.dkr","kms"]',
      signIn: "internet",
      presignedUrlSeconds: "5",
      createKey: "true",
      flowLogs: "true",
      queryLogs: "true",
    },
    parent: { ...parent, organizationArn, region: "us-east-1", children: "organization", sharedStack: "shared" },
    child: {
      ...lobA,
      region: "us-east-1",
      vpcCidr: "172.25.0.0/20",
      flowLogs: "true",
      queryLogs: "true",
      createKey: "true",
    },
  }),
};

/** Valid configs, and what is played of each environment in them: a flow that a config doesn't have isn't. */
const otherProjects: Readonly<Record<string, readonly [Project, ...(readonly string[])[]]>> = {
  "only a hub, and a second factor at sign-in": [
    projectOf({ shared: { ...shared, organizationArn, mfa: "required" }, child: { ...lobA, parentStack: "" } }),
    studioIds,
  ],
  "a hub by invitation within an organization that shares nothing by itself, whose LOB calls a parent without a hub": [
    projectOf({
      shared: { ...shared, organizationArn, sharing: "invitation" },
      parent: { ...parent, organizationArn },
      child: lobA,
    }),
    [...inferenceIds, ...studioIds],
  ],
  "a hub that shares with its organization, beside a parent that knows nothing of it, and a child of each": [
    projectOf({
      shared: {
        ...shared,
        organizationArn,
        shareWith: JSON.stringify([organizationArn]),
        lobs: '[{"name":"lob-x","account":"444444444444"}]',
      },
      parent,
      child,
      "lob-x": { ...lobA, account: "444444444444", lob: "lob-x", parentStack: "" },
    }),
    studioIds,
    inferenceIds,
  ],
  "two parents, of which one demands no organization": [
    projectOf({
      another: { ...parent, account: "999999999999", children: '["888888888888"]' },
      parent: { ...parent, organizationArn },
      child,
      other: { ...child, account: "888888888888", parentStack: "another" },
    }),
    inferenceIds,
    inferenceIds,
  ],
};

/** What a secret looks like: a JSON Web Token, a presigned URL's token, keys and session tokens in answers of STS. */
const secrets: Readonly<Record<string, RegExp>> = {
  "a token": /eyJ[\w-]{10,}\.[\w-]{10,}/,
  "a presigned URL": /\.sagemaker\.aws\/auth\?token=(?!…)/,
  "a secret key or session token": /SecretAccessKey|SessionToken|x-amz-security-token/i,
  "a bearer header": /Bearer [\w-]{8,}/,
};

/** How scenarios went, everything that was written into any log or report, and passwords of those who signed in. */
interface Looked {
  readonly plays: readonly (readonly [string, Play])[];
  readonly written: readonly string[];
  readonly passwords: readonly string[];
}

async function lookAt({ estate, stage, stacks, plays }: WholeRun): Promise<Looked> {
  const played = plays.flatMap(([id, play]) =>
    scenarios.filter((one) => one.id === id).map((one) => ({ ...one, ...play, isPlayable: true, ms: 0 })),
  );
  const { members } = await stage.studio();
  const { lambda, apiGateway, world } = estate.aws;
  const written = [
    ...lambda.logs.map(({ text }) => text),
    ...apiGateway.accessLogs,
    ...apiGateway.executionLogs,
    ...world.trail.since(0).map((event) => JSON.stringify(event)),
    ...played.map((one) => detailLines(one)),
    toJson([{ environment: "shared", stacks, scenarios: played }]),
    ...stacks.map(({ outputs }) => JSON.stringify(outputs)),
  ];
  return { plays, written, passwords: members.map(({ password }) => password) };
}

describe("the scenarios on the local AWS", () => {
  let model: HttpServer;

  before(async () => {
    model = await startSampleModel();
  });

  after(() => model.close());

  let ofShipped: Promise<Looked> | undefined;

  /** The run of the shipped config, once for all tests that look at it. */
  function shippedRun(): Promise<Looked> {
    const [environment] = environmentsOf(shipped);
    if (environment === undefined) {
      throw new Error("the shipped config is an environment");
    }
    ofShipped ??= playIn(environment, model.url, lookAt);
    return ofShipped;
  }

  async function expectAsExpected(project: Project, ...ids: readonly (readonly string[])[]): Promise<void> {
    const played: string[][] = [];
    for (const environment of environmentsOf(project)) {
      const plays = project === shipped ? (await shippedRun()).plays : await playIn(environment, model.url);
      expect(plays.filter(([, { ok }]) => !ok)).to.deep.equal([]);
      played.push(plays.map(([id]) => id));
    }
    expect(played).to.deep.equal(ids);
  }

  for (const [title, project] of Object.entries(projectsWithoutHub)) {
    it(`go as expected with ${title}`, () => expectAsExpected(project, inferenceIds));
  }

  for (const [title, project] of Object.entries(projectsWithHub)) {
    it(`go as expected with ${title}`, () => expectAsExpected(project, allIds));
  }

  for (const [title, [project, ...ids]] of Object.entries(otherProjects)) {
    it(`go as expected with ${title}`, () => expectAsExpected(project, ...ids));
  }

  it("name the way on where a stack hosts a model that nothing here can run, whose refusals are played all the same", async () => {
    const project = projectOf({ parent: { ...parent, endpoints: "", ...withModel() }, child });
    const [environment] = environmentsOf(project);
    const estate = await Estate.found(project, model.url);
    try {
      for (const stack of project.stacks) {
        await estate.up(stack);
      }
      const stage = new Stage(project, estate, samplePayloads);
      const played = scenarios.filter(({ id }) => id === "invoke-allowed" || id === "invoke-denied-without-permission");
      const [allowed, denied] = await Promise.allSettled(played.map(({ play }) => play(stage)));
      expect(environment?.parent?.config.hosted).to.deep.equal(["fraud"]);
      expect(allowed).to.have.nested.property(
        "reason.message",
        "the local AWS can't run the image of endpoint fraud of stack parent: start the model yourself, and give its address by --model http://127.0.0.1:8080",
      );
      expect(denied).to.have.nested.property("value.ok", true);
    } finally {
      await estate.close();
    }
  });

  it("shows who was refused and why, with the shipped config", async () => {
    const { plays } = await shippedRun();
    const user = "User: arn:aws:sts::333333333333:assumed-role/SageMakerInvoker-child/invoke-endpoint-child";
    const assuming =
      "is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/SageMakerExternal";
    const told = plays.slice(0, inferenceIds.length).map(([id, { actual, notes }]) => [id, actual, ...notes]);
    expect(told).to.deep.equal([
      [
        "invoke-allowed",
        '200 {"species":"virginica","probability":0.99}',
        'another payload: 200 {"species":"setosa","probability":0.98}',
        "cold 2 AWS calls, warm 1",
        "endpoint iris of stack parent, answered by the sample model",
      ],
      [
        "invoke-denied-without-permission",
        `403 AccessDenied: ${user} ${assuming}`,
        "decided by the policies of SageMakerInvoker-child: none names sts:AssumeRole",
        "allowed after pulumi up --refresh --stack child restored the policy",
      ],
      [
        "invoke-denied-untrusted-account",
        `403 AccessDenied: User: arn:aws:sts::444444444444:assumed-role/SageMakerInvoker-lob-b/invoke-endpoint-lob-b ${assuming}`,
        "decided by the trust policy of SageMakerExternal: statement InvokingRoles doesn't name account 444444444444",
        "allowed after 444444444444 was added to children of stack parent",
      ],
      [
        "invoke-denied-wrong-external-id",
        `403 AccessDenied: ${user} ${assuming}`,
        "decided by the trust policy of SageMakerExternal: statement InvokingRoles requires sts:ExternalId StringEquals 22222222222x, but the call has 222222222222",
        "allowed after pulumi up --stack child read the new ExternalId",
      ],
      [
        "invoke-denied-other-endpoint",
        "403 AccessDenied: User: arn:aws:sts::222222222222:assumed-role/SageMakerExternal/invoke-endpoint-child is not authorized to perform: sagemaker:InvokeEndpoint on resource: arn:aws:sagemaker:eu-west-1:222222222222:endpoint/private-model because no identity-based policy allows the sagemaker:InvokeEndpoint action",
        "decided by the policies of SageMakerExternal: SageMakerExternalInvokeEndpoint, statement InvokeEndpoints doesn't name the resource",
        "allowed after private-model, which is made up, was added to endpoints of stack parent",
      ],
      [
        "invoke-stream",
        '200 {"species":"setosa","probability":0} {"species":"versicolor","probability":0.01} {"species":"virginica","probability":0.99}',
        "set for this scenario: streaming: true in stack parent",
        "cold 2 AWS calls, warm 1",
      ],
      [
        "invoke-stream-denied",
        "403 AccessDenied: User: arn:aws:sts::222222222222:assumed-role/SageMakerExternal/invoke-endpoint-stream-child is not authorized to perform: sagemaker:InvokeEndpointWithResponseStream on resource: arn:aws:sagemaker:eu-west-1:222222222222:endpoint/iris because no identity-based policy allows the sagemaker:InvokeEndpointWithResponseStream action",
        "decided by the policies of SageMakerExternal: none names sagemaker:InvokeEndpointWithResponseStream",
        "allowed after streaming: true was set in stack parent",
      ],
    ]);

    const fromStudio = plays.filter(([id]) => id === "studio-invokes-parent" || id === "studio-denied-untrusted");
    const studio = (account: string, lob: string) =>
      `AccessDenied: User: arn:aws:sts::${account}:assumed-role/SageMakerStudioExecution-${lob}/SageMaker ${assuming}`;
    expect(fromStudio.map(([, { actual, notes }]) => [actual, ...notes])).to.deep.equal([
      [
        '200 {"species":"virginica","probability":0.99}',
        "set for this scenario: studio: true in stack parent, studioCapabilities: [parent-models] in stack child",
        "in the parent's account: sagemaker:InvokeEndpoint by arn:aws:sts::222222222222:assumed-role/SageMakerExternal/user-lob-a, source identity user-lob-a",
        `the same code in a session without a source identity: ${studio("333333333333", "lob-a")}`,
        "decided by the trust policy of SageMakerExternal: statement InvokingRoles requires aws:PrincipalArn ArnLike arn:aws:iam::*:role/SageMakerInvoker-*, but the call has arn:aws:iam::333333333333:role/SageMakerStudioExecution-lob-a; statement StudioOfNamedUser requires aws:SourceIdentity Null false, but the call has none",
      ],
      [
        `403 ${studio("444444444444", "lob-b")}`,
        "set for this scenario: studio: true in stack parent, studioCapabilities: [parent-models] in stack lob-b",
        "decided by the trust policy of SageMakerExternal: statement InvokingRoles doesn't name account 444444444444; statement StudioOfNamedUser doesn't name account 444444444444",
        "200 after 444444444444 was added to children of stack parent",
      ],
    ]);
  });

  it("write no token, presigned URL, password or secret key into any log", async () => {
    const { written, passwords } = await shippedRun();

    expect(written.length).to.be.above(60);
    expect(passwords).to.have.length.above(1);
    for (const password of passwords) {
      expect(written.filter((line) => line.includes(password))).to.deep.equal([]);
    }
    for (const [what, form] of Object.entries(secrets)) {
      expect(
        written.filter((line) => form.test(line)),
        what,
      ).to.deep.equal([]);
    }
  });
});
