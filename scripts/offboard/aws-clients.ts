import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { STSClient } from "@aws-sdk/client-sts";
import { clientCredentials } from "../support/credentials";
import type { Surroundings } from "./surroundings";

/** Clients of AWS in a hub's region. */
export const directoryClients: Surroundings["directory"] = ({ config: { region } }, source) => {
  // Cognito throttles administrators early; a run may be slow, but must not fail because of that.
  const settings = { region, maxAttempts: 10, retryMode: "adaptive", ...clientCredentials(source) };
  return {
    cognito: new CognitoIdentityProviderClient(settings),
    dynamodb: new DynamoDBClient(settings),
    sts: new STSClient(settings),
  };
};
