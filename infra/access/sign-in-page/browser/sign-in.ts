import { type CallCognito, signInRefusal } from "./cognito";
import { membersOf, type PlainObject, textOf } from "./plain-json";

/** What a sign-in needs next. */
export type Next =
  | { readonly step: "new-password" | "code" }
  | { readonly step: "set-up"; readonly key: string }
  | { readonly step: "opening"; readonly accessToken: string };

/**
 * One person's sign-in, step by step: a password, a new one at the first time, and a code of an authenticator app if
 * the pool requires one, whose set-up is a separate step. Its data are only in memory.
 *
 * Source: Cognito API, RespondToAuthChallenge, `ChallengeName` and `ChallengeResponses`.
 */
export class SignIn {
  private user = "";
  private challenge = "";
  private session = "";

  constructor(
    private readonly clientId: string,
    private readonly call: CallCognito,
  ) {}

  async withPassword(user: string, password: string): Promise<Next> {
    this.user = user;
    return this.next(
      await this.call("InitiateAuth", {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: this.clientId,
        AuthParameters: { USERNAME: user, PASSWORD: password },
      }),
    );
  }

  async withNewPassword(password: string): Promise<Next> {
    return this.respond({ NEW_PASSWORD: password });
  }

  /** @param code six digits, of an authenticator app that is or becomes this user's. */
  async withCode(code: string): Promise<Next> {
    if (this.challenge !== "MFA_SETUP") {
      return this.respond({ SOFTWARE_TOKEN_MFA_CODE: code });
    }
    const verified = await this.call("VerifySoftwareToken", { Session: this.session, UserCode: code });
    this.session = textOf(verified, "Session");
    return this.respond({});
  }

  private async respond(responses: Readonly<Record<string, string>>): Promise<Next> {
    return this.next(
      await this.call("RespondToAuthChallenge", {
        ClientId: this.clientId,
        ChallengeName: this.challenge,
        Session: this.session,
        ChallengeResponses: { USERNAME: this.user, ...responses },
      }),
    );
  }

  private async next(answer: PlainObject): Promise<Next> {
    const accessToken = textOf(membersOf(answer.AuthenticationResult), "AccessToken");
    if (accessToken !== "") {
      return { step: "opening", accessToken };
    }
    this.challenge = textOf(answer, "ChallengeName");
    this.session = textOf(answer, "Session");
    switch (this.challenge) {
      case "NEW_PASSWORD_REQUIRED":
        return { step: "new-password" };
      case "SOFTWARE_TOKEN_MFA":
        return { step: "code" };
      case "MFA_SETUP": {
        const associated = await this.call("AssociateSoftwareToken", { Session: this.session });
        this.session = textOf(associated, "Session");
        return { step: "set-up", key: textOf(associated, "SecretCode") };
      }
      default:
        throw signInRefusal("UnknownChallenge");
    }
  }
}
