import { expect } from "chai";
import { runtimeError } from "../support/aws-answers";
import { runtimeAt } from "../support/clients";
import { context } from "../support/lambda";
import { linesOf } from "../support/log-lines";
import type { Script } from "../support/scripted-server";
import { serverWithoutWaits } from "../support/server-without-waits";
import { Caller, streamedAnswer, streamHandlerOver, wholeAnswer } from "../support/streaming";

const secrets = ["patient-4711", "static-secret", "static-token", "model-says-4711"];
const event = { body: { name: "patient-4711" }, customAttributes: "patient-4711" };
const called = { endpointName: "iris", bodyBytes: 23 };

function failing(type: string, before: readonly string[]): Response {
  const answer = streamedAnswer();
  for (const part of before) {
    answer.part(part);
  }
  answer.fail(type, { ErrorCode: "StreamBroken", Message: "model-says-4711" });
  return answer.response;
}

/** AWS's answer, and what the line must contain. */
const cases: readonly { title: string; script: Script; event?: unknown; line: object }[] = [
  {
    title: "an answer that was streamed",
    script: () => wholeAnswer("model-says-4711"),
    line: { level: "INFO", message: "streamed", ...called, statusCode: 200, answerBytes: 141, attempts: 1 },
  },
  {
    title: "a model that breaks off",
    script: () => failing("ModelStreamError", ["model-says-4711"]),
    line: {
      level: "WARN",
      message: "broken off",
      ...called,
      statusCode: 424,
      code: "ModelError",
      answerBytes: 141,
      errorName: "ModelStreamError",
    },
  },
  {
    title: "SageMaker, which breaks off before the first byte",
    script: () => failing("InternalStreamFailure", []),
    line: {
      level: "ERROR",
      message: "refused",
      ...called,
      statusCode: 503,
      code: "ServiceUnavailable",
      errorName: "InternalStreamFailure",
    },
  },
  {
    title: "an error that SageMaker's documents don't name",
    script: () => failing("Surprise", []),
    line: {
      level: "ERROR",
      message: "refused",
      ...called,
      statusCode: 503,
      code: "ServiceUnavailable",
      errorName: "Surprise",
    },
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
    title: "a request that is wrong",
    script: () => wholeAnswer(),
    event: { ...event, targetModel: "patient-4711" },
    line: { level: "WARN", message: "refused", statusCode: 400, code: "BadRequest" },
  },
];

describe("functions/invoke-endpoint-stream's log", () => {
  const server = serverWithoutWaits();

  for (const { title, script, event: sent = event, line } of cases) {
    it(`tells of ${title} in one line, without a byte of it`, async () => {
      server().follow(script);
      const handler = streamHandlerOver(runtimeAt(server().url), { logLevel: "INFO" });
      const lines = await linesOf(() => handler(sent, new Caller(), context()).catch(() => {}));
      expect(secrets.filter((secret) => lines.join().includes(secret))).to.deep.equal([]);
      const told = lines.map((text) => {
        const { timestamp, service, sampling_rate, durationMilliseconds, firstByteMilliseconds, ...facts } =
          JSON.parse(text);
        expect([service, typeof durationMilliseconds]).to.deep.equal(["invoke-endpoint-stream", "number"]);
        expect(typeof firstByteMilliseconds).to.equal("answerBytes" in facts ? "number" : "undefined");
        return Object.fromEntries(
          Object.entries(facts).filter(([name]) => !/^(function_|cold_start|xray_trace_id)/.test(name)),
        );
      });
      expect(told).to.deep.equal([line]);
    });
  }
});
