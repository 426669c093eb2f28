import { expect } from "chai";
import { BrokenAnswer } from "../../../functions/invoke-endpoint-stream/failure";
import { modelAnswer, runtimeError } from "../support/aws-answers";
import { runtimeAt } from "../support/clients";
import { context, refusal } from "../support/lambda";
import { type Script, type ScriptedServer, silence } from "../support/scripted-server";
import { serverWithoutWaits } from "../support/server-without-waits";
import { Caller, type StreamedAnswer, streamedAnswer, streamHandlerOver, wholeAnswer } from "../support/streaming";

const ok = {
  statusCode: 200,
  headers: { "content-type": "application/jsonlines", "x-amzn-invoked-production-variant": "AllTraffic" },
};
const timeUp =
  "the answer was not complete in time: SageMaker gives a stream 8 minutes; ask for less, or read it faster";
const silentFor = (seconds: number) =>
  `the model sent nothing for ${seconds} seconds: make it send something while it works, or ask for less`;
const brokenModel = "the model broke off before its answer was complete: its log is in the parent's account";
const brokenSageMaker = "SageMaker broke off before the answer was complete: try again";

/** What comes in the first byte's place, and the answer to it. */
const refused: readonly {
  title: string;
  script: Script;
  answer: { statusCode: number; body: string };
  calls: number;
}[] = [
  {
    title: "AWS's words to a call that AWS denies",
    script: () => runtimeError(403, "AccessDeniedException", "User: f is not authorized to perform: s"),
    answer: refusal(403, "AccessDenied", "User: f is not authorized to perform: s"),
    calls: 1,
  },
  {
    title: "404 to an endpoint that doesn't exist",
    script: () => runtimeError(400, "ValidationError", "Endpoint iris of account 111111111111 not found."),
    answer: refusal(404, "EndpointNotFound", "Endpoint iris of account 111111111111 not found."),
    calls: 1,
  },
  {
    title: "400 to an endpoint that doesn't stream",
    script: () => runtimeError(400, "ValidationError", "Response streaming is not supported"),
    answer: refusal(
      400,
      "StreamingNotSupported",
      "the endpoint doesn't stream, so call invoke-endpoint; AWS answered: Response streaming is not supported",
    ),
    calls: 1,
  },
  {
    title: "424 with the model's own status to a model's error",
    script: () => runtimeError(424, "ModelError", "boom", { OriginalStatusCode: 503, OriginalMessage: "boom" }),
    answer: refusal(424, "ModelError", "boom", { originalStatusCode: 503 }),
    calls: 1,
  },
  {
    title: "503 while SageMaker is unavailable, after three calls",
    script: () => runtimeError(503, "ServiceUnavailable", "later"),
    answer: refusal(503, "ServiceUnavailable", "AWS answered 503 ServiceUnavailable: try again"),
    calls: 3,
  },
  {
    title: "424 to a model that breaks off before its first byte",
    script: () => {
      const answer = streamedAnswer();
      answer.part("");
      answer.fail("ModelStreamError", { ErrorCode: "StreamBroken", Message: "the model's words" });
      return answer.response;
    },
    answer: refusal(424, "ModelError", brokenModel),
    calls: 1,
  },
];

/** How a stream breaks off after its first part, and the invocation's error. */
const broken: readonly {
  title: string;
  end: (answer: StreamedAnswer, server: ScriptedServer) => void;
  error: object;
}[] = [
  {
    title: "a model that fails",
    end: (answer) => answer.fail("ModelStreamError", { ErrorCode: "StreamBroken", Message: "the model's words" }),
    error: { name: "ModelError", message: brokenModel },
  },
  {
    title: "a model that takes longer than SageMaker allows",
    end: (answer) => answer.fail("ModelStreamError", { ErrorCode: "ModelInvocationTimeExceeded" }),
    error: { name: "Timeout", message: timeUp },
  },
  {
    title: "SageMaker, which fails",
    end: (answer) => answer.fail("InternalStreamFailure", {}),
    error: { name: "ServiceUnavailable", message: brokenSageMaker },
  },
  {
    title: "an error that SageMaker's documents don't name",
    end: (answer) => answer.fail("Surprise", { Message: "the model's words" }),
    error: { name: "ServiceUnavailable", message: brokenSageMaker },
  },
  {
    title: "a connection that breaks",
    end: (_, { requests: [request] }) => request?.disconnect(),
    error: {
      name: "Unreachable",
      message:
        "AWS could not be reached (ECONNRESET): try again; in a VPC, check endpoints, routes and security groups",
    },
  },
  {
    title: "a model that stops talking",
    end: () => {},
    error: { name: "Timeout", message: silentFor(0.05) },
  },
];

/** The error that a handler throws to Lambda's runtime. */
async function errorOf(run: Promise<void>): Promise<object> {
  const error = await run.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof BrokenAnswer)) {
    throw new Error(`the answer didn't break off: ${error}`);
  }
  const { name, message, stack } = error;
  expect(stack).to.equal(`${name}: ${message}`);
  return { name, message };
}

