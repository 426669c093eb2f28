import { expect } from "chai";
import { Estate } from "../../local/estate/estate";
import { bringUp, trustedCast } from "../../local/scenarios/cast";
import { TestModel } from "../local/support/model";
import { streamingProject } from "../local/support/streaming-project";
import { makeCalls, runScript, type Surroundings } from "./support/script";
import { asAdministrator, insideFunction } from "./support/surroundings";

const parent = "222222222222";
const roleArn = `arn:aws:iam::${parent}:role/SageMakerExternal`;
const role = { RoleArn: roleArn, RoleSessionName: "Caller", ExternalId: parent };
const flower = { sepalLength: 6.3, sepalWidth: 3.3, petalLength: 6, petalWidth: 2.5 };
const lines = [
  '{"species":"setosa","probability":0}',
  '{"species":"versicolor","probability":0.01}',
  '{"species":"virginica","probability":0.99}',
  "",
].join("\n");

describe("Streams under boto3", () => {
  const cast = trustedCast(streamingProject);
  let model: TestModel;
  let estate: Estate;
  let administrator: Surroundings;

  before(async () => {
    model = await TestModel.start();
    model.answer = { headers: { "content-type": "application/jsonlines" }, body: lines };
    estate = await Estate.found(streamingProject, model.url);
    await bringUp(estate, cast);
    administrator = await asAdministrator(estate, cast.child);
  });

  after(async () => {
    await estate?.close();
    await model?.close();
  });

  const invoke = (parameters: object) => ({
    service: "sagemaker-runtime",
    operation: "invoke_endpoint_with_response_stream",
    parameters: { EndpointName: "llm", ContentType: "application/json", Body: JSON.stringify(flower), ...parameters },
    role,
  });

  it("give the model's answer, and AWS's refusal, of InvokeEndpointWithResponseStream", async () => {
    const child = await insideFunction(estate, cast.child, "invoke-endpoint-stream");
    const denied = `User: arn:aws:sts::${parent}:assumed-role/SageMakerExternal/Caller is not authorized to perform: sagemaker:InvokeEndpointWithResponseStream on resource: arn:aws:sagemaker:eu-west-1:${parent}:endpoint/other because no identity-based policy allows the sagemaker:InvokeEndpointWithResponseStream action`;
    const calls = [invoke({ Accept: "application/jsonlines" }), invoke({ EndpointName: "other" })];
    expect(await makeCalls(child, calls)).to.deep.equal([
      { answer: { ContentType: "application/jsonlines", InvokedProductionVariant: "AllTraffic", Body: lines } },
      {
        error: "ClientError",
        text: `An error occurred (AccessDeniedException) when calling the InvokeEndpointWithResponseStream operation: ${denied}`,
        status: 403,
        members: {},
      },
    ]);
  });

  const stream = (request: object) =>
    runScript(administrator, "seeds/stream.py", { functionName: "invoke-endpoint-stream-child", request });

  it("are read by examples/stream, status and headers first", async () => {
    expect(await stream({ body: flower, accept: "application/jsonlines" })).to.deep.equal({
      answer: {
        status: 200,
        headers: { "content-type": "application/jsonlines", "x-amzn-invoked-production-variant": "AllTraffic" },
        body: lines,
        broken: null,
      },
    });
  });

  it("are told from answers that are errors", async () => {
    const told = await stream({ body: flower, endpointName: "absent" });
    expect(told).to.have.nested.property("answer.status", 403);
    expect(told).to.have.nested.property("answer.broken", null);
  });

  it("are told from answers that end early", async () => {
    model.answer = { body: "first", breaks: true };
    const told = await stream({ body: {} });
    // A connection that breaks may take parts with it that nobody has read.
    expect(told).to.have.nested.property("answer.body").that.is.oneOf(["", "first"]);
    expect(told).to.have.nested.property("answer.broken.code", "ModelError");
  });
});
