import { Logger } from "@aws-lambda-powertools/logger";
import { required } from "../lib/environment";
import { accessTokenCheck } from "./access-token";
import { createHandler } from "./handler";
import { KeyFetcher } from "./keys";

/** Lambda's entry point. The check is outside the handler, so that a warm call fetches no keys. */
export const handler = createHandler({
  logger: new Logger({ serviceName: "studio-authorizer" }),
  check: accessTokenCheck(
    {
      userPoolId: required(process.env, "USER_POOL_ID"),
      clientId: required(process.env, "USER_POOL_CLIENT_ID"),
      // As for the SDK's clients: a replaced endpoint of AWS has the keys as well.
      keysBelow: process.env.AWS_ENDPOINT_URL,
    },
    new KeyFetcher(),
  ),
});
