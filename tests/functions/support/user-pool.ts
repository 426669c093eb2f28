import {
  type CryptoKey,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JSONWebKeySet,
  type JWTPayload,
  SignJWT,
} from "jose";

/** Id of the pool that the tests' functions know. */
export const userPoolId = "eu-west-1_TestPool1";

/** The client of that pool. */
export const clientId = "client1234567890abcdefghij";

/** Cognito's form of an issuer. */
export function issuerOf(pool: string): string {
  return `https://cognito-idp.eu-west-1.amazonaws.com/${pool}`;
}

/** A key that signs tokens, as a user pool has. */
export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}

export async function signingKey(kid: string): Promise<SigningKey> {
  return { kid, ...(await generateKeyPair("RS256", { extractable: true })) };
}

/** The keys as a pool publishes them. */
export async function publishedKeys(...keys: readonly SigningKey[]): Promise<JSONWebKeySet> {
  return {
    keys: await Promise.all(
      keys.map(async ({ kid, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" })),
    ),
  };
}

/** The public key's text, which an attacker would take for a shared secret. */
export async function publicText({ publicKey }: SigningKey): Promise<Uint8Array> {
  return new TextEncoder().encode(await exportSPKI(publicKey));
}

/** The claims in a user's access token of Cognito. */
export function accessClaims(username: string): JWTPayload {
  const now = Math.floor(Date.now() / 1000);
  return {
    sub: "7d8ca528-4931-4254-9273-ea5ee853f271",
    iss: issuerOf(userPoolId),
    client_id: clientId,
    token_use: "access",
    scope: "aws.cognito.signin.user.admin",
    auth_time: now,
    iat: now,
    exp: now + 3600,
    username,
  };
}

/** Signs claims with a key, under the key's id unless told otherwise. */
export function sign(key: SigningKey, claims: JWTPayload, kid = key.kid): Promise<string> {
  return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(key.privateKey);
}
