import { STSClient } from "@aws-sdk/client-sts";
import { type CredentialSource, clientCredentials } from "../support/credentials";

/** A client that tells whose a stack's credentials are. */
export function stsClient(region: string, source: CredentialSource | undefined): STSClient {
  return new STSClient({ region, maxAttempts: 10, ...clientCredentials(source) });
}
