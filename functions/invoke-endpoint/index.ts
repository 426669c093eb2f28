import { Logger } from "@aws-lambda-powertools/logger";
import { SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { STSClient } from "@aws-sdk/client-sts";
import { assumedRole } from "../lib/assumed-role";
import { required } from "../lib/environment";
import { RestrainedRetryStrategy } from "../lib/retry-strategy";
import { RoleClient } from "../lib/role-client";
import { createHandler } from "./handler";

const connectionTimeout = 3000;

/** Milliseconds: SageMaker gives a model 60 seconds, and its answer needs time to travel. */
const modelTimeout = 70_000;

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
export const handler = createHandler({
  defaultEndpoint: process.env.DEFAULT_ENDPOINT,
  logger: new Logger({ serviceName: "invoke-endpoint" }),
  runtime: new RoleClient(
    () =>
      new SageMakerRuntimeClient({
        region,
        credentials: assumedRole(sts, role),
        retryStrategy: new RestrainedRetryStrategy(),
        requestHandler: { connectionTimeout, requestTimeout: modelTimeout, throwOnRequestTimeout: true },
      }),
  ),
});
