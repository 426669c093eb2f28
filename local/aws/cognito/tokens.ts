import { createSign, createVerify, generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from "node:crypto";
import type { Resource } from "../core/world";
import type { UserPool, UserPoolClient } from "./kinds";
import type { User } from "./users";

interface SigningKey {
  /** Names the key in a token's header and in the pool's key set. */
  readonly id: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

/** Keys take time to make, so that a process makes them once; no two pools of a local AWS share one. */
const madeKeys: SigningKey[] = [];

function keyNumber(index: number): SigningKey {
  const made = madeKeys[index];
  if (made !== undefined) {
    return made;
  }
  const key = {
    id: randomBytes(32).toString("base64"),
    ...generateKeyPairSync("rsa", { modulusLength: 2048 }),
  };
  madeKeys.push(key);
  return key;
}

/** When and by which sign-in a token is issued. */
export interface SignIn {
  /** Stays the same for all tokens of a sign-in, those of its refresh token included. */
  readonly originId: string;
  readonly time: Date;
}

/** The user, pool and client of a token. */
export interface TokenSubject {
  readonly pool: Resource<UserPool>;
  readonly client: Resource<UserPoolClient>;
  readonly user: User;
}

const seconds = (time: Date) => Math.floor(time.getTime() / 1000);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** Signs the tokens of all pools, each with a key of its own, and publishes the keys. */
export class Tokens {
  private readonly pools: string[] = [];

  /** The pool's public keys, as `/.well-known/jwks.json` has them. */
  keySet(pool: Resource<UserPool>): { readonly keys: readonly object[] } {
    const { id, publicKey } = this.key(pool);
    const { e, kty, n } = publicKey.export({ format: "jwk" });
    return { keys: [{ alg: "RS256", e, kid: id, kty, n, use: "sig" }] };
  }

  /** Source: Cognito Developer Guide, "Understanding the access token". */
  access({ pool, client, user }: TokenSubject, signIn: SignIn, now: Date): string {
    return this.sign(pool, {
      ...common(pool, user, signIn, now),
      token_use: "access",
      client_id: client.id,
      scope: "aws.cognito.signin.user.admin",
      username: user.username,
      exp: seconds(now) + client.state.validity.access,
    });
  }

  /** Source: Cognito Developer Guide, "Understanding the identity (ID) token". */
  id({ pool, client, user }: TokenSubject, signIn: SignIn, now: Date): string {
    return this.sign(pool, {
      ...Object.fromEntries(user.attributes.map(({ Name, Value }) => [Name, Value])),
      ...common(pool, user, signIn, now),
      token_use: "id",
      aud: client.id,
      "cognito:username": user.username,
      exp: seconds(now) + client.state.validity.id,
    });
  }

  /** Whether a token's signature is a pool's. */
  isSigned(pool: Resource<UserPool>, token: string): boolean {
    const [, content = "", signature = ""] = /^(.*)\.(.*)$/.exec(token) ?? [];
    const verify = createVerify("RSA-SHA256").update(content);
    return verify.verify(this.key(pool).publicKey, Buffer.from(signature, "base64url"));
  }

  private sign(pool: Resource<UserPool>, claims: object): string {
    const { id, privateKey } = this.key(pool);
    const content = `${encode({ kid: id, alg: "RS256" })}.${encode(claims)}`;
    return `${content}.${createSign("RSA-SHA256").update(content).sign(privateKey).toString("base64url")}`;
  }

  private key(pool: Resource<UserPool>): SigningKey {
    if (!this.pools.includes(pool.id)) {
      this.pools.push(pool.id);
    }
    return keyNumber(this.pools.indexOf(pool.id));
  }
}

function common(pool: Resource<UserPool>, user: User, { originId, time }: SignIn, now: Date) {
  return {
    sub: user.sub,
    iss: `https://${pool.state.endpoint}`,
    origin_jti: originId,
    event_id: randomUUID(),
    auth_time: seconds(time),
    iat: seconds(now),
    jti: randomUUID(),
  };
}
