import type { Logger } from "@aws-lambda-powertools/logger";
import type { Context } from "aws-lambda";
import { withinTime } from "../lib/deadline";
import { type Answer, errorAnswer, type Failure } from "../lib/error-answer";
import { errorFacts } from "../lib/sdk-error";
import { failureOf } from "./failure";
import { presignedUrl, type Studio } from "./presign";
import { readRequest, type StudioRequest } from "./request";

/** What the handler works with. */
export interface Dependencies extends Studio {
  readonly logger: Logger;
}

/** Milliseconds reserved of Lambda's time, so that a time-out is answered and logged instead of cut off. */
const answeringTime = 1000;

/** Milliseconds; API Gateway gives up after 29 seconds. Source: API Gateway Developer Guide, "Quotas". */
const longestWork = 25_000;

/** No answer of this function may be cached: a URL lets its holder in. */
const neverStored = { "cache-control": "no-store" };

/** Sends a browser to Studio. */
function redirect(url: string): Answer {
  return { statusCode: 302, headers: { ...neverStored, location: url }, body: "" };
}

/** Hands the URL to a program. */
function urlAnswer(url: string, expiresInSeconds: number): Answer {
  return {
    statusCode: 200,
    headers: { ...neverStored, "content-type": "application/json" },
    body: JSON.stringify({ url, expiresInSeconds }),
  };
}

/** Answers a failure as `{ "error": { "code", "message", "requestId" } }`. */
function refusal(failure: Failure, requestId: string): Answer {
  const answer = errorAnswer(failure, requestId);
  return { ...answer, headers: { ...answer.headers, ...neverStored } };
}

type Outcome = { readonly answer: Answer } | { readonly failure: Failure; readonly error?: unknown };

async function open(dependencies: Dependencies, request: StudioRequest, context: Context): Promise<Outcome> {
  const milliseconds = Math.min(longestWork, context.getRemainingTimeInMillis() - answeringTime);
  try {
    const url = await withinTime(milliseconds, (signal) => presignedUrl(dependencies, request, signal));
    return { answer: request.wantsJson ? urlAnswer(url, dependencies.lifetimes.urlSeconds) : redirect(url) };
  } catch (error) {
    return { failure: failureOf(error), error };
  }
}

/**
 * Makes the handler of `studio-presigned-url`, behind `GET /{userId}` of a REST API: answers with a redirect to the
 * user's Studio, or, where JSON is asked for, 200 with `{ url, expiresInSeconds }`. The user comes only from the
 * authorizer. Every refusal is an answer with `{ "error": { "code", "message", "requestId" } }`; nothing that a caller
 * sends makes it throw. No answer may be stored. URLs, credentials and what the caller asked for are never logged.
 */
export function createHandler(dependencies: Dependencies): (event: unknown, context: Context) => Promise<Answer> {
  const { logger } = dependencies;
  return async (event, context) => {
    logger.addContext(context);
    const started = performance.now();
    const request = readRequest(event);
    const outcome: Outcome =
      "statusCode" in request ? { failure: request } : await open(dependencies, request, context);
    const facts = {
      ...("userId" in request && { userId: request.userId }),
      durationMilliseconds: Math.round(performance.now() - started),
    };
    if ("answer" in outcome) {
      logger.info("presigned", { ...facts, statusCode: outcome.answer.statusCode });
      return outcome.answer;
    }
    const { failure, error } = outcome;
    const level = failure.statusCode >= 500 ? "error" : "warn";
    logger[level]("refused", { ...facts, statusCode: failure.statusCode, code: failure.code, ...errorFacts(error) });
    return refusal(failure, context.awsRequestId);
  };
}
