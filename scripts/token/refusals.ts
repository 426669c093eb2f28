import { UsersMistake } from "../../common/users-mistake";
import { isAwsAnswer, whyUnreached, wordError } from "../support/explain-failure";

/** A step of a sign-in. */
export type Step = "password" | "challenge";

/** The same for every reason, like the pool's own answer: nobody learns whether the user exists. */
const notTaken =
  "the user name or the password is wrong, or the account can't be used now (disabled, reset, its temporary password expired, or locked for up to 15 minutes by wrong passwords): try again, or ask who runs npm run populate";

const tooMany = "Cognito takes no more attempts for now: wait a few minutes, and try again";

const wrongCode =
  "the code is wrong, or was used before: wait for the app's next one and run this again, and check that its device's clock is right";

const overdue = "it took too long, or was ended: run this again";

type Words = string | ((error: Error) => string);

const refusedPassword: Words = ({ message }) => `the user pool refuses the new password (${message}): choose another`;

/**
 * Source: Cognito User Pools API, errors of InitiateAuth, RespondToAuthChallenge, AssociateSoftwareToken and
 * VerifySoftwareToken; Developer Guide, "Lockout behavior for failed sign-in attempts".
 */
const always: Readonly<Record<string, Words>> = {
  UserNotFoundException: notTaken,
  PasswordResetRequiredException: notTaken,
  UserNotConfirmedException: notTaken,
  TooManyRequestsException: tooMany,
  LimitExceededException: tooMany,
  TooManyFailedAttemptsException: tooMany,
  InvalidPasswordException: refusedPassword,
  PasswordHistoryPolicyViolationException: refusedPassword,
  CodeMismatchException: wrongCode,
  EnableSoftwareTokenMFAException: wrongCode,
  ExpiredCodeException: wrongCode,
  ResourceNotFoundException: "its user pool or client is gone: bring the shared stack up again",
};

const bySteps: Readonly<Record<Step, Readonly<Record<string, Words>>>> = {
  password: { NotAuthorizedException: notTaken },
  challenge: { NotAuthorizedException: overdue },
};

/**
 * Explains in one sentence why nobody was signed in.
 *
 * @param secrets what it must not contain.
 * @returns undefined for an error that isn't AWS's.
 */
export function wordRefusal(error: unknown, step: Step, secrets: Iterable<string>): string | undefined {
  const unreached = whyUnreached(error);
  const words = unreached === undefined ? wordAnswer(error, step) : `the user pool can't be reached (${unreached})`;
  return words === undefined ? undefined : withoutSecrets(words, secrets);
}

function wordAnswer(error: unknown, step: Step): string | undefined {
  if (!isAwsAnswer(error)) {
    return undefined;
  }
  const words = bySteps[step][error.name] ?? always[error.name] ?? `AWS answered ${wordError(error)}`;
  return typeof words === "string" ? words : words(error);
}

function withoutSecrets(text: string, secrets: Iterable<string>): string {
  return [...secrets].filter((secret) => secret !== "").reduce((left, secret) => left.replaceAll(secret, "…"), text);
}

/** Nobody was signed in. */
export class NotSignedIn extends UsersMistake {
  constructor(user: string, why: string, hasNewPassword = false) {
    super(`${user} isn't signed in: ${why}${hasNewPassword ? "; the new password is set already" : ""}`);
  }
}
