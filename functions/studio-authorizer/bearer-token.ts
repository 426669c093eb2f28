import { headerValues } from "../lib/http-headers";

/** Why a request has no token to check. */
export type NoToken = "NoToken" | "SeveralTokens" | "TokenTooLong" | "NotBearer";

/**
 * Most characters of an Authorization header. Tokens of Cognito have about a thousand; checking a longer text would be
 * work that anybody can cause.
 */
const longest = 8192;

/** What an event of API Gateway has of a request's headers. */
export interface RequestHeaders {
  readonly headers?: unknown;
  readonly multiValueHeaders?: unknown;
}

/**
 * The token of a request's `Authorization: Bearer <token>` header, or why there is none. The scheme's letter case
 * doesn't matter.
 *
 * Source: RFC 6750, section 2.1; RFC 7235, section 2.1.
 */
export function bearerToken({
  headers,
  multiValueHeaders,
}: RequestHeaders): { readonly token: string } | { readonly reason: NoToken } {
  const [header, ...others] = headerValues(headers, "authorization");
  if (others.length > 0 || headerValues(multiValueHeaders, "authorization").length > 1) {
    return { reason: "SeveralTokens" };
  }
  if (header === undefined || header.trim() === "") {
    return { reason: "NoToken" };
  }
  if (header.length > longest) {
    return { reason: "TokenTooLong" };
  }
  const token = /^bearer +(\S+) *$/i.exec(header)?.[1];
  return token === undefined ? { reason: "NotBearer" } : { token };
}
