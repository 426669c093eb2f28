/**
 * Every text of the sign-in page: the one file to change for another language. The page is a template of API Gateway,
 * which evaluates `$` and `#`, and HTML, so that no text holds one of `$ # < & "`.
 */
export const texts = {
  language: "en",
  title: "Sign in to Studio",
  introduction: "You sign in to the Studio of your own line of business.",
  withoutScript: "This page needs JavaScript: turn it on for this address, and load the page again.",
  user: "User name",
  password: "Password",
  signIn: "Sign in",
  newPasswordTitle: "Choose a new password",
  newPasswordIntroduction: "You signed in with a temporary password. Replace it with your own.",
  newPassword: "New password",
  newPasswordRules: "At least 12 characters, with an upper-case letter, a lower-case letter, a digit and a symbol.",
  repeatedPassword: "Repeat the new password",
  saveNewPassword: "Save and sign in",
  setUpTitle: "Set up your authenticator app",
  setUpIntroduction: "Enter this key in your authenticator app, or open the link on the device that has the app.",
  setUpKey: "Key",
  setUpLink: "Open in the authenticator app",
  setUpIssuer: "SageMaker Studio",
  code: "Six digits of your authenticator app",
  codeTitle: "Enter your code",
  continue: "Continue",
  openingTitle: "Your Studio",
  tryAgain: "Try again",
  startOver: "Sign in as another user",
  signingIn: "Signing in …",
  opening: "Opening your Studio …",
  requestId: (id: string) => `Request id: ${id}`,
} as const;

/** Texts of mistakes that are found before anything is sent. */
export const inputMistakes = {
  noUser: "Enter your user name.",
  noPassword: "Enter your password.",
  noNewPassword: "Enter a new password.",
  unequalPasswords: "The two passwords differ: enter the same one twice.",
  noCode: "Enter the six digits that your authenticator app shows.",
} as const;

const tooLate = "That took too long, and the sign-in has ended: sign in again.";
const busy = "Too many people are signing in at the moment: try again in a minute.";
const wrongCode = "The code is wrong or expired: enter the one that your authenticator app shows now.";
const administrators = "Sign-in is not set up correctly: tell your administrators.";

/** A refusal of Cognito's by its code and, if one code has several meanings, by the start of its message. */
export const signInRefusals: readonly { readonly code: string; readonly begins?: string; readonly text: string }[] = [
  {
    code: "NotAuthorizedException",
    begins: "Incorrect username or password",
    text: "User name or password is wrong: enter both again.",
  },
  {
    code: "NotAuthorizedException",
    begins: "Password attempts exceeded",
    text: "There were too many wrong passwords: wait some minutes, then try again.",
  },
  {
    code: "NotAuthorizedException",
    begins: "Temporary password has expired",
    text: "Your temporary password has expired: ask your administrators for a new one.",
  },
  {
    code: "NotAuthorizedException",
    begins: "User is disabled",
    text: "Your user is disabled: ask your administrators.",
  },
  { code: "NotAuthorizedException", begins: "Invalid session", text: tooLate },
  { code: "NotAuthorizedException", text: administrators },
  { code: "AccessDeniedException", text: "Sign-in is not allowed from here: open this page from inside the network." },
  { code: "UserNotFoundException", text: "User name or password is wrong: enter both again." },
  {
    code: "PasswordResetRequiredException",
    text: "Your password has to be reset: ask your administrators for a new one.",
  },
  { code: "InvalidPasswordException", text: "The new password doesn't meet the rules below: choose another." },
  { code: "PasswordHistoryPolicyViolationException", text: "You used this password before: choose another." },
  { code: "CodeMismatchException", text: wrongCode },
  { code: "EnableSoftwareTokenMFAException", text: wrongCode },
  { code: "ExpiredCodeException", text: wrongCode },
  { code: "TooManyRequestsException", text: busy },
  { code: "LimitExceededException", text: busy },
  { code: "ThrottlingException", text: busy },
  { code: "InternalErrorException", text: "Sign-in is not available at the moment: try again in a minute." },
  {
    code: "Unreachable",
    text: "The sign-in service can't be reached: check that you are inside the network, and try again.",
  },
  {
    code: "UnknownChallenge",
    text: "Sign-in asks for a step that this page doesn't support: tell your administrators.",
  },
];

/** The text for any other code of Cognito's. */
export const otherSignInRefusal = administrators;

/** Refusals of the access API by their codes. */
export const studioRefusals: Readonly<Record<string, string>> = {
  Unauthorized: tooLate,
  Forbidden: "Studio can't be opened from here: open this page from inside the network.",
  UnknownUser: "You are signed in, but not assigned to a line of business yet: ask your administrators to add you.",
  NoLob: "Your line of business is not set up for Studio: ask your administrators to register it.",
  NoDomain: "Your line of business has no Studio domain yet: try again later, or ask your administrators.",
  NoProfile: "You have no user profile in the Studio of your line of business: ask your administrators to create it.",
  NoSpace: "There is no such space, or you have no user profile: use this page's address without the space.",
  BadRequest:
    "The link that you followed is wrong: use this page's address without the question mark and what follows it.",
  Throttled: "Too many people open Studio at the moment: try again in a minute.",
  Timeout: "Studio did not answer in time: try again in a minute.",
  TimedOut: "Studio did not answer in time: try again in a minute.",
  ServiceUnavailable: "Studio is not available at the moment: try again in a minute.",
  Unreachable: "Studio can't be reached: check that you are inside the network, and try again.",
};

/** The text for any other code of the access API. */
export const otherStudioRefusal =
  "Your access to Studio is not set up correctly: give your administrators the request id.";
