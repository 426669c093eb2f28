import { randomBytes } from "node:crypto";
import * as path from "node:path";
import { expect } from "chai";
import { Hono } from "hono";
import { Estate } from "../../local/estate/estate";
import { bringUp, trustedCast } from "../../local/scenarios/cast";
import { readAnswer } from "../../local/scenarios/scenario";
import { type HttpServer, listen } from "../../local/support/http-server";
import { readProject } from "../../stacks/project/project-files";

const megabyte = 1024 * 1024;

describe("bodies through Lambda and SageMaker", () => {
  const project = readProject(path.resolve(__dirname, "../.."));
  const cast = trustedCast(project);
  const { child } = cast;
  let server: HttpServer;
  let estate: Estate;
  let answer: Buffer;
  let contentType: string;
  let received: Buffer;

  before(async () => {
    const app = new Hono();
    app.post("/invocations", async (context) => {
      received = Buffer.from(await context.req.arrayBuffer());
      return context.body(new Uint8Array(answer), 200, { "content-type": contentType });
    });
    server = await listen(app.fetch);
    estate = await Estate.found(project, server.url);
    await bringUp(estate, cast);
  });

  after(async () => {
    await estate.close();
    await server.close();
  });

  beforeEach(() => {
    contentType = "application/octet-stream";
  });

  function send(payload: Buffer) {
    return estate.invoke(child, { body: payload.toString("base64"), isBase64Encoded: true });
  }

  it("passes 4 MB each way unchanged", async () => {
    answer = randomBytes(4 * megabyte);
    const payload = randomBytes(4 * megabyte);
    const { bytes, ...rest } = readAnswer(await send(payload));
    expect(rest).to.deep.equal({ status: 200, contentType, error: undefined });
    expect(answer.equals(bytes)).to.equal(true);
    expect(received.equals(payload)).to.equal(true);
  });

  it("passes JSON with NaN, which servers in Python send, as the text that it is", async () => {
    answer = Buffer.from('{"predictions": [0.5, NaN]}');
    contentType = "application/json";
    const { payload } = await send(randomBytes(16));
    expect(payload).to.deep.include({ statusCode: 200, body: '{"predictions": [0.5, NaN]}' });
  });

  it("answers a 5 MB answer with 502 and what to do, instead of Lambda cutting it off", async () => {
    answer = randomBytes(5 * megabyte);
    const call = await send(randomBytes(16));
    const { status, error } = readAnswer(call);
    expect(call.functionError).to.equal(undefined);
    expect({ status, error }).to.deep.equal({
      status: 502,
      error: {
        code: "ModelResponseTooLarge",
        message:
          "the model answered 5242880 bytes, which become 6990662 in this function's answer; Lambda allows 6291556: make the model return less, or use an asynchronous endpoint",
      },
    });
  });
});
