import { InvokeEndpointCommand } from "@aws-sdk/client-sagemaker-runtime";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { RestrainedRetryStrategy } from "../../../functions/lib/retry-strategy";
import { modelAnswer, runtimeError, stsError } from "../support/aws-answers";
import { runtimeAt, stsAt } from "../support/clients";
import { type Script, silence } from "../support/scripted-server";
import { serverWithoutWaits } from "../support/server-without-waits";

const command = new InvokeEndpointCommand({ EndpointName: "iris", Body: Buffer.from("{}") });

const cases: readonly { title: string; calls: number; error: string; script: Script }[] = [
  {
    title: "a model that isn't ready",
    calls: 3,
    error: "ModelNotReadyException",
    script: () => runtimeError(429, "ModelNotReadyException", "loading"),
  },
  {
    title: "throttling by name",
    calls: 3,
    error: "ThrottlingException",
    script: () => runtimeError(400, "ThrottlingException", "slow down"),
  },
  {
    title: "throttling by status",
    calls: 3,
    error: "Busy",
    script: () => runtimeError(429, "Busy", "slow down"),
  },
  {
    title: "503",
    calls: 3,
    error: "ServiceUnavailable",
    script: () => runtimeError(503, "ServiceUnavailable", "later"),
  },
  {
    title: "a model's error",
    calls: 1,
    error: "ModelError",
    script: () => runtimeError(424, "ModelError", "boom", { OriginalStatusCode: 503 }),
  },
  {
    title: "a bad request",
    calls: 1,
    error: "ValidationError",
    script: () => runtimeError(400, "ValidationError", "no"),
  },
  {
    title: "a refusal",
    calls: 1,
    error: "AccessDeniedException",
    script: () => runtimeError(403, "AccessDeniedException", "not authorized"),
  },
  { title: "500", calls: 1, error: "InternalFailure", script: () => runtimeError(500, "InternalFailure", "oops") },
  { title: "502", calls: 1, error: "BadGateway", script: () => runtimeError(502, "BadGateway", "oops") },
  { title: "504", calls: 1, error: "GatewayTimeout", script: () => runtimeError(504, "GatewayTimeout", "oops") },
  {
    title: "530",
    calls: 1,
    error: "InternalDependencyException",
    script: () => runtimeError(530, "InternalDependencyException", "oops"),
  },
  { title: "a time-out", calls: 1, error: "TimeoutError", script: silence },
  {
    title: "a broken connection",
    calls: 1,
    error: "TimeoutError",
    script: (request) => {
      request.disconnect();
      return silence();
    },
  },
];

describe("functions/lib/retry-strategy", () => {
  const server = serverWithoutWaits();

  for (const { title, calls, error, script } of cases) {
    it(`calls ${calls === 1 ? "once" : "three times at most"} on ${title}`, async () => {
      server().follow(script);
      const client = runtimeAt(server().url, {
        requestHandler: { requestTimeout: title === "a time-out" ? 100 : 10_000, throwOnRequestTimeout: true },
      });
      const thrown = await client.send(command).catch((caught: unknown) => caught);
      client.destroy();
      expect({ thrown: thrown instanceof Error && thrown.name, calls: server().requests.length }).to.deep.equal({
        thrown: error,
        calls,
      });
    });
  }

  it("reports what it doesn't retry", async () => {
    const strategy = new RestrainedRetryStrategy();
    const token = await strategy.acquireInitialRetryToken("scope");
    const thrown = await strategy
      .refreshRetryTokenForRetry(token, { errorType: "CLIENT_ERROR" })
      .catch((caught: unknown) => caught);
    expect(thrown).to.be.an("error").with.property("message", "not retried: CLIENT_ERROR");
  });

  it("stops calling as soon as an attempt is answered", async () => {
    server().follow((_, number) =>
      number < 3 ? runtimeError(503, "ServiceUnavailable", "later") : modelAnswer("[1,2]"),
    );
    const { Body, $metadata } = await runtimeAt(server().url).send(command);
    expect({
      body: Body.transformToString(),
      attempts: $metadata.attempts,
      calls: server().requests.length,
    }).to.deep.equal({
      body: "[1,2]",
      attempts: 3,
      calls: 3,
    });
  });

  it("calls STS three times at most when STS throttles", async () => {
    server().follow(() => stsError(400, "Throttling", "Rate exceeded"));
    const thrown = await stsAt(server().url)
      .send(new GetCallerIdentityCommand({}))
      .catch((caught: unknown) => caught);
    expect({ thrown: thrown instanceof Error && thrown.name, calls: server().requests.length }).to.deep.equal({
      thrown: "Throttling",
      calls: 3,
    });
  });
});
