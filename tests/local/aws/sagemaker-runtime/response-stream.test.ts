import {
  InvokeEndpointWithResponseStreamCommand,
  type InvokeEndpointWithResponseStreamCommandInput,
  SageMakerRuntimeClient,
} from "@aws-sdk/client-sagemaker-runtime";
import { expect } from "chai";
import type { Session } from "../../../../local/aws/core/sessions";
import { ScriptedServer, silence } from "../../../functions/support/scripted-server";
import { writtenStream } from "../../../support/written-stream";
import { settings } from "../../support/clients";
import { refusalOf } from "../../support/failure";
import { allow, eachTestOnItsOwnAws, parentAccount, putRole, region } from "../../support/local-aws";

const arn = `arn:aws:sagemaker:${region}:${parentAccount}:endpoint/iris`;
const action = "sagemaker:InvokeEndpointWithResponseStream";

/** A model's answer that a test writes piece by piece. */
function writtenAnswer() {
  const { stream, write, end, left } = writtenStream();
  return {
    response: new Response(stream, { headers: { "content-type": "text/csv", "x-internal": "kept" } }),
    write: (text: string) => write(Buffer.from(text)),
    end,
    left,
  };
}

describe("SageMaker Runtime's streams", () => {
  const aws = eachTestOnItsOwnAws();
  let model: ScriptedServer;
  let client: SageMakerRuntimeClient | undefined;
  beforeEach(async () => {
    model = await ScriptedServer.start(silence);
    const endpoint = { account: parentAccount, region, model: new URL(`${model.url}/`) };
    aws().world.hostEndpoint({ ...endpoint, name: "iris", inferenceComponents: [] });
  });
  afterEach(async () => {
    client?.destroy();
    await model.close();
  });

  async function sessionFor(Action: string): Promise<Session> {
    const invoker = await putRole(aws(), parentAccount, "Invoker");
    await allow(aws(), invoker, { Action, Resource: arn });
    return aws().sessions.open(invoker, "calling", 3600);
  }

  async function call(input: Partial<InvokeEndpointWithResponseStreamCommandInput> = {}, allowed = action) {
    client = new SageMakerRuntimeClient({ ...settings(aws(), await sessionFor(allowed)), maxAttempts: 1 });
    const command = new InvokeEndpointWithResponseStreamCommand({
      EndpointName: "iris",
      Body: Buffer.from("1"),
      ...input,
    });
    return client.send(command);
  }

  it("hand a caller's headers to the model and the model's back, with its bytes", async () => {
    model.follow(() => new Response("0.9", { headers: { "content-type": "text/csv", "x-internal": "kept" } }));
    const {
      Body,
      $metadata: _,
      ...answer
    } = await call({
      ContentType: "text/plain",
      Accept: "text/csv",
      CustomAttributes: "trace=1",
      InferenceId: "inference-1",
      TargetVariant: "AllTraffic",
    });
    const parts = [];
    for await (const event of Body ?? []) {
      parts.push(Buffer.from(event.PayloadPart?.Bytes ?? []).toString());
    }
    expect(parts).to.deep.equal(["0.9"]);
    expect(JSON.parse(JSON.stringify(answer))).to.deep.equal({
      ContentType: "text/csv",
      InvokedProductionVariant: "AllTraffic",
    });
    const [received] = model.requests;
    expect([received?.path, received?.body.toString()]).to.deep.equal(["/invocations", "1"]);
    expect(Object.fromEntries(received?.headers ?? [])).to.include({
      "content-type": "text/plain",
      accept: "text/csv",
      "x-amzn-sagemaker-custom-attributes": "trace=1",
      "x-amzn-sagemaker-inference-id": "inference-1",
    });
    expect(received?.headers.has("authorization")).to.equal(false);
  });

  it("pass a part on before the model has made its last, and leave the model when the caller goes", async () => {
    const answer = writtenAnswer();
    model.follow(() => answer.response);
    const sent = call();
    answer.write("first");
    for await (const event of (await sent).Body ?? []) {
      expect(Buffer.from(event.PayloadPart?.Bytes ?? []).toString()).to.equal("first");
      break;
    }
    client?.destroy();
    await answer.left;
  });

  it("end with ModelStreamError when the model's connection breaks", async () => {
    const answer = writtenAnswer();
    model.follow(() => answer.response);
    const sent = call();
    answer.write("first");
    const events = (await sent).Body?.[Symbol.asyncIterator]();
    await events?.next();
    model.requests[0]?.disconnect();
    const error = await events?.next().catch((thrown: unknown) => thrown);
    expect(error).to.include({
      name: "ModelStreamError",
      ErrorCode: "StreamBroken",
      message: "The TCP connection between the client and the model was reset or closed.",
    });
  });

  it("need an action of their own", async () => {
    expect(await refusalOf(call({}, "sagemaker:InvokeEndpoint"))).to.deep.equal({
      code: "AccessDeniedException",
      message: `User: arn:aws:sts::${parentAccount}:assumed-role/Invoker/calling is not authorized to perform: ${action} on resource: ${arn} because no identity-based policy allows the ${action} action`,
    });
  });

  it("are refused like other calls before their first byte", async () => {
    model.follow(() => new Response("boom", { status: 500 }));
    expect(await refusalOf(call())).to.have.property("code", "ModelError");
    expect(await refusalOf(call({ EndpointName: "iris", TargetVariant: "other" }))).to.deep.equal({
      code: "ValidationError",
      message: "Variant other of endpoint iris not found.",
    });
    expect(await refusalOf(call({ SessionId: "no session" }))).to.have.property("code", "ValidationError");
  });
});