describe("functions/invoke-endpoint-stream/handler", () => {
  const server = serverWithoutWaits();

  it("sends status and headers as JSON, eight zero bytes, and the model's bytes unchanged", async () => {
    server().follow(() => wholeAnswer("one\u0000\u0000", Buffer.alloc(8), '{"error":{}}'));
    const caller = new Caller();
    await streamHandlerOver(runtimeAt(server().url))({ body: {} }, caller, context());
    const all = Buffer.concat(caller.received).toString();
    expect(all).to.equal(`${JSON.stringify(ok)}${"\0".repeat(8)}one\0\0${"\0".repeat(8)}{"error":{}}`);
    expect(caller.contentType).to.equal("application/vnd.awslambda.http-integration-response");
    expect(caller.writableEnded).to.equal(true);
  });

  it("sends the first part before the model has made its last", async () => {
    const model = streamedAnswer();
    server().follow(() => model.response);
    const caller = new Caller();
    const run = streamHandlerOver(runtimeAt(server().url))({ body: {} }, caller, context());
    const order: string[] = [];
    model.part("first");
    await caller.chunks(2);
    order.push(`the caller has ${caller.answer.body}`);
    order.push("the model makes its last");
    model.part(", last");
    model.end();
    await run;
    order.push(`the caller has ${caller.answer.body}`);
    expect(order).to.deep.equal(["the caller has first", "the model makes its last", "the caller has first, last"]);
  });

  it("sends an answer without a byte", async () => {
    server().follow(() => wholeAnswer());
    const caller = new Caller();
    await streamHandlerOver(runtimeAt(server().url))({ body: {} }, caller, context());
    expect(caller.answer).to.deep.equal({ prelude: ok, body: "" });
  });

  for (const { title, script, answer, calls } of refused) {
    it(`answers ${title}`, async () => {
      server().follow(script);
      const caller = new Caller();
      await streamHandlerOver(runtimeAt(server().url))({ body: {} }, caller, context());
      const { statusCode, body } = answer;
      const prelude = { statusCode, headers: { "content-type": "application/json" } };
      expect(caller.answer).to.deep.equal({ prelude, body });
      expect(caller.writableEnded).to.equal(true);
      expect(server().requests.length).to.equal(calls);
    });
  }

  it("answers 400 to what SageMaker doesn't stream with, without a call", async () => {
    server().follow(silence);
    const caller = new Caller();
    const event = { body: {}, targetModel: "a.tar.gz", enableExplanations: "`true`", sessionId: "NEW_SESSION" };
    await streamHandlerOver(runtimeAt(server().url))(event, caller, context());
    const message =
      "SageMaker doesn't stream with targetModel or enableExplanations or sessionId NEW_SESSION: leave it out, or call invoke-endpoint";
    expect(caller.answer.body).to.equal(refusal(400, "BadRequest", message).body);
    expect(server().requests.length).to.equal(0);
  });

  it("answers 504 to a model that sends nothing, and to one for which there is no time", async () => {
    server().follow(silence);
    const [idle, late] = [new Caller(), new Caller()];
    const client = runtimeAt(server().url);
    await streamHandlerOver(client, { idle: 50 })({ body: {} }, idle, context());
    await streamHandlerOver(client)({ body: {} }, late, context(1010));
    expect(idle.answer.body).to.equal(refusal(504, "Timeout", silentFor(0.05)).body);
    expect(late.answer.body).to.equal(refusal(504, "Timeout", timeUp).body);
  });

  for (const { title, end, error } of broken) {
    it(`ends an answer that has begun with an error of the invocation after ${title}`, async () => {
      const model = streamedAnswer();
      server().follow(() => model.response);
      const caller = new Caller();
      const run = streamHandlerOver(runtimeAt(server().url), { idle: 50 })({ body: {} }, caller, context());
      model.part("first");
      await caller.chunks(2);
      end(model, server());
      expect(await errorOf(run)).to.deep.equal(error);
      expect(caller.answer).to.deep.equal({ prelude: ok, body: "first" });
      expect(caller.writableEnded).to.equal(false);
    });
  }

  it("leaves a model that it no longer listens to", async () => {
    const model = streamedAnswer();
    server().follow(() => model.response);
    const caller = new Caller();
    const run = streamHandlerOver(runtimeAt(server().url), { idle: 50 })({ body: {} }, caller, context());
    model.part("first");
    await errorOf(run);
    await model.left;
  });

  it("ends an answer that has more bytes than Lambda streams, before it sends them", async () => {
    server().follow(() => wholeAnswer("x".repeat(200), "y".repeat(200)));
    const caller = new Caller();
    const limit = JSON.stringify(ok).length + 8 + 300;
    const run = streamHandlerOver(runtimeAt(server().url), { limit })({ body: {} }, caller, context());
    expect(await errorOf(run)).to.deep.equal({
      name: "ModelResponseTooLarge",
      message: `the model answered more than ${limit} bytes, and Lambda streams no more: make the model return less, or use an asynchronous endpoint`,
    });
    expect(caller.answer.body).to.equal("x".repeat(200));
  });

  it("reads on only when its caller has room, and gives up when the time is over", async () => {
    server().follow(() => wholeAnswer("one", "two", "three"));
    const caller = new Caller(false);
    const run = streamHandlerOver(runtimeAt(server().url), { idle: 50 })({ body: {} }, caller, context(1100));
    await caller.chunks(1);
    caller.take();
    await caller.chunks(2);
    // The caller takes no more: the model isn't silent, so only the function's time ends the call.
    expect(await errorOf(run)).to.deep.equal({ name: "Timeout", message: timeUp });
    expect(caller.answer.body).to.equal("one");
  });

  it("takes no answer of InvokeEndpoint for a stream", async () => {
    server().follow(() => modelAnswer("not a stream of events"));
    const caller = new Caller();
    await streamHandlerOver(runtimeAt(server().url))({ body: {} }, caller, context());
    expect(caller.answer.body).to.equal(refusal(503, "ServiceUnavailable", brokenSageMaker).body);
  });
});
