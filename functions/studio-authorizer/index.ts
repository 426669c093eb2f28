import { Logger } from "@aws-lambda-powertools/logger";
import { required } from "../lib/environment";
import { accessTokenCheck, askedTokenCheck } from "./access-token";
import { askCognito } from "./ask-cognito";
import { createHandler } from "./handler";
import { KeyFetcher } from "./keys";

const pool = {
  userPoolId: required(process.env, "USER_POOL_ID"),
  clientId: required(process.env, "USER_POOL_CLIENT_ID"),
  // As for the SDK's clients: a replaced endpoint of AWS has Cognito as well.
  cognito: process.env.AWS_ENDPOINT_URL,
};

/** Lambda's entry point. The check is outside the handler, so that a warm call fetches no keys. */
export const handler = createHandler({
  logger: new Logger({ serviceName: "studio-authorizer" }),
  check:
    process.env.ASKS_COGNITO === "true"
      ? askedTokenCheck(pool, askCognito())
      : accessTokenCheck(pool, new KeyFetcher()),
});
