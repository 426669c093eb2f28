import { Logger } from "@aws-lambda-powertools/logger";
import { expect } from "chai";
import { assumedRole } from "../../../functions/lib/assumed-role";
import { assumeRoleAnswer, modelAnswer, runtimeError, stsError } from "../support/aws-answers";
import { runtimeAt, stsAt } from "../support/clients";
import { context, handlerOver } from "../support/lambda";
import { linesOf } from "../support/log-lines";
import type { Script } from "../support/scripted-server";
import { serverWithoutWaits } from "../support/server-without-waits";

const secrets = ["patient-4711", "ASIAHIDDEN", "hidden-key", "hidden-token", "hidden-id", "model-says-4711"];
const event = { body: { name: "patient-4711" }, customAttributes: "patient-4711" };
const role = { roleArn: "arn:aws:iam::111111111111:role/Parent", externalId: "hidden-id", sessionName: "function" };

const facts = {
  service: "invoke-endpoint",
  function_name: "invoke-endpoint-lob-a",
  function_arn: "arn:aws:lambda:eu-west-1:222222222222:function:invoke-endpoint-lob-a",
  function_memory_size: "256",
  function_request_id: "request-1",
};
const called = { endpointName: "iris", bodyBytes: 23 };

/** AWS's answer, and what the line must contain. */
const cases: readonly { title: string; script: Script; event?: unknown; line: object }[] = [
  {
    title: "a call that the model answered",
    script: () => modelAnswer('"model-says-4711"'),
    line: { level: "INFO", message: "invoked", ...called, statusCode: 200, attempts: 1 },
  },
  {
    title: "a call that was answered at the second attempt",
    script: ({ path }, number) =>
      path === "/" || number > 2 ? modelAnswer("{}") : runtimeError(503, "ServiceUnavailable", "later"),
    line: { level: "INFO", message: "invoked", ...called, statusCode: 200, attempts: 2 },
  },
  {
    title: "a model's error, without the model's words",
    script: () => runtimeError(424, "ModelError", "model-says-4711", { OriginalMessage: "model-says-4711" }),
    line: {
      level: "WARN",
      message: "refused",
      ...called,
      statusCode: 424,
      code: "ModelError",
      errorName: "ModelError",
    },
  },
  {
    title: "a refusal, with AWS's words",
    script: () => runtimeError(403, "AccessDeniedException", "User is not authorized"),
    line: {
      level: "WARN",
      message: "refused",
      ...called,
      statusCode: 403,
      code: "AccessDenied",
      errorName: "AccessDeniedException",
      errorMessage: "User is not authorized",
    },
  },
  {
    title: "AWS's failure as an error",
    script: () => runtimeError(500, "InternalFailure", "oops"),
    line: {
      level: "ERROR",
      message: "refused",
      ...called,
      statusCode: 503,
      code: "ServiceUnavailable",
      errorName: "InternalFailure",
      errorMessage: "oops",
    },
  },
  {
    title: "an answer that can't be passed on, without its text",
    script: () => modelAnswer("model-says-4711".repeat(500_000)),
    line: { level: "ERROR", message: "refused", ...called, statusCode: 502, code: "ModelResponseTooLarge" },
  },
  {
    title: "a bad request, without what it holds",
    script: () => modelAnswer("{}"),
    event: { body: "patient-4711", endpointName: "patient-4711/" },
    line: { level: "WARN", message: "refused", statusCode: 400, code: "BadRequest" },
  },
  {
    title: "an event that is no request",
    script: () => modelAnswer("{}"),
    event: "patient-4711",
    line: { level: "WARN", message: "refused", statusCode: 400, code: "BadRequest" },
  },
];

/** A log line without what differs from run to run. */
function stable(line: string): object {
  const { timestamp, cold_start, sampling_rate, durationMilliseconds, ...rest } = JSON.parse(line);
  expect([typeof timestamp, typeof durationMilliseconds]).to.deep.equal(["string", "number"]);
  return rest;
}

describe("functions/invoke-endpoint/handler, its log", () => {
  const server = serverWithoutWaits();

  const session = () =>
    assumeRoleAnswer({
      AccessKeyId: "ASIAHIDDEN",
      SecretAccessKey: "hidden-key",
      SessionToken: "hidden-token",
      Expiration: "2100-01-01T00:00:00Z",
    });
  const linesOfCall = (sent: unknown) => {
    const client = runtimeAt(server().url, { credentials: assumedRole(stsAt(server().url), role) });
    const handler = handlerOver(client, new Logger({ serviceName: "invoke-endpoint" }));
    return linesOf(() => handler(sent, context()));
  };

  for (const { title, script, line, event: sent = event } of cases) {
    it(`logs in one line of JSON what became of ${title}`, async () => {
      server().follow((request, number) => (request.path === "/" ? session() : script(request, number)));
      const lines = await linesOfCall(sent);
      expect(lines.map(stable)).to.deep.equal([{ ...line, ...facts }]);
      expect(secrets.filter((secret) => lines.join().includes(secret))).to.deep.equal([]);
    });
  }

  it("reports how long a call took, not when it ended", async () => {
    server().follow(({ path }) => (path === "/" ? session() : modelAnswer("{}")));
    const begun = performance.now();
    const [line = ""] = await linesOfCall(event);
    expect(JSON.parse(line).durationMilliseconds).to.be.within(0, Math.ceil(performance.now() - begun));
  });

  it("keeps a model's message out of the log where the SDK can't read them", async () => {
    server().follow(({ path }) => (path === "/" ? session() : new Response("patient-4711", { status: 424 })));
    const lines = await linesOfCall(event);
    expect(lines).to.have.length(1);
    expect(lines.join()).not.to.include("patient-4711");
  });

  it("logs in one line of JSON that STS gave no credentials, as an error", async () => {
    server().follow(() => assumeRoleAnswer({}));
    const lines = await linesOfCall(event);
    expect(lines.map(stable)).to.deep.equal([
      {
        level: "ERROR",
        message: "refused",
        ...facts,
        ...called,
        statusCode: 500,
        code: "InternalError",
        errorName: "Error",
        errorMessage: "STS answered AssumeRole without credentials",
      },
    ]);
  });

  it("logs in one line of JSON that the role may not be assumed", async () => {
    server().follow(() => stsError(403, "AccessDenied", "User is not authorized to perform: sts:AssumeRole"));
    const lines = await linesOfCall(event);
    expect(lines.map(stable)).to.deep.equal([
      {
        level: "WARN",
        message: "refused",
        ...facts,
        ...called,
        statusCode: 403,
        code: "AccessDenied",
        errorName: "AccessDenied",
        errorMessage: "User is not authorized to perform: sts:AssumeRole",
      },
    ]);
    expect(secrets.filter((secret) => lines.join().includes(secret))).to.deep.equal([]);
  });
});
