import { Logger } from "@aws-lambda-powertools/logger";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SageMakerClient } from "@aws-sdk/client-sagemaker";
import { STSClient } from "@aws-sdk/client-sts";
import { assumedRole } from "../lib/assumed-role";
import { required, requiredNumber } from "../lib/environment";
import { Directory } from "./directory";
import { Homes, type SageMaker } from "./domains";
import { createHandler } from "./handler";
import { UserClients } from "./user-clients";

/**
 * Milliseconds and tries of one call. All calls can be repeated: they read, or make a URL that nobody gets if its
 * answer is lost.
 */
const patience = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1500, requestTimeout: 5000, throwOnRequestTimeout: true },
};

const sts = new STSClient(patience);

/** SageMaker's clients share their connections, though never their sessions. */
const { requestHandler } = new SageMakerClient(patience).config;

/** Lambda's entry point. Clients are outside the handler, so that a warm call is one table read and one presign. */
export const handler = createHandler({
  logger: new Logger({ serviceName: "studio-presigned-url" }),
  directory: new Directory(new DynamoDBClient(patience), {
    users: required(process.env, "USERS_TABLE"),
    lobs: required(process.env, "LOBS_TABLE"),
  }),
  homes: new Homes(),
  domainPrefix: process.env.NAME_PREFIX ?? "",
  clients: new UserClients<SageMaker>(
    required(process.env, "ROLE_NAME"),
    (region, role) => new SageMakerClient({ ...patience, region, requestHandler, credentials: assumedRole(sts, role) }),
  ),
  lifetimes: {
    urlSeconds: requiredNumber(process.env, "EXPIRES_IN_SECONDS", 5, 300),
    sessionSeconds: requiredNumber(process.env, "SESSION_SECONDS", 1800, 43_200),
  },
});
