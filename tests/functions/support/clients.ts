import { SageMakerRuntimeClient, type SageMakerRuntimeClientConfig } from "@aws-sdk/client-sagemaker-runtime";
import { STSClient } from "@aws-sdk/client-sts";
import { RestrainedRetryStrategy } from "../../../functions/lib/retry-strategy";

// The SDK warns of Node.js 20 on stderr, where these tests read log lines.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const region = "eu-west-1";
const credentials = { accessKeyId: "AKIASTATIC", secretAccessKey: "static-secret", sessionToken: "static-token" };

/** SageMaker Runtime's client as the function makes it, pointed at a server. */
export function runtimeAt(endpoint: string, config: SageMakerRuntimeClientConfig = {}): SageMakerRuntimeClient {
  return new SageMakerRuntimeClient({
    region,
    endpoint,
    credentials,
    retryStrategy: new RestrainedRetryStrategy(),
    ...config,
  });
}

/** STS's client as the function makes it, pointed at a server. */
export function stsAt(endpoint: string): STSClient {
  return new STSClient({ region, endpoint, credentials, retryStrategy: new RestrainedRetryStrategy() });
}

/** Takes the waits out of the SDK's retries, which draw them from Math.random; gives what puts them back. */
export function withoutWaits(): () => void {
  const { random } = Math;
  Math.random = () => 0;
  return () => {
    Math.random = random;
  };
}
