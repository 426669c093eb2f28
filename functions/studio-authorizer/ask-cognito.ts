import * as v from "valibot";
import type { Ask } from "./access-token";
import { fetchTwice, usualTimeout } from "./fetch-twice";

const headers = {
  "content-type": "application/x-amz-json-1.1",
  "x-amz-target": "AWSCognitoIdentityProviderService.GetUser",
};

const errorSchema = v.object({ __type: v.pipe(v.string(), v.regex(/^[\w.#]+$/)) });

/** Refusals that are about the token or its user; any other is about the call. */
const refusals = [
  "NotAuthorizedException",
  "PasswordResetRequiredException",
  "UserNotConfirmedException",
  "UserNotFoundException",
];

async function isTaken(response: Response): Promise<boolean> {
  // Read to its end, so that the connection serves the next call as well.
  const answer = await response.text();
  if (response.status === 200) {
    return true;
  }
  const error = v.safeParse(v.pipe(v.string(), v.parseJson(), errorSchema), answer);
  const name = error.success ? error.output.__type.split("#").at(-1) : undefined;
  if (name !== undefined && refusals.includes(name)) {
    return false;
  }
  throw new Error(`status ${response.status}${name === undefined ? "" : ` ${name}`}`);
}

/**
 * Makes a question to Cognito whether an access token is genuine: GetUser, which takes only a token, neither a signature
 * nor a permission. The SDK's client would multiply what each cold start reads.
 *
 * Source: Amazon Cognito User Pools API, GetUser, for its errors; that reference's "Common Errors".
 *
 * @param timeout milliseconds for one try.
 * @returns a function that throws a FetchError, which has nothing of the token, where Cognito doesn't say.
 */
export function askCognito(timeout = usualTimeout): Ask {
  return (address, AccessToken) =>
    fetchTwice(`${address}/`, { method: "POST", headers, body: JSON.stringify({ AccessToken }) }, isTaken, timeout);
}
