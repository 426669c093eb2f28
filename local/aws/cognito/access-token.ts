import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import type { Resource, World } from "../core/world";
import { type UserPool, userPool } from "./kinds";
import type { Tokens } from "./tokens";

const claimsSchema = v.object({
  iss: v.string(),
  token_use: v.literal("access"),
  origin_jti: v.string(),
  sub: v.string(),
  username: v.string(),
  exp: v.number(),
});

/** The user and the sign-in of an access token. */
export interface TokenOwner {
  readonly pool: Resource<UserPool>;
  readonly username: string;
  readonly sub: string;
  readonly originId: string;
}

function claimsOf(token: string): v.InferOutput<typeof claimsSchema> | undefined {
  try {
    const [, claims = ""] = token.split(".");
    return v.parse(claimsSchema, JSON.parse(Buffer.from(claims, "base64url").toString("utf8")));
  } catch {
    return undefined;
  }
}

/** The refusal that Cognito uses for most forbidden calls. */
export function notAuthorizedException(message: string): AwsError {
  return new AwsError("NotAuthorizedException", message);
}

/**
 * Reads an access token of one of a region's pools.
 *
 * @throws AwsError NotAuthorizedException, in Cognito's words as users report them.
 */
export function readAccessToken(world: World, tokens: Tokens, region: string, token: string): TokenOwner {
  const claims = claimsOf(token);
  const pool = world
    .all(userPool)
    .find((other) => other.region === region && claims?.iss === `https://${other.state.endpoint}`);
  if (claims === undefined || pool === undefined) {
    throw notAuthorizedException("Invalid Access Token");
  }
  if (!tokens.isSigned(pool, token)) {
    throw notAuthorizedException("Could not verify signature for Access Token");
  }
  if (claims.exp * 1000 <= world.clock.now().getTime()) {
    throw notAuthorizedException("Access Token has expired");
  }
  return { pool, username: claims.username, sub: claims.sub, originId: claims.origin_jti };
}
