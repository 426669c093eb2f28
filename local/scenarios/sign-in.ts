import { isRecord } from "../../common/is-record";
import { totpCode } from "../aws";
import type { Browser, Page, Request } from "./browser";

/** The tokens that a sign-in gives. Nothing of them is ever shown. */
export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
}

/** Where and as whom to sign in. */
export interface SignIn {
  readonly region: string;
  readonly clientId: string;
  readonly user: string;
  readonly password: string;
  /** Secrets of the users' authenticator apps. */
  readonly authenticators: Map<string, string>;
  /** The time on the user's authenticator. */
  now(): Date;
}

/** A sign-in that Cognito refuses, or that doesn't reach it. */
export class SignInRefusal extends Error {}

/** Sends Cognito a call that nobody signs, as a page does. */
export function askCognito(
  browser: Browser,
  region: string,
  operation: string,
  input: object,
  headers: Request["headers"] = {},
): Promise<Page> {
  return browser.open(cognitoAddress(region), {
    method: "POST",
    headers: {
      ...headers,
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(input),
  });
}

/** The address that pages call Cognito at. */
export function cognitoAddress(region: string): string {
  return `https://cognito-idp.${region}.amazonaws.com/`;
}

/** The input of InitiateAuth, with which a sign-in begins. */
export function withPassword({ clientId, user, password }: Pick<SignIn, "clientId" | "user" | "password">): object {
  const AuthParameters = { USERNAME: user, PASSWORD: password };
  return { AuthFlow: "USER_PASSWORD_AUTH", ClientId: clientId, AuthParameters };
}

/** Calls an operation of Cognito, and reads its answer. */
async function call(
  browser: Browser,
  region: string,
  operation: string,
  input: object,
): Promise<Record<string, unknown>> {
  const page = await askCognito(browser, region, operation, input);
  if (page.status !== 200) {
    throw new SignInRefusal(`${operation} was refused: ${page.status ?? "not reached"} ${page.text}`);
  }
  const answer: unknown = JSON.parse(page.text);
  return isRecord(answer) ? answer : {};
}

type Answer = Readonly<Record<string, unknown>>;

/** Answers the challenge of a second factor, where there is one: an authenticator app is set up at the first time. */
async function withSecondFactor(browser: Browser, request: SignIn, challenge: Answer): Promise<Answer> {
  const { region, clientId, user, authenticators, now } = request;
  const { ChallengeName: name, Session: session } = challenge;
  const respond = (Session: unknown, responses: object) =>
    call(browser, region, "RespondToAuthChallenge", {
      ClientId: clientId,
      ChallengeName: name,
      Session,
      ChallengeResponses: { USERNAME: user, ...responses },
    });
  if (name === "SOFTWARE_TOKEN_MFA") {
    return respond(session, { SOFTWARE_TOKEN_MFA_CODE: totpCode(authenticators.get(user) ?? "", now()) });
  }
  if (name === "MFA_SETUP") {
    const { SecretCode: secret, Session: next } = await call(browser, region, "AssociateSoftwareToken", {
      Session: session,
    });
    authenticators.set(user, String(secret));
    const code = totpCode(String(secret), now());
    const verified = await call(browser, region, "VerifySoftwareToken", { Session: next, UserCode: code });
    return respond(verified.Session, {});
  }
  return challenge;
}

/** Signs a user in with user name and password, and a code of an authenticator app where the pool demands one. */
export async function signIn(browser: Browser, request: SignIn): Promise<Tokens> {
  const { region, user } = request;
  const first = await call(browser, region, "InitiateAuth", withPassword(request));
  const answer = await withSecondFactor(browser, request, first);
  const result = isRecord(answer.AuthenticationResult) ? answer.AuthenticationResult : {};
  const { AccessToken: accessToken, IdToken: idToken } = result;
  if (typeof accessToken !== "string" || typeof idToken !== "string") {
    throw new SignInRefusal(`the sign-in of ${user} ended in the challenge ${String(answer.ChallengeName)}`);
  }
  return { accessToken, idToken };
}
