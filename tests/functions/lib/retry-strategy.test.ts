import { InvokeEndpointCommand } from "@aws-sdk/client-sagemaker-runtime";
import { GetCallerIdentityCommand } from "@aws-sdk/client-sts";
import { expect } from "chai";
import { RestrainedRetryStrategy } from "../../../functions/lib/retry-strategy";
import { modelAnswer, runtimeError, stsError } from "../support/aws-answers";
import { runtimeAt, stsAt } from "../support/clients";
import { type Script, silence } from "../support/scripted-server";
import { serverWithoutWaits } from "../support/server-without-waits";

const command = new InvokeEndpointCommand({ EndpointName: "iris", Body: Buffer.from("{}") });

const cases: ReadonlyArray<readonly [title: string, calls: number, error: string, script: Script]> = [
  [
    "a model that isn't ready",
    3,
    "ModelNotReadyException",
    () => runtimeError(429, "ModelNotReadyException", "loading"),
  ],
  ["throttling by name", 3, "ThrottlingException", () => runtimeError(400, "ThrottlingException", "slow down")],
  ["throttling by status", 3, "Busy", () => runtimeError(429, "Busy", "slow down")],
  ["503", 3, "ServiceUnavailable", () => runtimeError(503, "ServiceUnavailable", "later")],
  ["a model's error", 1, "ModelError", () => runtimeError(424, "ModelError", "boom", { OriginalStatusCode: 503 })],
  ["a bad request", 1, "ValidationError", () => runtimeError(400, "ValidationError", "no")],
  ["a refusal", 1, "AccessDeniedException", () => runtimeError(403, "AccessDeniedException", "not authorized")],
  ["500", 1, "InternalFailure", () => runtimeError(500, "InternalFailure", "oops")],
  ["502", 1, "BadGateway", () => runtimeError(502, "BadGateway", "oops")],
  ["504", 1, "GatewayTimeout", () => runtimeError(504, "GatewayTimeout", "oops")],
  ["530", 1, "InternalDependencyException", () => runtimeError(530, "InternalDependencyException", "oops")],
  ["a time-out", 1, "TimeoutError", silence],
  [
    "a broken connection",
    1,
    "TimeoutError",
    (request) => {
      request.disconnect();
      return silence();
    },
  ],
];

describe("functions/lib/retry-strategy", () => {
  const server = serverWithoutWaits();

  for (const [title, calls, error, script] of cases) {
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
