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
import { decomposeUnverifiedJwt, validateJwtFields } from "aws-jwt-verify/jwt";
import type { JwtPayload } from "aws-jwt-verify/jwt-model";
import { JwtVerifier } from "aws-jwt-verify/jwt-verifier";
import { isUserName } from "../lib/user-name";

/** The pool and the client whose tokens are accepted, and where Cognito is. */
export interface Pool {
  /** The pool's id, such as `eu-west-1_abc123`. */
  readonly userPoolId: string;
  readonly clientId: string;
  /** Address of Cognito, which also stands before `/<pool id>/.well-known/jwks.json`. Default: the issuer's own. */
  readonly cognito?: string | undefined;
}

/** Asks Cognito at an address whether a token is genuine; throws where Cognito doesn't say. */
export type Ask = (address: string, token: string) => Promise<boolean>;

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

export type BadToken = (typeof reasons)[number][1] | "NoUserName" | "RefusedByCognito";

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

/** Whose a token is by its own claims; whether they are genuine is for the caller to find out. */
function userOf(payload: JwtPayload): Verdict {
  const { username } = payload;
  return isUserName(username) ? { userId: username } : { reason: "NoUserName" };
}

/**
 * Checks what Cognito's tokens have beside what every token has.
 *
 * @throws JwtParseError for a token without an expiry, which the library treats as one that never expires.
 */
function requireClaims(payload: JwtPayload, { clientId }: Pool): void {
  if (payload.exp === undefined) {
    throw new JwtParseError("the token has no expiry");
  }
  validateCognitoJwtFields(payload, { tokenUse: "access", clientId });
}

/** A check that gives the reason of a refusal in place of the library's error. */
function withReasons(check: (token: string) => Promise<Verdict>): (token: string) => Promise<Verdict> {
  return async (token) => {
    if (!isCanonical(token)) {
      return { reason: "Malformed" };
    }
    try {
      return await check(token);
    } catch (error) {
      const reason = reasons.find(([type]) => error instanceof type)?.[1];
      if (reason === undefined) {
        throw error;
      }
      return { reason };
    }
  };
}

function addressOf({ cognito }: Pool, issuer: string): string {
  return (cognito ?? new URL(issuer).origin).replace(/\/+$/, "");
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
  const verifier = JwtVerifier.create(
    {
      issuer,
      audience: null,
      jwksUri: `${addressOf(pool, issuer)}/${pool.userPoolId}/.well-known/jwks.json`,
      customJwtCheck: ({ payload }) => requireClaims(payload, pool),
    },
    { jwksCache: new SimpleJwksCache({ fetcher }) },
  );
  return withReasons(async (token) => userOf(await verifier.verify(token)));
}

/**
 * Makes the same check for a place that reaches only Cognito's API, such as a VPC with its endpoint: AWS's documents
 * don't tell whether the endpoint serves a pool's keys. Cognito itself then says whether a token is genuine, once its
 * claims are those of an accepted one; it also refuses a token that was revoked, or whose user was deleted or disabled.
 *
 * The claims count only after Cognito's answer, since it takes tokens of each of its pools: only one that the pool of
 * `iss` signed is genuine.
 *
 * Source: Amazon Cognito Developer Guide, "Access Amazon Cognito using an interface endpoint (AWS PrivateLink)", for the
 * API's unauthenticated requests; Amazon Cognito User Pools API, GetUser.
 *
 * @returns a function that throws when Cognito can't be asked.
 * @throws ParameterValidationError, for an id that isn't a pool's.
 */
export function askedTokenCheck(pool: Pool, ask: Ask): (token: string) => Promise<Verdict> {
  const issuer = issuerOf(pool.userPoolId);
  const address = addressOf(pool, issuer);
  return withReasons(async (token) => {
    const { payload } = decomposeUnverifiedJwt(token);
    validateJwtFields(payload, { issuer, audience: null });
    requireClaims(payload, pool);
    const claimed = userOf(payload);
    if ("reason" in claimed) {
      return claimed;
    }
    return (await ask(address, token)) ? claimed : { reason: "RefusedByCognito" };
  });
}
