import * as v from "valibot";

const claims = v.object({ username: v.string(), iat: v.number(), exp: v.number() });

/** An access token, with its claims. */
export interface AccessToken {
  /** The token as the API takes it. Secret. */
  readonly text: string;
  /** The user's name as the pool writes it, which the API compares. */
  readonly username: string;
  /** Minutes until it expires. */
  readonly minutes: number;
  /** When it ends. */
  readonly ends: Date;
}

/**
 * Reads a token that came from the pool itself, so its signature needs no check here.
 *
 * Source: Cognito Developer Guide, "Understanding the access token".
 *
 * @throws Error if it isn't an access token; the message doesn't contain it.
 */
export function readAccessToken(text: string): AccessToken {
  let payload: unknown;
  try {
    payload = JSON.parse(Buffer.from(text.split(".")[1] ?? "", "base64url").toString("utf8"));
  } catch {
    payload = undefined;
  }
  const parsed = v.safeParse(claims, payload);
  if (!parsed.success) {
    throw new Error("the user pool gave a token that can't be read");
  }
  const { username, iat, exp } = parsed.output;
  return { text, username, minutes: Math.round((exp - iat) / 60), ends: new Date(exp * 1000) };
}
