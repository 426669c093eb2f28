import { expect } from "chai";
import { BrokenAnswer, readAnswer, type StreamEvent } from "../../../../examples/stream/stream";
import type { Keys } from "../../support/clients";
import { eachTestWithAFunction } from "../../support/function";
import { invokeWithResponseStream } from "../../support/lambda-stream";
import { allow, parentAccount, putRole, region } from "../../support/local-aws";

const arn = `arn:aws:lambda:${region}:${parentAccount}:function:tested`;

/** A function that streams, by what its handler does. */
const streaming = (code: string) =>
  `export const handler = awslambda.streamifyResponse(async (event, stream, context) => { ${code} });`;

async function all(events: AsyncIterable<StreamEvent>): Promise<unknown[]> {
  const shown: unknown[] = [];
  for await (const { PayloadChunk, InvokeComplete } of events) {
    shown.push(PayloadChunk === undefined ? InvokeComplete : Buffer.from(PayloadChunk.Payload ?? []).toString());
  }
  return shown;
}

describe("Lambda's streams", () => {
  const { aws, make, invoke } = eachTestWithAFunction();

  async function caller(Action: string | readonly string[] = "lambda:InvokeFunction"): Promise<Keys> {
    const role = await putRole(aws(), parentAccount, "Caller");
    await allow(aws(), role, { Action, Resource: arn });
    return aws().sessions.open(role, "calling", 3600);
  }

  const call = async (event: unknown = {}, keys?: Keys) =>
    invokeWithResponseStream(aws(), keys ?? (await caller()), "tested", event);

  /** The lines of the log, once there are so many. */
  async function logged(count: number): Promise<string[]> {
    const { logs } = aws().lambda;
    while (logs.length < count) {
      await new Promise<void>((resolve) => setImmediate(resolve));
    }
    return logs.map(({ text }) => text);
  }

  it("come part by part, and end with an event that has no error", async () => {
    await make(streaming(`stream.setContentType("text/plain"); stream.write(event.first); stream.end("last");`));
    const { status, headers, events } = await call({ first: "first" });
    expect([status, headers.get("content-type")]).to.deep.equal([200, "application/vnd.amazon.eventstream"]);
    expect(await all(events)).to.deep.equal(["first", "last", {}]);
  });

  it("are written only as far as the caller reads", async () => {
    await make(
      streaming(`
        for (let part = 0; part < 3; part++) {
          console.log("wrote " + part);
          if (!stream.write(Buffer.alloc(1_000_000, part))) await new Promise((go) => stream.once("drain", go));
        }
        stream.end();`),
    );
    const { parts } = await aws().lambda.stream({ account: parentAccount, region }, "tested", {});
    await parts.next();
    expect(await logged(1)).to.deep.equal(["wrote 0"]);
    await parts.next();
    expect(await logged(2)).to.deep.equal(["wrote 0", "wrote 1"]);
    await parts.return({ ended: true });
  });

  it("end with the error's name and words when the function fails in the middle", async () => {
    await make(streaming(`stream.write("first"); throw Object.assign(new Error("no more"), { name: "Broken" });`));
    const { events } = await call();
    const details = { errorType: "Broken", errorMessage: "no more" };
    expect(await all(events)).to.deep.equal(["first", { ErrorCode: "Broken", ErrorDetails: JSON.stringify(details) }]);
  });

  it("end with an error when the function takes too long, or its process ends", async () => {
    await make(streaming(`stream.write("first"); await new Promise(() => {});`), { timeout: 1 });
    const [, late] = await all((await call()).events);
    expect(late).to.have.property("ErrorCode", "Sandbox.Timedout");
    await make(streaming(`stream.write("first"); setImmediate(() => process.exit(3));`), { timeout: 9 });
    await aws().lambda.recycle(arn);
    const events = await all((await call({}, await caller())).events);
    expect(events.at(-1)).to.have.property("ErrorCode", "Runtime.ExitError");
  });

  it("are run to their end when the caller goes, after which the instance is free again", async () => {
    await make(
      streaming(`
        stream.write("first");
        await new Promise((go) => setTimeout(go, 20));
        stream.write("second");
        stream.end();
        stream.on("finish", () => console.log("wrote all"));`),
    );
    const { events, leave } = await call();
    for await (const _ of events) {
      break;
    }
    leave();
    expect(await logged(1)).to.deep.equal(["wrote all"]);
  });

  it("are one part where the function doesn't stream", async () => {
    await make("export const handler = (event) => ({ got: event });");
    expect(await all((await call({ a: 1 })).events)).to.deep.equal(['{"got":{"a":1}}', {}]);
  });

  it("are no answers of Invoke, which the local AWS says", async () => {
    await make(streaming(`stream.end("first");`));
    await invoke().then(
      () => expect.fail("it answered"),
      ({ message }: Error) =>
        expect(message).to.equal(
          "the local AWS doesn't know the Lambda operation Invoke of a function that streams; it knows InvokeWithResponseStream",
        ),
    );
  });

  it("are for callers with lambda:InvokeFunction, of functions that exist", async () => {
    await make(streaming(`stream.end("first");`));
    const stranger = await putRole(aws(), parentAccount, "Stranger");
    const keys = aws().sessions.open(stranger, "calling", 3600);
    const denied = await call({}, keys);
    expect([denied.status, JSON.parse(await denied.text())]).to.deep.equal([
      403,
      {
        Type: "User",
        message: `User: arn:aws:sts::${parentAccount}:assumed-role/Stranger/calling is not authorized to perform: lambda:InvokeFunction on resource: ${arn} because no identity-based policy allows the lambda:InvokeFunction action`,
      },
    ]);
    await allow(aws(), stranger, { Action: "lambda:*", Resource: "*" });
    const missing = await invokeWithResponseStream(aws(), keys, "other", {});
    expect([missing.status, missing.headers.get("x-amzn-errortype")]).to.deep.equal([404, "ResourceNotFoundException"]);
    const broken = await invokeWithResponseStream(aws(), keys, "tested", {}, { body: "{" });
    expect([broken.status, broken.headers.get("x-amzn-errortype")]).to.deep.equal([
      400,
      "InvalidRequestContentException",
    ]);
  });

  it("refuse by name what the local AWS doesn't know of the call", async () => {
    const mistakes: unknown[] = [];
    aws().onMistake = (error) => mistakes.push(error instanceof Error ? error.message : error);
    await make(streaming(`stream.end("first");`));
    const headers = { "x-amz-log-type": "Tail" };
    const answer = await invokeWithResponseStream(aws(), await caller(), "tested", {}, { headers });
    expect(answer.status).to.equal(501);
    expect(mistakes).to.deep.equal([
      "the local AWS doesn't understand a call of Lambda InvokeWithResponseStream: x-amz-log-type",
    ]);
  });
});

