import {
  InvokeEndpointCommand,
  type InvokeEndpointCommandInput,
  type InvokeEndpointCommandOutput,
  SageMakerRuntimeClient,
} from "@aws-sdk/client-sagemaker-runtime";
import {
  AssumeRoleCommand,
  type AssumeRoleCommandInput,
  type AssumeRoleCommandOutput,
  GetCallerIdentityCommand,
  type GetCallerIdentityCommandOutput,
  STSClient,
} from "@aws-sdk/client-sts";
import type { LocalAws } from "../../../local/aws/local-aws";
import { region } from "./local-aws";

// The SDK warns of Node.js 20, which the tests may run on.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** What a caller signs with. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** Settings of a client that asks a local AWS. */
// Without its expiration, since the SDK would otherwise look at the clock itself.
export function settings({ url }: LocalAws, { accessKeyId, secretAccessKey, sessionToken }: Keys) {
  return { endpoint: url, region, credentials: { accessKeyId, secretAccessKey, sessionToken } };
}

async function withSts<T>(aws: LocalAws, keys: Keys, use: (client: STSClient) => Promise<T>): Promise<T> {
  const client = new STSClient(settings(aws, keys));
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

export function assumeRole(aws: LocalAws, keys: Keys, input: AssumeRoleCommandInput): Promise<AssumeRoleCommandOutput> {
  return withSts(aws, keys, (client) => client.send(new AssumeRoleCommand(input)));
}

export function callerIdentity(aws: LocalAws, keys: Keys): Promise<GetCallerIdentityCommandOutput> {
  return withSts(aws, keys, (client) => client.send(new GetCallerIdentityCommand({})));
}

/** Keys out of an answer of AssumeRole. */
export function keysOf({ Credentials }: AssumeRoleCommandOutput): Keys {
  const { AccessKeyId = "", SecretAccessKey = "", SessionToken = "" } = Credentials ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

export async function invokeEndpoint(
  aws: LocalAws,
  keys: Keys,
  input: InvokeEndpointCommandInput,
): Promise<InvokeEndpointCommandOutput> {
  const client = new SageMakerRuntimeClient({ ...settings(aws, keys), maxAttempts: 1 });
  try {
    return await client.send(new InvokeEndpointCommand(input));
  } finally {
    client.destroy();
  }
}
