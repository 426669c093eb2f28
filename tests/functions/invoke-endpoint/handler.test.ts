import { expect } from "chai";
import * as fc from "fast-check";
import { modelAnswer, runtimeError } from "../support/aws-answers";
import { runtimeAt } from "../support/clients";
import { context, handlerOver, refusal } from "../support/lambda";
import { type Script, silence } from "../support/scripted-server";
import { serverWithoutWaits } from "../support/server-without-waits";

const timeout = refusal(
  504,
  "Timeout",
  "the endpoint did not answer in time: SageMaker gives a model 60 seconds; send less per request, or use an asynchronous endpoint",
);
const denied =
  "User: arn:aws:sts::111111111111:assumed-role/Parent/f is not authorized to perform: sagemaker:InvokeEndpoint";
const throttled = "AWS throttled the call, also after retries: call less often, or raise the quota";

/** What AWS answers to every call, what the caller gets, and how often AWS was called for it. */
const refused: readonly { title: string; script: Script; answer: object; calls: number }[] = [
  {
    title: "AWS's words to a call that AWS denies",
    script: () => runtimeError(403, "AccessDeniedException", denied),
    answer: refusal(403, "AccessDenied", denied),
    calls: 1,
  },
  {
    title: "404 to an endpoint that doesn't exist",
    script: () => runtimeError(400, "ValidationError", "Endpoint iris of account 111111111111 not found."),
    answer: refusal(404, "EndpointNotFound", "Endpoint iris of account 111111111111 not found."),
    calls: 1,
  },
  {
    title: "400 to a request that SageMaker finds wrong",
    script: () => runtimeError(400, "ValidationError", "TargetModel is not supported"),
    answer: refusal(400, "ValidationError", "TargetModel is not supported"),
    calls: 1,
  },
  {
    title: "424 with the model's own status to a model's error",
    script: () =>
      runtimeError(424, "ModelError", 'Received "boom"', { OriginalStatusCode: 503, OriginalMessage: "boom" }),
    answer: refusal(424, "ModelError", 'Received "boom"', { originalStatusCode: 503 }),
    calls: 1,
  },
  {
    title: "429 while a model isn't ready, after three calls",
    script: () => runtimeError(429, "ModelNotReadyException", "Model is loading"),
    answer: refusal(429, "ModelNotReady", "Model is loading"),
    calls: 3,
  },
  {
    title: "429 to throttling, after three calls",
    script: () => runtimeError(400, "ThrottlingException", "Rate exceeded"),
    answer: refusal(429, "Throttled", throttled),
    calls: 3,
  },
  {
    title: "503 while SageMaker is unavailable, after three calls",
    script: () => runtimeError(503, "ServiceUnavailable", "later"),
    answer: refusal(503, "ServiceUnavailable", "AWS answered 503 ServiceUnavailable: try again"),
    calls: 3,
  },
  {
    title: "503 to SageMaker's failure, which may have reached the model",
    script: () => runtimeError(500, "InternalFailure", "oops"),
    answer: refusal(503, "ServiceUnavailable", "AWS answered 500 InternalFailure: try again"),
    calls: 1,
  },
  {
    title: "503 to a dependency's failure, which may have reached the model",
    script: () => runtimeError(530, "InternalDependencyException", "oops"),
    answer: refusal(503, "ServiceUnavailable", "AWS answered 530 InternalDependencyException: try again"),
    calls: 1,
  },
  {
    title: "502 to a signature that AWS doesn't take",
    script: () => runtimeError(403, "InvalidSignatureException", "does not match"),
    answer: refusal(
      502,
      "CallRejected",
      "AWS rejected the function's call with 403 InvalidSignatureException; its log names the request",
    ),
    calls: 1,
  },
  {
    title: "502 to 5 MB of bytes, which Lambda couldn't return",
    script: () => modelAnswer(new Uint8Array(5_000_000), "image/png"),
    answer: refusal(
      502,
      "ModelResponseTooLarge",
      "the model answered 5000000 bytes, which become 6666758 in this function's answer; Lambda allows 6291556: make the model return less, or use an asynchronous endpoint",
    ),
    calls: 1,
  },
  { title: "504 to a model that doesn't answer in time", script: silence, answer: timeout, calls: 1 },
];

