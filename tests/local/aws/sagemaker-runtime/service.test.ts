import { ModelError } from "@aws-sdk/client-sagemaker-runtime";
import { expect } from "chai";
import type { Session } from "../../../../local/aws/core/sessions";
import { invokeEndpoint } from "../../support/clients";
import { failure, refusalOf } from "../../support/failure";
import { allow, childAccount, eachTestOnItsOwnAws, parentAccount, putRole, region } from "../../support/local-aws";
import { TestModel } from "../../support/model";

const arn = (type: string, name: string) => `arn:aws:sagemaker:${region}:${parentAccount}:${type}/${name}`;
const denied = (resource: string) => ({
  code: "AccessDeniedException",
  message: `User: arn:aws:sts::${parentAccount}:assumed-role/Invoker/calling is not authorized to perform: sagemaker:InvokeEndpoint on resource: ${resource} because no identity-based policy allows the sagemaker:InvokeEndpoint action`,
});

/** Every byte there is, many of which are no text. */
const everyByte = Uint8Array.from({ length: 256 }, (_, index) => 255 - index);

describe("SageMaker Runtime", () => {
  const aws = eachTestOnItsOwnAws();
  let model: TestModel;
  beforeEach(async () => {
    model = await TestModel.start();
    const endpoint = { account: parentAccount, region, model: model.url };
    aws().world.hostEndpoint({ ...endpoint, name: "Iris", inferenceComponents: ["petals"] });
    aws().world.hostEndpoint({ ...endpoint, name: "private-model", inferenceComponents: [] });
  });
  afterEach(() => model.close());

  /** A session of a role that may invoke these resources. */
  async function sessionFor(...resources: readonly string[]): Promise<Session> {
    const invoker = await putRole(aws(), parentAccount, "Invoker");
    await allow(aws(), invoker, { Action: "sagemaker:InvokeEndpoint", Resource: resources });
    return aws().sessions.open(invoker, "calling", 3600);
  }

  it("carries the payload and the answer byte by byte, with their content types", async () => {
    model.answer = { headers: { "content-type": "image/png" }, body: everyByte };
    const session = await sessionFor(arn("endpoint", "iris"));

    const answer = await invokeEndpoint(aws(), session, {
      EndpointName: "Iris",
      Body: everyByte,
      ContentType: "application/x-npy",
    });

    const [received] = model.received;
    expect(received?.method).to.equal("POST");
    expect(received?.path).to.equal("/invocations");
    expect(received?.headers["content-type"]).to.equal("application/x-npy");
    expect(received?.body.toString("hex")).to.equal(Buffer.from(everyByte).toString("hex"));
    expect(answer.$metadata.httpStatusCode).to.equal(200);
    expect(answer.ContentType).to.equal("image/png");
    expect(answer.InvokedProductionVariant).to.equal("AllTraffic");
    expect(Buffer.from(answer.Body).toString("hex")).to.equal(Buffer.from(everyByte).toString("hex"));
  });

  it("hands a caller's headers to the model and the model's back, and nobody's credentials", async () => {
    model.answer = {
      headers: {
        "content-type": "text/csv",
        "x-amzn-sagemaker-custom-attributes": "trace=2",
        "x-amzn-sagemaker-new-session-id": "session-1",
        "x-amzn-sagemaker-closed-session-id": "session-0",
        "x-internal": "kept",
      },
      body: "0.9",
    };
    const session = await sessionFor(arn("endpoint", "iris"));

    const answer = await invokeEndpoint(aws(), session, {
      EndpointName: "Iris",
      Body: "1,2",
      ContentType: "text/csv",
      Accept: "text/csv",
      CustomAttributes: "trace=1",
      TargetModel: "model.tar.gz",
      InferenceId: "inference-1",
      SessionId: "session-0",
    });

    expect(model.received[0]?.headers).to.include({
      "content-type": "text/csv",
      accept: "text/csv",
      "x-amzn-sagemaker-custom-attributes": "trace=1",
      "x-amzn-sagemaker-target-model": "model.tar.gz",
      "x-amzn-sagemaker-inference-id": "inference-1",
      "x-amzn-sagemaker-session-id": "session-0",
    });
    expect(model.received[0]?.headers).not.to.have.any.keys("authorization", "x-amz-security-token");
    expect(answer.CustomAttributes).to.equal("trace=2");
    expect(answer.NewSessionId).to.equal("session-1");
    expect(answer.ClosedSessionId).to.equal("session-0");
    expect(Buffer.from(answer.Body).toString("utf8")).to.equal("0.9");
  });

  it("invokes by the name as it was given, and compares the ARN in lower case", async () => {
    const session = await sessionFor(arn("endpoint", "iris"));

    const answer = await invokeEndpoint(aws(), session, { EndpointName: "Iris", Body: "{}" });

    expect(answer.$metadata.httpStatusCode).to.equal(200);
  });

  const refusals = [
    {
      what: "an endpoint that no policy names, though it exists",
      allowed: [arn("endpoint", "iris")],
      request: { EndpointName: "private-model" },
      answer: denied(arn("endpoint", "private-model")),
    },
    {
      what: "an endpoint that a policy names in upper case, since ARNs are compared letter by letter",
      allowed: [arn("endpoint", "Iris")],
      request: { EndpointName: "Iris" },
      answer: denied(arn("endpoint", "iris")),
    },
    {
      what: "an endpoint that doesn't exist, after it was permitted",
      allowed: [arn("endpoint", "*")],
      request: { EndpointName: "absent" },
      answer: { code: "ValidationError", message: `Endpoint absent of account ${parentAccount} not found.` },
    },
    {
      what: "an endpoint that doesn't exist, in the words for one that does where nothing permits it",
      allowed: [arn("endpoint", "iris")],
      request: { EndpointName: "absent" },
      answer: denied(arn("endpoint", "absent")),
    },
    {
      what: "an endpoint's name in another case, which CreateEndpoint would take for the same",
      allowed: [arn("endpoint", "iris")],
      request: { EndpointName: "IRIS" },
      answer: { code: "ValidationError", message: `Endpoint IRIS of account ${parentAccount} not found.` },
    },
    {
      what: "a variant that the endpoint doesn't have",
      allowed: [arn("endpoint", "iris")],
      request: { EndpointName: "Iris", TargetVariant: "Second" },
      answer: { code: "ValidationError", message: "Variant Second of endpoint Iris not found." },
    },
    {
      what: "members that are too long or of another form, all of them at once, before it asks who calls",
      allowed: [],
      request: {
        EndpointName: "Iris",
        CustomAttributes: "a".repeat(1025),
        TargetVariant: "-v",
        InferenceId: "i".repeat(65),
      },
      answer: {
        code: "ValidationError",
        message: `3 validation errors detected: ${[
          `Value '${"a".repeat(1025)}' at 'customAttributes' failed to satisfy constraint: Member must have length less than or equal to 1024`,
          "Value '-v' at 'targetVariant' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9](-*[a-zA-Z0-9])*",
          `Value '${"i".repeat(65)}' at 'inferenceId' failed to satisfy constraint: Member must have length less than or equal to 64`,
        ].join("; ")}`,
      },
    },
    {
      what: "an inference component that no policy names, though its endpoint is permitted",
      allowed: [arn("endpoint", "iris")],
      request: { EndpointName: "Iris", InferenceComponentName: "petals" },
      answer: denied(arn("inference-component", "petals")),
    },
    {
      what: "an inference component that isn't on the endpoint",
      allowed: [arn("endpoint", "*"), arn("inference-component", "*")],
      request: { EndpointName: "private-model", InferenceComponentName: "petals" },
      answer: {
        code: "ValidationError",
        message: `Inference Component petals of account ${parentAccount} not found.`,
      },
    },
  ];
  for (const { what, allowed, request, answer } of refusals) {
    it(`refuses ${what}`, async () => {
      const session = await sessionFor(...allowed);

      expect(await refusalOf(invokeEndpoint(aws(), session, { ...request, Body: "{}" }))).to.deep.equal(answer);
      expect(model.received).to.deep.equal([]);
    });
  }

  const pattern = "Member must satisfy regular expression pattern: ^[a-zA-Z0-9](-*[a-zA-Z0-9])*";
  for (const { name, complaints } of [
    { name: "a b/c", complaints: [pattern] },
    { name: "-iris", complaints: [pattern] },
    { name: "i".repeat(64), complaints: ["Member must have length less than or equal to 63"] },
    { name: "i_".repeat(32), complaints: [pattern, "Member must have length less than or equal to 63"] },
  ]) {
    it(`refuses ${name} as an endpoint's name before it asks who calls`, async () => {
      const session = await sessionFor(arn("endpoint", "iris"));

      const given = complaints.map((text) => `Value '${name}' at 'endpointName' failed to satisfy constraint: ${text}`);
      const count = given.length === 1 ? "1 validation error" : "2 validation errors";
      expect(await refusalOf(invokeEndpoint(aws(), session, { EndpointName: name, Body: "{}" }))).to.deep.equal({
        code: "ValidationError",
        message: `${count} detected: ${given.join("; ")}`,
      });
    });
  }

  it("takes the longest attributes, and the variant that there is", async () => {
    const session = await sessionFor(arn("endpoint", "iris"));
    const request = {
      EndpointName: "Iris",
      CustomAttributes: "a".repeat(1024),
      TargetVariant: "AllTraffic",
      Body: "{}",
    };

    expect((await invokeEndpoint(aws(), session, request)).InvokedProductionVariant).to.equal("AllTraffic");
  });

  it("invokes an inference component that is permitted besides its endpoint", async () => {
    const session = await sessionFor(arn("endpoint", "iris"), arn("inference-component", "petals"));

    const request = { EndpointName: "Iris", InferenceComponentName: "petals", Body: "{}" };

    expect((await invokeEndpoint(aws(), session, request)).$metadata.httpStatusCode).to.equal(200);
  });

  it("looks for the endpoint in the caller's own account", async () => {
    const stranger = await putRole(aws(), childAccount, "Invoker");
    await allow(aws(), stranger, { Action: "sagemaker:InvokeEndpoint", Resource: "*" });
    const session = aws().sessions.open(stranger, "calling", 3600);

    expect(await refusalOf(invokeEndpoint(aws(), session, { EndpointName: "Iris", Body: "{}" }))).to.deep.equal({
      code: "ValidationError",
      message: `Endpoint Iris of account ${childAccount} not found.`,
    });
  });

  it("takes a payload of 6,291,456 bytes and refuses one byte more", async () => {
    const session = await sessionFor(arn("endpoint", "iris"));
    const send = (bytes: number) =>
      invokeEndpoint(aws(), session, { EndpointName: "Iris", Body: Buffer.alloc(bytes, "a") });

    await send(6_291_456);
    expect(model.received[0]?.body.length).to.equal(6_291_456);
    expect(await refusalOf(send(6_291_457))).to.deep.equal({
      code: "ValidationError",
      message: "Request body of 6291457 bytes exceeds 6291456 bytes",
    });
    expect(model.received).to.have.length(1);
  });

  for (const { status, side } of [
    { status: 400, side: "client" },
    { status: 500, side: "server" },
  ]) {
    it(`answers a model's ${status} as a ModelError of the ${side} with the model's own words`, async () => {
      model.answer = { status, body: '{"error":"no flower"}' };
      const session = await sessionFor(arn("endpoint", "iris"));

      const error = await failure(invokeEndpoint(aws(), session, { EndpointName: "Iris", Body: "{}" }));

      expect(error).to.be.instanceOf(ModelError);
      expect(error.message).to.equal(
        `Received ${side} error (${status}) from primary with message "{"error":"no flower"}". See https://eu-west-1.console.aws.amazon.com/cloudwatch/home?region=eu-west-1#logEventViewer:group=/aws/sagemaker/Endpoints/Iris in account ${parentAccount} for more information.`,
      );
      expect(error).to.include({ OriginalStatusCode: status, OriginalMessage: '{"error":"no flower"}' });
      expect(error).to.have.nested.property("$metadata.httpStatusCode", 424);
    });
  }

  it("answers with a ModelError when no model listens", async () => {
    const session = await sessionFor(arn("endpoint", "iris"));
    await model.close();

    const error = await failure(invokeEndpoint(aws(), session, { EndpointName: "Iris", Body: "{}" }));

    expect(error).to.be.instanceOf(ModelError);
    expect(error.message).to.match(/^Received server error \(0\) from primary with message "Your invocation timed out/);
  });

  it("answers with a ModelError when the model's connection breaks in the middle of its answer", async () => {
    model.answer = { headers: { "content-length": "1000" }, body: "half of it", breaks: true };
    const session = await sessionFor(arn("endpoint", "iris"));

    const error = await failure(invokeEndpoint(aws(), session, { EndpointName: "Iris", Body: "{}" }));

    expect(error).to.be.instanceOf(ModelError);
    expect(error).to.include({ OriginalStatusCode: 0 });
  });
});
