import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { policy } from "../../local/aws/iam/kinds";
import { lambdaFunction } from "../../local/aws/lambda/kinds";
import { LocalAws } from "../../local/aws/local-aws";
import type { Program } from "../../local/deploy/deployer";
import { deploy, type Outputs } from "../../local/deploy/in-process";
import { foundKeys } from "../../local/estate/given-keys";
import { makeStack } from "../../stacks/project/stack";
import { parentsModel, withModel } from "../local/support/parents-model";
import { messageOf, refused } from "../support/refused";

import stacksProgram = require("../../stacks");

const project = "sagemaker-multi-account";
const parent = makeStack("parent", {
  account: "222222222222",
  region: "eu-central-1",
  children: '["333333333333"]',
  endpoints: '["iris"]',
  externalId: "team-7",
});
const child = makeStack("child", { account: "333333333333", region: "eu-west-1", parentStack: "parent" });

describe("the program", () => {
  let local: LocalAws;
  let outputs: Outputs;

  beforeEach(async () => {
    local = await LocalAws.start();
    outputs = new Map();
    for (const id of ["222222222222", "333333333333", "444444444444"]) {
      local.world.openAccount({ id });
    }
  });

  afterEach(() => local.close());

  function refusal(work: Promise<unknown>): Promise<string> {
    return messageOf(() => work);
  }

  it("promises of a parent what its children need", async () => {
    expect((await deploy(local, project, parent, outputs)).outputs).to.deep.equal({
      invokeRoleArn: "arn:aws:iam::222222222222:role/SageMakerExternal",
      externalId: "team-7",
      endpointRegion: "eu-central-1",
      endpoints: ["iris"],
      children: ["333333333333"],
      ...{ namePrefix: "", rolePath: "/" },
      streaming: false,
      studio: false,
      runtimeEndpointId: "",
    });
  });

  /** What a parent with more keys has on AWS, by type and name. */
  async function madeWith(texts: Readonly<Record<string, string>>): Promise<string[]> {
    await deploy(local, project, makeStack("parent", { ...parent.texts, ...texts }), outputs);
    return local.world.ofStack("parent").map(({ urn }) => urn.split("::").slice(2).join(" "));
  }

  const role = [
    "aws:iam/role:Role invoke-role",
    "aws:iam/policy:Policy invoke-policy",
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment invoke-attachment",
  ];

  it("makes of a parent only its role, where it hosts nothing", async () => {
    expect(await madeWith({ sampleModel: "false", models: "[]" })).to.have.members(role);
  });

  it("makes the sample beside it where config asks for it, and takes it away again", async () => {
    expect(await madeWith({ sampleModel: "true", endpoints: "" })).to.have.members([
      ...role,
      "aws:s3/bucket:Bucket sample-model-files-bucket",
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration sample-model-files-encryption",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock sample-model-files-public-access-block",
      "aws:s3/bucketPolicy:BucketPolicy sample-model-files-policy",
      "aws:s3/bucketObjectv2:BucketObjectv2 sample-model-archive",
      "aws:iam/role:Role sample-model-role",
      "aws:iam/rolePolicy:RolePolicy sample-model-policy",
      "aws:cloudwatch/logGroup:LogGroup sample-model-logs",
      "aws:sagemaker/model:Model sample-model-model",
      "aws:sagemaker/endpointConfiguration:EndpointConfiguration sample-model-configuration",
      "aws:sagemaker/endpoint:Endpoint sample-model-endpoint",
      "aws:cloudwatch/metricAlarm:MetricAlarm sample-model-Invocation5XXErrors",
      "aws:cloudwatch/metricAlarm:MetricAlarm sample-model-ModelLatency",
    ]);
    expect(await madeWith({})).to.have.members(role);
  });

  it("encrypts what the sample keeps with the parent's key, and the volumes of a model's instances with a named one", async () => {
    const [own, ofModel] = ["1", "2"].map(
      (end) => `arn:aws:kms:eu-west-1:222222222222:key/00000000-0000-0000-0000-00000000000${end}`,
    );
    const { kmsKeyArn: _, ...onInstances } = parentsModel;
    const models = [
      onInstances,
      { ...onInstances, name: "churn", kmsKeyArn: ofModel, modelData: "s3://models-of-acme/churn/1/model.tar.gz" },
    ];
    const keyed = makeStack("parent", {
      ...parent.texts,
      ...{
        region: "eu-west-1",
        sampleModel: "true",
        endpoints: "",
        modelBucket: "models-of-acme",
        models: JSON.stringify(models),
      },
      ...(own !== undefined && { kmsKeyArn: own }),
    });
    foundKeys(local.world, keyed.config);
    await deploy(local, project, keyed, outputs);
    const keyOf = (name: string) => {
      const state: unknown = local.world.ofStack("parent").find(({ urn }) => urn.endsWith(`::${name}`))?.state;
      return /"(?:kmsKeyId|kmsMasterKeyId|kmsKeyArn)":"([^"]+)"/.exec(JSON.stringify(state))?.[1];
    };
    expect(
      ["sample-model-logs", "sample-model-files-encryption", "sample-model-configuration"].map(keyOf),
    ).to.deep.equal([own, own, undefined]);
    expect(["model-fraud-logs", "model-fraud-configuration", "model-churn-configuration"].map(keyOf)).to.deep.equal([
      own,
      own,
      ofModel,
    ]);
  });

  it("warns that a key that it makes doesn't encrypt the volumes of models' instances", async () => {
    const { kmsKeyArn: _, ...onInstances } = parentsModel;
    const models = { modelBucket: "models-of-acme", models: JSON.stringify([onInstances]), endpoints: "" };
    const keyed = makeStack("parent", { ...parent.texts, region: "eu-west-1", ...models, createKey: "true" });
    expect((await deploy(local, project, keyed, outputs)).warnings).to.deep.equal([
      "createKey doesn't encrypt the volumes of models' instances: name a key for them in kmsKeyArns: { fileSystems: … }, or AWS's usual encryption stays",
    ]);
  });

  it("adds what a parent hosts to the endpoints that it names, and to its role's policy", async () => {
    const region = "eu-west-1";
    const hosting = makeStack("parent", {
      ...parent.texts,
      region,
      sampleModel: "true",
      ...withModel(),
      endpoints: '["churn"]',
    });
    const { outputs: promised } = await deploy(local, project, hosting, outputs);
    expect(promised.endpoints).to.deep.equal(["churn", "fraud", "iris"]);
    const [{ state } = { state: { policy: "{}" } }] = local.world.list(policy, "222222222222");
    expect(JSON.parse(state.policy).Statement[0].Resource).to.deep.equal(
      ["churn", "fraud", "iris"].map((name) => `arn:aws:sagemaker:eu-west-1:222222222222:endpoint/${name}`),
    );
  });

  it("passes a child the parent's role, ExternalId, region and endpoint through the StackReference", async () => {
    await deploy(local, project, parent, outputs);
    await deploy(local, project, child, outputs);
    expect(
      local.world.list(lambdaFunction, "333333333333").map(({ state }) => state.environment.variables),
    ).to.deep.equal([
      {
        ROLE_ARN: "arn:aws:iam::222222222222:role/SageMakerExternal",
        EXTERNAL_ID: "team-7",
        ENDPOINT_REGION: "eu-central-1",
        DEFAULT_ENDPOINT: "iris",
      },
    ]);
  });

  it("keeps nothing of deployRole, in resources or in outputs", async () => {
    const plain = [await deploy(local, project, parent, outputs), await deploy(local, project, child, outputs)];
    const withRole = [parent, child].map(({ name, texts }) => makeStack(name, { ...texts, deployRole: "Operators" }));
    await local.close();
    local = await LocalAws.start();
    for (const id of ["222222222222", "333333333333"]) {
      local.world.openAccount({ id });
    }
    for (const [index, stack] of withRole.entries()) {
      expect((await deploy(local, project, stack, new Map(outputs))).outputs).to.deep.equal(plain[index]?.outputs);
      expect(JSON.stringify(local.world.ofStack(stack.name))).not.to.include("Operators");
    }
  });

  it("reads a parent of another Pulumi organization by its full name", async () => {
    await deploy(local, project, parent, outputs);
    const full = makeStack("child", { ...child.texts, parentStack: `acme/${project}/parent` });
    expect((await deploy(local, project, full, outputs)).outputs).to.have.property(
      "functionName",
      "invoke-endpoint-child",
    );
  });

  const oldOutputs = {
    invokeRoleArn: "arn:aws:iam::222222222222:role/SageMakerExternal",
    externalId: "222222222222",
    endpointRegion: "eu-west-1",
  };
  const laterOutputs = { namePrefix: "", rolePath: "/", streaming: false, studio: false, runtimeEndpointId: "" };
  for (const { what, given, told } of [
    {
      what: "a parent that doesn't exist",
      given: undefined,
      told: "it doesn't exist: bring that stack up first, npx pulumi stack init parent && npx pulumi up --stack parent",
    },
    {
      what: "a parent that was never brought up",
      given: {},
      told: "it has no outputs: bring that stack up first, npx pulumi up --stack parent",
    },
    {
      what: "a parent that an older program brought up",
      given: oldOutputs,
      told: "endpoints, children, namePrefix, rolePath, streaming, studio, runtimeEndpointId missing from its outputs: bring that stack up first, npx pulumi up --stack parent",
    },
    {
      what: "a parent with an invalid output",
      given: { ...oldOutputs, ...laterOutputs, endpoints: ["iris"], children: "everybody" },
      told: 'children is "everybody": list account ids in quotes, or write organization for every account of organizationArn',
    },
  ]) {
    it(`refuses a child of ${what}, and reports what to do`, async () => {
      if (given !== undefined) {
        outputs.set(`${project}/parent`, given);
      }
      expect(await refusal(deploy(local, project, child, outputs))).to.equal(
        refused("stack parent, which this stack reads", told),
      );
      expect(local.world.ofStack("child")).to.deep.equal([]);
    });
  }

  it("refuses a child in its parent's own account", async () => {
    await deploy(local, project, parent, outputs);
    const own = makeStack("child", { ...child.texts, account: "222222222222" });
    expect(await refusal(deploy(local, project, own, outputs))).to.equal(
      'stack child: 1 mistake, nothing was changed\n  account is "222222222222": stack parent has this account: a child needs an account of its own; give that one',
    );
  });

  it("warns in the preview of a child that the parent doesn't trust", async () => {
    await deploy(local, project, parent, outputs);
    expect((await deploy(local, project, child, outputs)).warnings).to.deep.equal([]);
    const stranger = makeStack("lob-b", { ...child.texts, role: "child", account: "444444444444" });
    expect((await deploy(local, project, stranger, outputs)).warnings).to.deep.equal([
      "account 444444444444 is not among the children of stack parent: its calls will be refused; add it there and run npx pulumi up --stack parent",
    ]);
  });

  const streamingParent = makeStack("parent", { ...parent.texts, streaming: "true" });

  it("gives the children of a parent that streams the function for it, and takes it away again", async () => {
    const made = () => local.world.ofStack("child").map(({ urn }) => urn.split("::").slice(2).join(" "));
    await deploy(local, project, parent, outputs);
    const before = (await deploy(local, project, child, outputs)).outputs;
    const whole = made();
    expect((await deploy(local, project, streamingParent, outputs)).outputs).to.include({ streaming: true });
    const streamed = (await deploy(local, project, child, outputs)).outputs;
    expect(streamed).to.deep.equal({
      ...before,
      streamFunctionName: "invoke-endpoint-stream-child",
      streamFunctionArn: "arn:aws:lambda:eu-west-1:333333333333:function:invoke-endpoint-stream-child",
      streamingRoleArn: "arn:aws:iam::333333333333:role/SageMakerInvoker-stream-child",
    });
    expect(made().filter((name) => !whole.includes(name))).to.have.members([
      "aws:cloudwatch/logGroup:LogGroup invoker-invoke-endpoint-stream-logs",
      "aws:iam/role:Role invoker-invoke-endpoint-stream-role",
      "aws:iam/rolePolicy:RolePolicy invoker-invoke-endpoint-stream-AllowAssumeSagemakerExternalRole",
      "aws:iam/rolePolicy:RolePolicy invoker-invoke-endpoint-stream-WriteOwnLogs",
      "aws:lambda/function:Function invoker-invoke-endpoint-stream-function",
      ...["Errors", "Throttles", "Duration", "RefusedAnswers"].map(
        (metric) => `aws:cloudwatch/metricAlarm:MetricAlarm invoker-stream-alarms-${metric}`,
      ),
      "aws:cloudwatch/logMetricFilter:LogMetricFilter invoker-stream-alarms-refused-answers-filter",
    ]);
    await deploy(local, project, parent, outputs);
    expect((await deploy(local, project, child, outputs)).outputs).to.deep.equal(before);
    expect(made()).to.have.members(whole);
  });

  it("refuses a prefix that is too long for the function that streams, only where the parent streams", async () => {
    const texts = { namePrefix: "abcdefghij-", rolePath: "/" };
    const name = "s".repeat(36);
    const long = makeStack(name, { ...child.texts, ...texts, role: "child" });
    await deploy(local, project, makeStack("parent", { ...parent.texts, ...texts }), outputs);
    await deploy(local, project, long, outputs);
    await deploy(local, project, makeStack("parent", { ...streamingParent.texts, ...texts }), outputs);
    expect(await refusal(deploy(local, project, long, outputs))).to.equal(
      `stack ${name}: 1 mistake, nothing was changed\n  namePrefix is "abcdefghij-", which makes the name abcdefghij-SageMakerInvoker-stream-${name} 7 characters longer than the 64 that AWS takes: shorten it by 7, or the stack's name`,
    );
  });

  it("leaves the invoker out of a child without a parent", async () => {
    const alone = makeStack("child", { account: "333333333333", region: "eu-west-1" });
    expect(await deploy(local, project, alone, outputs)).to.deep.equal({ resources: 0, warnings: [], outputs: {} });
  });

  it("refuses config of the provider, of which it takes nothing, and leaves Pulumi's own to Pulumi", async () => {
    const withOthers = (key: string): Program => {
      return async () => {
        pulumi.runtime.setConfig("pulumi:tags", "{}");
        pulumi.runtime.setConfig(key, "us-east-1");
        return stacksProgram();
      };
    };
    const alone = makeStack("child", { account: "333333333333", region: "eu-west-1" });
    const upWith = (key: string) => refusal(deploy(local, project, alone, outputs, withOthers(key)));
    expect(await upWith("aws:region")).to.equal(
      "stack child: 1 mistake, nothing was changed\n  aws:region has no effect, since each stack makes its own provider: write sagemaker-multi-account:region in its place",
    );
    expect(await upWith("pulumi:autonaming")).to.equal("nothing was refused");
  });

  const roleAlone: Program = async () => {
    new aws.iam.Role("stray", { name: "stray", assumeRolePolicy: "{}" });
    return {};
  };

  it("can't have a resource without its provider: it is refused by name", async () => {
    expect(await refusal(deploy(local, project, child, outputs, roleAlone))).to.include(
      'aws:iam/role:Role "stray" in stack child has no provider for the stack\'s account: pass { parent: this } in a component, or { provider }',
    );
  });

  const queue: Program = async () => {
    const provider = new aws.Provider("account", { region: "eu-west-1", allowedAccountIds: ["333333333333"] });
    new aws.sqs.Queue("stray", {}, { provider });
    return {};
  };

  it("can't have a type of resource that the local AWS doesn't know: it is refused by name", async () => {
    expect(await refusal(deploy(local, project, child, outputs, queue))).to.include(
      'aws:sqs/queue:Queue "stray" in stack child is a type that the local AWS doesn\'t know: add it to its service in local/aws',
    );
  });

  const lookUp: Program = async () => ({ account: (await aws.getCallerIdentity({})).accountId });

  it("can't look anything up, so that a preview needs no more rights", async () => {
    expect(await refusal(deploy(local, project, child, outputs, lookUp))).to.include(
      "stack child calls aws:index/getCallerIdentity:getCallerIdentity: stacks call no lookup functions, so that a preview needs no further permissions",
    );
  });
});