/** Answers of the function, chunk by chunk, with Lambda's last event. */
async function* chunks(...events: readonly (string | StreamEvent)[]): AsyncGenerator<StreamEvent> {
  yield* events.map((one) => (typeof one === "string" ? { PayloadChunk: { Payload: Buffer.from(one) } } : one));
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of body) {
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

describe("examples/stream/stream.ts", () => {
  const head = `{"statusCode":200,"headers":{"a":"b"}}`;
  const zero = "\0".repeat(8);

  for (const [what, sent] of [
    ["one by one", [head, zero, "one", "two"]],
    ["together", [`${head}${zero}onetwo`]],
    ["cut anywhere", [head.slice(0, 9), `${head.slice(9)}\0\0\0`, `${"\0".repeat(5)}on`, "etwo"]],
  ] as const) {
    it(`reads status, headers and bytes that come ${what}`, async () => {
      const { body, ...answer } = await readAnswer(chunks(...sent, { InvokeComplete: {} }));
      expect(answer).to.deep.equal({ statusCode: 200, headers: { a: "b" } });
      expect(await textOf(body)).to.equal("onetwo");
    });
  }

  for (const [what, last, message] of [
    [
      "an error of the function",
      [{ InvokeComplete: { ErrorCode: "ModelError", ErrorDetails: "{}" } }],
      "the answer ended early: ModelError {}",
    ],
    ["no last event", [], "the answer ended early: Disconnected the connection ended before Lambda's last event"],
  ] as const) {
    it(`takes no answer for complete that ends with ${what}`, async () => {
      const { body } = await readAnswer(chunks(head, zero, "one", ...last));
      const error = await textOf(body).catch((thrown: unknown) => thrown);
      expect(error).to.be.instanceOf(BrokenAnswer).with.property("message", message);
    });
  }

  it("takes no answer without status and headers", async () => {
    const error = await readAnswer(chunks("null", { InvokeComplete: {} })).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(BrokenAnswer).with.property("code", "NoPrelude");
  });
});