describe("functions/invoke-endpoint/handler", () => {
  const server = serverWithoutWaits();

  const invoke = (event: unknown, remaining?: number) =>
    handlerOver(runtimeAt(server().url))(event, context(remaining));

  it("answers with the model's answer and the endpoint's headers", async () => {
    const text = '{ "species": "setosa", "probability": 1.0 }';
    server().follow(() => modelAnswer(text, "application/json", { "x-amzn-invoked-production-variant": "AllTraffic" }));
    expect(await invoke({ body: {} })).to.deep.equal({
      statusCode: 200,
      headers: { "content-type": "application/json", "x-amzn-invoked-production-variant": "AllTraffic" },
      body: text,
    });
  });

  it("answers 504 before Lambda's time runs out", async () => {
    server().follow(silence);
    const begun = performance.now();
    expect(await invoke({ body: {} }, 1500)).to.deep.equal(timeout);
    expect(performance.now() - begun).to.be.below(1500);
  });

  it("passes 4 MB of bytes through to the caller unchanged", async () => {
    const bytes = Uint8Array.from({ length: 4_000_000 }, (_, index) => index % 251);
    server().follow(() => modelAnswer(bytes, "image/png"));
    const { body, ...rest } = await invoke({ body: {} });
    expect(rest).to.deep.equal({ statusCode: 200, headers: { "content-type": "image/png" }, isBase64Encoded: true });
    expect(Buffer.from(body, "base64").equals(bytes)).to.equal(true);
  });

  it("sends the body and every field to the endpoint that the request names", async () => {
    server().follow(() => modelAnswer("{}"));
    await invoke({
      endpointName: "other",
      body: "aGk=",
      isBase64Encoded: true,
      contentType: "image/png",
      accept: "text/csv",
      customAttributes: "trace=1",
      targetModel: "a.tar.gz",
      targetVariant: "variant-1",
      targetContainerHostname: "container-1",
      inferenceComponentName: "component-1",
      inferenceId: "inference-1",
      enableExplanations: "`true`",
      sessionId: "NEW_SESSION",
      prefixAwareId: "chat-1",
    });
    const seen = server().requests.map(({ method, path, body, headers }) => ({
      call: `${method} ${path} ${body}`,
      headers: Object.fromEntries(
        [...headers].filter(([name]) => name.startsWith("x-amzn-sagemaker-") || /^(content-type|accept)$/.test(name)),
      ),
    }));
    expect(seen).to.deep.equal([
      {
        call: "POST /endpoints/other/invocations hi",
        headers: {
          "content-type": "image/png",
          accept: "text/csv",
          "x-amzn-sagemaker-custom-attributes": "trace=1",
          "x-amzn-sagemaker-target-model": "a.tar.gz",
          "x-amzn-sagemaker-target-variant": "variant-1",
          "x-amzn-sagemaker-target-container-hostname": "container-1",
          "x-amzn-sagemaker-inference-component": "component-1",
          "x-amzn-sagemaker-inference-id": "inference-1",
          "x-amzn-sagemaker-enable-explanations": "`true`",
          "x-amzn-sagemaker-session-id": "NEW_SESSION",
          "x-amzn-sagemaker-prefix-aware-id": "chat-1",
        },
      },
    ]);
  });

  for (const { title, script, answer, calls } of refused) {
    it(`answers ${title}`, async () => {
      server().follow(script);
      // The function keeps a second of its time back, so that 100 milliseconds are left for silence.
      expect(await invoke({ body: {} }, script === silence ? 1100 : undefined)).to.deep.equal(answer);
      expect(server().requests.length).to.equal(calls);
    });
  }

  it("answers 503 to a connection that breaks, not that the model was slow, without another call", async () => {
    server().follow((request) => {
      request.disconnect();
      return silence();
    });
    expect(await invoke({ body: {} })).to.deep.equal(
      refusal(
        503,
        "Unreachable",
        "AWS could not be reached (ECONNRESET): try again; in a VPC, check endpoints, routes and security groups",
      ),
    );
    expect(server().requests.length).to.equal(1);
  });

  it("answers 504 when the client's own time-out comes first, without another call", async () => {
    server().follow(silence);
    const client = runtimeAt(server().url, { requestHandler: { requestTimeout: 100, throwOnRequestTimeout: true } });
    expect(await handlerOver(client)({ body: {} }, context())).to.deep.equal(timeout);
    expect(server().requests.length).to.equal(1);
  });

  it("refuses a body that SageMaker doesn't take without calling it", async () => {
    server().follow(() => modelAnswer("{}"));
    expect(await invoke({ body: "x".repeat(6_291_457), contentType: "text/plain" })).to.deep.equal(
      refusal(
        413,
        "BodyTooLarge",
        "body has 6291457 bytes, and SageMaker takes at most 6291456: send less, or use an asynchronous endpoint",
      ),
    );
    expect(server().requests).to.deep.equal([]);
  });

  it("refuses whatever isn't a request with 400, without calling SageMaker", async () => {
    server().follow(() => modelAnswer("{}"));
    const handler = handlerOver(runtimeAt(server().url));
    const isRequest = (event: unknown) => typeof event === "object" && event !== null && "body" in event;
    await fc.assert(
      fc.asyncProperty(
        fc.anything().filter((event) => !isRequest(event)),
        async (event) => {
          expect((await handler(event, context())).statusCode).to.equal(400);
        },
      ),
    );
    expect(server().requests).to.deep.equal([]);
  });

  it("answers 200 or 400 to whatever JSON stands in a request's fields", async () => {
    server().follow(() => modelAnswer("{}"));
    const handler = handlerOver(runtimeAt(server().url));
    const field = fc.oneof(fc.constant("iris"), fc.string(), fc.jsonValue());
    const fields = {
      body: field,
      contentType: fc.oneof(fc.constantFrom("text/csv", "application/json"), field),
      isBase64Encoded: fc.oneof(fc.boolean(), field),
      endpointName: field,
      accept: field,
      inferenceComponentName: field,
      sessionId: field,
    };
    const answered = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.record(fields, { requiredKeys: ["body"] }), async (event) => {
        const { statusCode } = await handler(event, context());
        expect(statusCode).to.be.oneOf([200, 400]);
        answered.add(statusCode);
      }),
      { numRuns: 300 },
    );
    expect(answered).to.deep.equal(new Set([200, 400]));
  });
});
