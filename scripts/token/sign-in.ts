import {
  AssociateSoftwareTokenCommand,
  type CognitoIdentityProviderClient,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Terminal } from "../support/terminal";
import { NotSignedIn, type Step, wordRefusal } from "./refusals";

/** The user to sign in, and where. */
export interface Request {
  readonly clientId: string;
  readonly user: string;
  /** Secret. */
  readonly password: string;
  /** The issuer's name in an authenticator app. */
  readonly issuer: string;
}

type Answer = Pick<
  InitiateAuthCommandOutput,
  "ChallengeName" | "ChallengeParameters" | "Session" | "AuthenticationResult"
>;

/** How often a new password can be typed twice until both match. */
const attempts = 3;

/** The address that authenticator apps accept. Source: Google Authenticator, "Key Uri Format". */
function authenticatorAddress(issuer: string, user: string, secret: string): string {
  const [place, name] = [issuer, user].map(encodeURIComponent);
  return `otpauth://totp/${place}:${name}?secret=${secret}&issuer=${place}`;
}

class SignIn {
  private readonly secrets: Set<string>;
  private hasNewPassword = false;

  constructor(
    private readonly cognito: CognitoIdentityProviderClient,
    private readonly request: Request,
    private readonly terminal: Terminal,
  ) {
    this.secrets = new Set([request.password]);
  }

  async run(): Promise<string> {
    const { clientId, user, password } = this.request;
    let answer: Answer = await this.call("password", () =>
      this.cognito.send(
        new InitiateAuthCommand({
          AuthFlow: "USER_PASSWORD_AUTH",
          ClientId: clientId,
          AuthParameters: { USERNAME: user, PASSWORD: password },
        }),
      ),
    );
    while (answer.ChallengeName !== undefined) {
      answer = await this.meet(answer);
    }
    const token = answer.AuthenticationResult?.AccessToken;
    if (token === undefined) {
      throw this.failed("the user pool gave no access token");
    }
    return token;
  }

  private meet(challenge: Answer): Promise<Answer> {
    const { ChallengeName: name, ChallengeParameters: parameters } = challenge;
    if (name === "NEW_PASSWORD_REQUIRED") {
      return this.changePassword(challenge);
    }
    if (name === "SOFTWARE_TOKEN_MFA") {
      return this.giveCode(challenge);
    }
    if (name === "MFA_SETUP" && parameters?.MFAS_CAN_SETUP?.includes("SOFTWARE_TOKEN_MFA") === true) {
      return this.setUpAuthenticator(challenge);
    }
    throw this.failed(`the user pool asks for ${name}, which this command can't answer: sign in on the sign-in page`);
  }

  private async changePassword(challenge: Answer): Promise<Answer> {
    const password = await this.askNewPassword();
    const answer = await this.respond(challenge, { NEW_PASSWORD: password });
    this.hasNewPassword = true;
    return answer;
  }

  private async askNewPassword(): Promise<string> {
    const { user } = this.request;
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const first = await this.terminal.askSecret(`${user} must have a new password. New password:`);
      const second = first === undefined ? undefined : await this.terminal.askSecret("The same once more:");
      if (first === undefined || second === undefined) {
        throw this.failed(
          "the password must be changed first, and there is no terminal to ask for the new one: run this at a terminal once, or give a password to keep with npm run populate -- <file> --passwords-from <file>",
        );
      }
      if (first === second && first !== "") {
        this.secrets.add(first);
        return first;
      }
      this.terminal.warn(first === "" ? "a password can't be empty" : "the two differ");
    }
    throw this.failed("the new password wasn't the same twice: run this again");
  }

  private async giveCode(challenge: Answer): Promise<Answer> {
    return this.respond(challenge, { SOFTWARE_TOKEN_MFA_CODE: await this.askCode() });
  }

  private async askCode(): Promise<string> {
    const typed = await this.terminal.ask(`Code of the authenticator app of ${this.request.user}:`);
    if (typed === undefined) {
      throw this.failed("a code of the authenticator app is needed, and there is no terminal to ask for it");
    }
    const code = typed.replaceAll(" ", "");
    if (!/^\d{6}$/.test(code)) {
      throw this.failed("a code has 6 digits: run this again");
    }
    this.secrets.add(code);
    return code;
  }

  private async setUpAuthenticator(challenge: Answer): Promise<Answer> {
    const { user, issuer } = this.request;
    if (!this.terminal.isTerminal) {
      throw this.failed(
        "an authenticator app must be set up first, and there is no terminal to show its secret on: run this at a terminal once",
      );
    }
    const { SecretCode: secret = "", Session: session } = await this.call("challenge", () =>
      this.cognito.send(new AssociateSoftwareTokenCommand({ Session: challenge.Session })),
    );
    this.secrets.add(secret);
    this.terminal.say(
      [
        `${user} must set up an authenticator app. Enter this secret into it, shown this once, or let it read the address as a QR code:`,
        `  secret   ${secret}`,
        `  address  ${authenticatorAddress(issuer, user, secret)}`,
      ].join("\n"),
    );
    const code = await this.askCode();
    const { Session: next } = await this.call("challenge", () =>
      this.cognito.send(new VerifySoftwareTokenCommand({ Session: session, UserCode: code })),
    );
    return this.respond({ ...challenge, Session: next }, {});
  }

  private respond(challenge: Answer, responses: Readonly<Record<string, string>>): Promise<Answer> {
    const { ChallengeName, Session, ChallengeParameters } = challenge;
    const USERNAME = ChallengeParameters?.USER_ID_FOR_SRP ?? this.request.user;
    return this.call("challenge", () =>
      this.cognito.send(
        new RespondToAuthChallengeCommand({
          ClientId: this.request.clientId,
          ChallengeName,
          Session,
          ChallengeResponses: { USERNAME, ...responses },
        }),
      ),
    );
  }

  private async call<T>(step: Step, send: () => Promise<T>): Promise<T> {
    this.terminal.doing(`signing in ${this.request.user}`);
    try {
      return await send();
    } catch (error) {
      const why = wordRefusal(error, step, this.secrets);
      throw why === undefined ? error : this.failed(why);
    }
  }

  private failed(why: string): NotSignedIn {
    return new NotSignedIn(this.request.user, why, this.hasNewPassword);
  }
}

/**
 * Signs a user in with user name and password, and returns the access token. Whatever else the pool requires is asked
 * at the terminal: a new password, a code of the authenticator app, or to set the app up. Calls aren't signed and need
 * no AWS credentials.
 *
 * Source: Cognito Developer Guide, "Authentication with user pools" and "TOTP software token MFA".
 *
 * @throws NotSignedIn in one sentence, which reveals neither a secret nor whether the user exists; Stopped if the
 * operator ends it.
 */
export function signIn(cognito: CognitoIdentityProviderClient, request: Request, terminal: Terminal): Promise<string> {
  return new SignIn(cognito, request, terminal).run();
}
