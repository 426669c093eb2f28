import type { Logger } from "@aws-lambda-powertools/logger";
import type { Context } from "aws-lambda";
import * as v from "valibot";
import { errorFacts } from "../lib/sdk-error";
import type { BadToken, Verdict } from "./access-token";
import { bearerToken, type NoToken } from "./bearer-token";
import { allowOwnPath, type StudioAuthorization } from "./own-path";

/** What the handler works with. */
export interface Dependencies {
  /** Returns whose a token is; throws if it can't find out. */
  readonly check: (token: string) => Promise<Verdict>;
  readonly logger: Logger;
}

type Outcome = { readonly authorization: StudioAuthorization } | { readonly reason: NoToken | BadToken };

const schema = v.object({
  methodArn: v.string(),
  headers: v.optional(v.unknown()),
  multiValueHeaders: v.optional(v.unknown()),
});

async function authorize({ check }: Dependencies, event: unknown): Promise<Outcome> {
  const { methodArn, ...headers } = v.parse(schema, event);
  const bearer = bearerToken(headers);
  if ("reason" in bearer) {
    return bearer;
  }
  const verdict = await check(bearer.token);
  return "reason" in verdict ? verdict : { authorization: allowOwnPath(methodArn, verdict.userId) };
}

/**
 * Makes the handler of `studio-authorizer`, a REQUEST authorizer: allows the user of a valid access token to GET their
 * own path, with `{ userId }` as context. The log has a code for why a token was refused; it never contains a token.
 *
 * Source: API Gateway Developer Guide, "Use API Gateway Lambda authorizers", for the message that is answered with 401.
 *
 * @returns a handler that throws Error("Unauthorized") without a valid token, which API Gateway answers with 401, and
 * another Error, without details, if the check fails, which API Gateway answers with 500.
 */
export function createHandler(
  dependencies: Dependencies,
): (event: unknown, context: Context) => Promise<StudioAuthorization> {
  const { logger } = dependencies;
  return async (event, context) => {
    logger.addContext(context);
    const started = performance.now();
    const facts = () => ({ durationMilliseconds: Math.round(performance.now() - started) });
    const outcome = await authorize(dependencies, event).catch((error: unknown) => {
      logger.error("failed", { ...facts(), ...errorFacts(error) });
      throw new Error("the authorizer failed: its log names the request");
    });
    if ("reason" in outcome) {
      logger.warn("refused", { ...facts(), reason: outcome.reason });
      throw new Error("Unauthorized");
    }
    logger.info("allowed", { ...facts(), userId: outcome.authorization.principalId });
    return outcome.authorization;
  };
}
