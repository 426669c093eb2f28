import { Logger } from "@aws-lambda-powertools/logger";
import { parentRuntime } from "../lib/parent-runtime";
import { createStreamHandler } from "./handler";

/** Milliseconds that a model may send nothing, before its first byte and between two parts. */
const idle = 60_000;

/**
 * Most bytes of an answer: "200 MB", in its smaller reading, so that a longer one ends with the function's own error.
 * Source: Lambda Developer Guide, "Response streaming for Lambda functions" and "Lambda quotas".
 */
const limit = 200_000_000;

/** Lambda's entry point. */
export const handler = awslambda.streamifyResponse(
  createStreamHandler({
    defaultEndpoint: process.env.DEFAULT_ENDPOINT,
    idle,
    limit,
    logger: new Logger({ serviceName: "invoke-endpoint-stream" }),
    runtime: parentRuntime(),
  }),
);
