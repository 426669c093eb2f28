import { type Answer, errorAnswer, type Failure } from "../lib/error-answer";

/** No answer of this function may be cached: a URL lets its holder in. */
const neverStored = { "cache-control": "no-store" };

/** Sends a browser to Studio. */
export function redirect(url: string): Answer {
  return { statusCode: 302, headers: { ...neverStored, location: url }, body: "" };
}

/** Hands the URL to a program. */
export function urlAnswer(url: string, expiresInSeconds: number): Answer {
  return {
    statusCode: 200,
    headers: { ...neverStored, "content-type": "application/json" },
    body: JSON.stringify({ url, expiresInSeconds }),
  };
}

/** Answers a failure as `{ "error": { "code", "message", "requestId" } }`. */
export function refusal(failure: Failure, requestId: string): Answer {
  const answer = errorAnswer(failure, requestId);
  return { ...answer, headers: { ...answer.headers, ...neverStored } };
}
