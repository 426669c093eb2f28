import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { STSClient } from "@aws-sdk/client-sts";
import type { Surroundings } from "./command";

/** Clients of AWS with ambient credentials. */
export const awsClients: Surroundings["clients"] = (region) => {
  // Cognito throttles administrators early; a run may be slow, but must not end for that.
  const config = { region, maxAttempts: 10, retryMode: "adaptive" };
  return {
    cognito: new CognitoIdentityProviderClient(config),
    dynamodb: new DynamoDBClient(config),
    sts: new STSClient(config),
  };
};
