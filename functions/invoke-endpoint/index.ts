import { Logger } from "@aws-lambda-powertools/logger";
import { parentRuntime } from "../lib/parent-runtime";
import { createHandler } from "./handler";

/** Milliseconds: SageMaker gives a model 60 seconds, and its answer needs time to travel. */
const modelTimeout = 70_000;

/** Lambda's entry point. */
export const handler = createHandler({
  defaultEndpoint: process.env.DEFAULT_ENDPOINT,
  logger: new Logger({ serviceName: "invoke-endpoint" }),
  runtime: parentRuntime(modelTimeout),
});
