import type { Answer } from "../../../functions/lib/error-answer";
import { context } from "./lambda";
import { linesOf } from "./log-lines";

type Handler = typeof import("../../../functions/studio-presigned-url/index").handler;

/** Starts the function's code again, as Lambda does for a new instance, with the environment as it is now. */
export function coldStart(): Handler {
  const file = require.resolve("../../../functions/studio-presigned-url/index");
  delete require.cache[file];
  const code: { handler: Handler } = require(file);
  return code.handler;
}

/** What a request may hold besides its user. */
export interface Parts {
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>> | null;
  readonly query?: Readonly<Record<string, string>> | null;
}

/** API Gateway's event of a user's request. */
export function visit(userId: string, { path = userId, headers = null, query = null }: Parts = {}): object {
  return {
    resource: "/{userId}",
    path: `/${path}`,
    httpMethod: "GET",
    headers,
    multiValueHeaders: null,
    queryStringParameters: query,
    multiValueQueryStringParameters: null,
    pathParameters: { userId: path },
    stageVariables: null,
    requestContext: { stage: "studio", authorizer: { principalId: userId, userId, integrationLatency: 3 } },
    body: null,
    isBase64Encoded: false,
  };
}

/** Calls an instance, and gives the answer with the log's lines. */
export async function answerAndLines(
  handler: Handler,
  event: unknown,
  remaining?: number,
): Promise<{ answer: Answer | undefined; lines: string[] }> {
  let answer: Answer | undefined;
  const lines = await linesOf(async () => {
    answer = await handler(event, context(remaining));
  });
  return { answer, lines };
}

/** Calls an instance, and returns only the answer. */
export async function answerOf(handler: Handler, event: unknown, remaining?: number): Promise<Answer | undefined> {
  return (await answerAndLines(handler, event, remaining)).answer;
}

/** The answer that sends a browser to an address. */
export function redirectTo(url: string): Answer {
  return { statusCode: 302, headers: { "cache-control": "no-store", location: url }, body: "" };
}

/** The answer to a refused request, as every caller gets it. */
export function refused(statusCode: number, code: string, message: string): Answer {
  return {
    statusCode,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify({ error: { code, message, requestId: "request-1" } }),
  };
}
