import { Logger } from "@aws-lambda-powertools/logger";
import type { SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import type { Context } from "aws-lambda";
import { createHandler } from "../../../functions/invoke-endpoint/handler";
import type { Answer } from "../../../functions/lib/error-answer";
import { RoleClient } from "../../../functions/lib/role-client";

/** Lambda's context of a call with a number of milliseconds left. */
export function context(remaining = 60_000): Context {
  return {
    awsRequestId: "request-1",
    functionName: "invoke-endpoint-lob-a",
    functionVersion: "$LATEST",
    invokedFunctionArn: "arn:aws:lambda:eu-west-1:222222222222:function:invoke-endpoint-lob-a",
    memoryLimitInMB: "256",
    logGroupName: "/aws/lambda/invoke-endpoint-lob-a",
    logStreamName: "stream",
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => remaining,
    done() {},
    fail() {},
    succeed() {},
  };
}

/** The handler over a client, with `iris` as the endpoint of requests that name none. */
export function handlerOver(
  client: SageMakerRuntimeClient,
  logger = new Logger({ serviceName: "invoke-endpoint", logLevel: "SILENT" }),
): (event: unknown, context: Context) => Promise<Answer> {
  return createHandler({ defaultEndpoint: "iris", runtime: new RoleClient(() => client), logger });
}

/** The answer to a refused call, as every caller gets it. */
export function refusal(statusCode: number, code: string, message: string, details: object = {}): Answer {
  return {
    statusCode,
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ error: { code, message, ...details, requestId: "request-1" } }),
  };
}
