import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { STSClient } from "@aws-sdk/client-sts";
import { clientCredentials } from "../support/credentials";
import type { Surroundings } from "./command";

/** Clients of AWS in the shared stack's region. */
export const awsClients: Surroundings["clients"] = (region, source) => {
  // Cognito throttles administrators early; a run may be slow, but must not fail because of that.
  const config = { region, maxAttempts: 10, retryMode: "adaptive", ...clientCredentials(source) };
  return {
    cognito: new CognitoIdentityProviderClient(config),
    dynamodb: new DynamoDBClient(config),
    sts: new STSClient(config),
  };
};
