import type { Logger } from "@aws-lambda-powertools/logger";
import { InvokeEndpointCommand, type SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import type { Context } from "aws-lambda";
import { type Answer, errorAnswer, type Failure } from "../lib/error-answer";
import type { RoleClient } from "../lib/role-client";
import { answerOf } from "./answer";
import { failureOf, loggable } from "./failure";
import { type InvokeInput, readRequest } from "./request";

/** What the handler works with. */
export interface Dependencies {
  /** The endpoint for requests that name none. */
  readonly defaultEndpoint: string | undefined;
  /** The runtime's client under the parent's role. */
  readonly runtime: RoleClient<Pick<SageMakerRuntimeClient, "send">>;
  readonly logger: Logger;
}

/** Milliseconds reserved of Lambda's time, so that a time-out is answered and logged instead of cut off. */
const answeringTime = 1000;

type Outcome =
  | { readonly answer: Answer; readonly attempts?: number | undefined }
  | { readonly failure: Failure; readonly error?: unknown };

async function invoke({ runtime }: Dependencies, input: InvokeInput, context: Context): Promise<Outcome> {
  const abortSignal = AbortSignal.timeout(Math.max(0, context.getRemainingTimeInMillis() - answeringTime));
  try {
    const output = await runtime.call((client) => client.send(new InvokeEndpointCommand(input), { abortSignal }));
    const answer = answerOf(output);
    return "code" in answer ? { failure: answer } : { answer, attempts: output.$metadata.attempts };
  } catch (error) {
    return { failure: failureOf(error), error };
  }
}

/**
 * Makes the handler of `invoke-endpoint`: reads an {@link InvokeRequest}, calls the endpoint, answers
 * `{ statusCode, headers, body, isBase64Encoded? }`. Every refusal is an answer with
 * `{ "error": { "code", "message", "requestId" } }`; nothing that a caller sends makes it throw. Bodies, credentials
 * and tokens are never logged.
 */
export function createHandler(dependencies: Dependencies): (event: unknown, context: Context) => Promise<Answer> {
  const { defaultEndpoint, logger } = dependencies;
  return async (event, context) => {
    logger.addContext(context);
    const started = performance.now();
    const input = readRequest(event, defaultEndpoint);
    const outcome: Outcome = "statusCode" in input ? { failure: input } : await invoke(dependencies, input, context);
    const facts = {
      ...("EndpointName" in input && { endpointName: input.EndpointName, bodyBytes: input.Body.length }),
      durationMilliseconds: Math.round(performance.now() - started),
    };
    if ("answer" in outcome) {
      logger.info("invoked", { ...facts, statusCode: outcome.answer.statusCode, attempts: outcome.attempts ?? 1 });
      return outcome.answer;
    }
    const { failure, error } = outcome;
    const level = failure.statusCode >= 500 ? "error" : "warn";
    logger[level]("refused", { ...facts, statusCode: failure.statusCode, code: failure.code, ...loggable(error) });
    return errorAnswer(failure, context.awsRequestId);
  };
}
