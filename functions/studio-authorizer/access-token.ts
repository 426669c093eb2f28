import { validateCognitoJwtFields } from "aws-jwt-verify/cognito-verifier";
import {
  CognitoJwtInvalidClientIdError,
  CognitoJwtInvalidTokenUseError,
  JwtExpiredError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureAlgorithmError,
  JwtInvalidSignatureError,
  JwtNotBeforeError,
  JwtParseError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  ParameterValidationError,
  WaitPeriodNotYetEndedJwkError,
} from "aws-jwt-verify/error";
import type { Fetcher } from "aws-jwt-verify/https";
import { SimpleJwksCache } from "aws-jwt-verify/jwk";
import { JwtVerifier } from "aws-jwt-verify/jwt-verifier";
import { isUserName } from "../lib/user-name";

/** The pool and the client whose tokens are accepted, and where the pool's keys are. */
export interface Pool {
  /** The pool's id, such as `eu-west-1_abc123`. */
  readonly userPoolId: string;
  readonly clientId: string;
  /** Address that stands before `/<pool id>/.well-known/jwks.json`. Default: the issuer's own. */
  readonly keysBelow?: string | undefined;
}

/** Why a token isn't accepted, as a code for the log. */
const reasons = [
  [JwtParseError, "Malformed"],
  [JwtInvalidIssuerError, "OtherIssuer"],
  [JwtWithoutValidKidError, "NoKeyId"],
  [KidNotFoundInJwksError, "UnknownKey"],
  [WaitPeriodNotYetEndedJwkError, "UnknownKey"],
  [JwtInvalidSignatureAlgorithmError, "OtherAlgorithm"],
  [JwtInvalidSignatureError, "BadSignature"],
  [JwtExpiredError, "Expired"],
  [JwtNotBeforeError, "NotYetValid"],
  [CognitoJwtInvalidTokenUseError, "NotAccessToken"],
  [CognitoJwtInvalidClientIdError, "OtherClient"],
] as const;

export type BadToken = (typeof reasons)[number][1] | "NoUserName";

/** The result of a check: the token's user, or the reason of a refusal. */
export type Verdict = { readonly userId: string } | { readonly reason: BadToken };

function issuerOf(userPoolId: string): string {
  const region = /^([a-z]{2}(?:-[a-z]+)+-\d)_[A-Za-z0-9]+$/.exec(userPoolId)?.[1];
  if (region === undefined) {
    throw new ParameterValidationError(`"${userPoolId}" is not a user pool id: give <region>_<id>`);
  }
  return `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`;
}

/** Whether a token's signature is encoded in the one way that RFC 7515 allows: decoders ignore its last bits. */
function isCanonical(token: string): boolean {
  const signature = token.slice(token.lastIndexOf(".") + 1);
  return Buffer.from(signature, "base64url").toString("base64url") === signature;
}

/**
 * Makes the check of access tokens: signature by one of the pool's keys, issuer, expiry, `token_use`, `client_id`, and
 * a user name that can stand in an ARN. The keys are fetched once, and again for a token with an unknown key, at most
 * every ten seconds.
 *
 * The library's verifier for Cognito also accepts tokens of a second issuer, whose keys are at an address that anybody
 * could make this function call; so its general one is used, with the one issuer.
 *
 * Source: Amazon Cognito Developer Guide, "Verifying JSON web tokens".
 *
 * @returns a function that throws when the keys can't be fetched or read.
 * @throws ParameterValidationError, for an id that isn't a pool's.
 */
export function accessTokenCheck(pool: Pool, fetcher: Fetcher): (token: string) => Promise<Verdict> {
  const issuer = issuerOf(pool.userPoolId);
  const keysBelow = pool.keysBelow ?? new URL(issuer).origin;
  const verifier = JwtVerifier.create(
    {
      issuer,
      audience: null,
      jwksUri: `${keysBelow.replace(/\/+$/, "")}/${pool.userPoolId}/.well-known/jwks.json`,
      customJwtCheck: ({ payload }) => {
        if (payload.exp === undefined) {
          // The library treats a token without an expiry as one that never expires.
          throw new JwtParseError("the token has no expiry");
        }
        validateCognitoJwtFields(payload, { tokenUse: "access", clientId: pool.clientId });
      },
    },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  );
  return async (token) => {
    if (!isCanonical(token)) {
      return { reason: "Malformed" };
    }
    try {
      const { username } = await verifier.verify(token);
      return isUserName(username) ? { userId: username } : { reason: "NoUserName" };
    } catch (error) {
      const reason = reasons.find(([type]) => error instanceof type)?.[1];
      if (reason === undefined) {
        throw error;
      }
      return { reason };
    }
  };
}
