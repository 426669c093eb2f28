import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import * as v from "valibot";
import { Estate } from "../../local/estate/estate";
import { startSampleModel } from "../../local/model/sample-model";
import { StudioCode } from "../../local/scenarios/studio-code";
import type { HttpServer } from "../../local/support/http-server";
import { isChild } from "../../stacks/project/roles";
import { makeStack, type Project } from "../../stacks/project/stack";
import { studioProject } from "../flows/support/studio-project";
import { makeCalls, runScript, type Surroundings } from "./support/script";

const notebook = v.object({ cells: v.array(v.object({ cell_type: v.string(), source: v.array(v.string()) })) });
const flower = { sepalLength: 6.3, sepalWidth: 3.3, petalLength: 6, petalWidth: 2.5 };

/** Names and paths of an organization, by which the module finds the bucket and the parent trusts the role. */
const named: Project = {
  ...studioProject,
  stacks: studioProject.stacks.map(({ name, texts }) =>
    makeStack(name, { ...texts, namePrefix: "acme-", rolePath: "/teams/ml/" }),
  ),
};

describe("examples/studio under boto3", () => {
  let model: HttpServer;
  let estate: Estate;
  let inStudio: Surroundings;

  before(async () => {
    model = await startSampleModel();
    estate = await Estate.found(named, model.url);
    for (const stack of named.stacks) {
      await estate.up(stack);
    }
    const lob = named.stacks.filter(isChild)[0];
    if (lob === undefined) {
      throw new Error("the project should have a LOB");
    }
    inStudio = await StudioCode.of(estate, lob).surroundings();
  });

  after(async () => {
    await estate?.close();
    await model?.close();
  });

  const run = (more: object = {}) =>
    runScript(inStudio, "seeds/parent_models.py", { endpoint: "acme-iris", body: flower, ...more });

  it("reads of the parent, and gets the model's answer under the person's name", async () => {
    const mark = estate.aws.world.trail.mark();

    expect(await run()).to.deep.equal({
      answer: { endpoints: ["acme-iris"], answers: ['{"species":"virginica","probability":0.99}'] },
    });
    expect(
      estate.aws.world.trail
        .since(mark)
        .map(({ action, sourceIdentity, via }) => [action, sourceIdentity, via !== undefined]),
    ).to.deep.equal(
      [
        "sts:GetCallerIdentity",
        "s3:GetObject",
        "sts:AssumeRole",
        "sts:SetSourceIdentity",
        "sagemaker:InvokeEndpoint",
      ].map((action) => [action, "user-lob-a", true]),
    );
  });

  it("keeps its session from call to call", async () => {
    const mark = estate.aws.world.trail.mark();

    expect(await run({ times: 3 }))
      .to.have.nested.property("answer.answers")
      .with.lengthOf(3);

    const assumed = estate.aws.world.trail.since(mark).filter(({ action }) => action === "sts:AssumeRole");
    expect(assumed).to.have.lengthOf(1);
  });

  it("passes AWS's refusal on", async () => {
    await estate.change("parent", { studio: "false" });
    try {
      expect(await run()).to.deep.include({
        error: "ClientError",
        text: "An error occurred (AccessDenied) when calling the AssumeRole operation: User: arn:aws:sts::333333333333:assumed-role/acme-SageMakerStudioExecution-lob-a/SageMaker is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::222222222222:role/teams/ml/acme-SageMakerExternal",
      });
    } finally {
      await estate.change("parent", { studio: "true" });
    }
  });

  it("stands beside Docker's sign-in to the LOB's registry, through the hub's endpoint", async () => {
    const mark = estate.aws.world.trail.mark();
    const [signedIn] = await makeCalls(inStudio, [{ service: "ecr", operation: "get_authorization_token" }]);

    expect(signedIn).to.have.nested.property(
      "answer.authorizationData[0].proxyEndpoint",
      "https://333333333333.dkr.ecr.eu-west-1.amazonaws.com",
    );
    expect(estate.aws.world.trail.since(mark).map(({ action, via }) => [action, via !== undefined])).to.deep.equal([
      ["ecr:GetAuthorizationToken", true],
    ]);
  });

  it("has a notebook whose code is the module's", () => {
    const text = readFileSync(path.resolve(__dirname, "../../examples/studio/parent-models.ipynb"), "utf8");
    const code = v.parse(notebook, JSON.parse(text)).cells.filter(({ cell_type: type }) => type === "code");

    expect(code.map(({ source }) => source.join(""))).to.deep.equal([
      "from parent_models import ParentModels\n\nmodels = ParentModels()\nmodels.endpoints",
      `flower = {"sepalLength": 6.3, "sepalWidth": 3.3, "petalLength": 6, "petalWidth": 2.5}\nmodels.invoke(models.endpoints[0], flower)`,
    ]);
  });
});
