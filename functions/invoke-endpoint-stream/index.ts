import { Logger } from "@aws-lambda-powertools/logger";
import { SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { STSClient } from "@aws-sdk/client-sts";
import { assumedRole } from "../lib/assumed-role";
import { required } from "../lib/environment";
import { RestrainedRetryStrategy } from "../lib/retry-strategy";
import { RoleClient } from "../lib/role-client";
import { createStreamHandler } from "./handler";

const connectionTimeout = 3000;

/** Milliseconds that a model may send nothing, before its first byte and between two parts. */
const idle = 60_000;

/**
 * Most bytes of an answer: "200 MB", in its smaller reading, so that a longer one ends with the function's own error.
 * Source: Lambda Developer Guide, "Response streaming for Lambda functions" and "Lambda quotas".
 */
const limit = 200_000_000;

const sts = new STSClient({
  retryStrategy: new RestrainedRetryStrategy(),
  requestHandler: { connectionTimeout, requestTimeout: 5000, throwOnRequestTimeout: true },
});

const role = {
  roleArn: required(process.env, "ROLE_ARN"),
  externalId: required(process.env, "EXTERNAL_ID"),
  sessionName: required(process.env, "AWS_LAMBDA_FUNCTION_NAME"),
};
const region = required(process.env, "ENDPOINT_REGION");

/** Lambda's entry point. Clients are outside the handler, so that a warm call makes one call to AWS. */
export const handler = awslambda.streamifyResponse(
  createStreamHandler({
    defaultEndpoint: process.env.DEFAULT_ENDPOINT,
    idle,
    limit,
    logger: new Logger({ serviceName: "invoke-endpoint-stream" }),
    runtime: new RoleClient(
      () =>
        new SageMakerRuntimeClient({
          region,
          credentials: assumedRole(sts, role),
          retryStrategy: new RestrainedRetryStrategy(),
          requestHandler: { connectionTimeout },
        }),
    ),
  }),
);
