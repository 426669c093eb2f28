import { expect } from "chai";
import { readAnswer } from "../../examples/stream/stream";
import type { Session } from "../../local/aws/core/sessions";
import { role, rolePolicy } from "../../local/aws/iam/kinds";
import { Estate } from "../../local/estate/estate";
import { bringUp, trustedCast } from "../../local/scenarios/cast";
import { ScriptedServer, type SeenRequest, silence } from "../functions/support/scripted-server";
import { invokeWithResponseStream } from "../local/support/lambda-stream";
import { streamingProject } from "../local/support/streaming-project";

const secret = "model-says-4711";

/** A model's answer that a test writes piece by piece. */
function writtenAnswer() {
  let body: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start: (controller) => {
      body = controller;
    },
  });
  return {
    response: new Response(stream, { headers: { "content-type": "application/jsonlines" } }),
    write: (text: string) => body?.enqueue(Buffer.from(text)),
    end: () => body?.close(),
  };
}

describe("A streamed answer", () => {
  const cast = trustedCast(streamingProject);
  let model: ScriptedServer;
  let estate: Estate;
  let caller: Session;

  before(async () => {
    model = await ScriptedServer.start(silence);
    estate = await Estate.found(streamingProject, new URL(`${model.url}/`));
    await bringUp(estate, cast);
    caller = await openCaller();
  });

  after(async () => {
    await estate?.close();
    await model?.close();
  });

  /** Somebody of the child's account who may call the function. */
  async function openCaller(): Promise<Session> {
    const { aws } = estate;
    const place = { stack: "beside", account: "333333333333", region: "eu-west-1" };
    const policyOf = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
    const mayCall = {
      Effect: "Allow",
      Action: "lambda:InvokeFunction",
      Resource: estate.output(cast.child, "streamFunctionArn"),
    };
    const made = { name: "Caller", assumeRolePolicy: policyOf() };
    const allowed = { name: "MayCall", role: "Caller", policy: policyOf(mayCall) };
    await aws.put({ urn: "caller", type: role.token, name: "caller", inputs: made, ...place });
    await aws.put({ urn: "may", type: rolePolicy.token, name: "may", inputs: allowed, ...place });
    const found = aws.world.list(role, place.account).find(({ state }) => state.name === "Caller");
    if (found === undefined) {
      throw new Error("the caller's role is missing");
    }
    return aws.sessions.open(found, "calling", 3600);
  }

  async function call(event: object = { body: { prompt: secret } }) {
    const { events, leave } = await invokeWithResponseStream(estate.aws, caller, "invoke-endpoint-stream-child", event);
    return { answer: await readAnswer(events), leave };
  }

  const logs = () => estate.aws.lambda.logs.map(({ text }) => text);

  it("reaches the caller before the model has made its last, and a warm call makes one call to AWS", async () => {
    const order: string[] = [];
    const written = writtenAnswer();
    model.follow(() => written.response);
    written.write("first ");
    const { answer } = await call();
    const calls = estate.aws.requests;
    for await (const part of answer.body) {
      order.push(`the caller has ${Buffer.from(part).toString()}`);
      if (order.length === 1) {
        order.push("the model makes its last");
        written.write("last");
        written.end();
      }
    }
    expect([answer.statusCode, answer.headers["content-type"]]).to.deep.equal([200, "application/jsonlines"]);
    expect(order).to.deep.equal(["the caller has first ", "the model makes its last", "the caller has last"]);
    expect(estate.aws.requests).to.equal(calls);

    model.follow(() => new Response("again"));
    const before = estate.aws.requests;
    const { answer: warm } = await call();
    expect(warm.statusCode).to.equal(200);
    // The caller's own call of Lambda, and the function's.
    expect(estate.aws.requests - before).to.equal(2);
  });

  it("ends with an error outside its bytes when the model fails in the middle", async () => {
    const written = writtenAnswer();
    let request: SeenRequest | undefined;
    model.follow((seen) => {
      request = seen;
      return written.response;
    });
    written.write(secret);
    const { answer } = await call();
    const parts: string[] = [];
    const read = async () => {
      for await (const part of answer.body) {
        parts.push(Buffer.from(part).toString());
        request?.disconnect();
      }
    };
    const error = await read().catch((thrown: unknown) => thrown);
    expect(error).to.include({
      code: "ModelError",
      message:
        'the answer ended early: ModelError {"errorType":"ModelError","errorMessage":"the model broke off before its answer was complete: its log is in the parent\'s account"}',
    });
    expect(parts).to.deep.equal([secret]);
  });

  it("is read to its end though its caller goes, since AWS doesn't stop the function", async () => {
    const written = writtenAnswer();
    model.follow(() => written.response);
    written.write("first");
    const { answer, leave } = await call();
    for await (const _ of answer.body) {
      break;
    }
    leave();
    written.write("second");
    written.end();
    const told = logs().length;
    while (logs().length === told) {
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    expect(JSON.parse(logs().at(-1) ?? "{}")).to.deep.include({ message: "streamed", statusCode: 200 });
  });

  it("is an answer like any other before its first byte", async () => {
    const { answer } = await call({ body: {}, endpointName: "another" });
    const parts: Uint8Array[] = [];
    for await (const part of answer.body) {
      parts.push(part);
    }
    const { error } = JSON.parse(Buffer.concat(parts).toString());
    expect([answer.statusCode, error.code]).to.deep.equal([403, "AccessDenied"]);
  });

  it("leaves nothing of itself in a log", () => {
    expect(logs().map((line) => JSON.parse(line).message)).to.deep.equal([
      "streamed",
      "streamed",
      "broken off",
      "streamed",
      "refused",
    ]);
    expect(logs().join()).not.to.include(secret);
  });
});
