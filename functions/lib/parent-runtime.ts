import { SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { STSClient } from "@aws-sdk/client-sts";
import { assumedRole } from "./assumed-role";
import { required } from "./environment";
import { RestrainedRetryStrategy } from "./retry-strategy";
import { RoleClient } from "./role-client";

const connectionTimeout = 3000;

/**
 * SageMaker's runtime under the parent's role, both as the function's environment names them. Made outside the handler,
 * so that a warm call makes one call to AWS.
 *
 * @param requestTimeout milliseconds for a call's whole answer. Default: none.
 * @throws Error that names a variable which isn't set.
 */
export function parentRuntime(requestTimeout?: number): RoleClient<SageMakerRuntimeClient> {
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
  const answering = requestTimeout === undefined ? {} : { requestTimeout, throwOnRequestTimeout: true };
  return new RoleClient(
    () =>
      new SageMakerRuntimeClient({
        region,
        credentials: assumedRole(sts, role),
        retryStrategy: new RestrainedRetryStrategy(),
        requestHandler: { connectionTimeout, ...answering },
      }),
  );
}
