import { randomBytes, randomUUID } from "node:crypto";
import { AwsError } from "../core/aws-error";
import type { Resource, World } from "../core/world";
import { notAuthorizedException, readAccessToken } from "./access-token";
import type { Challenge, Challenges } from "./challenges";
import type { UserPool, UserPoolClient } from "./kinds";
import type { SignIn, Tokens } from "./tokens";
import { inventSecret, stepOfCode } from "./totp";
import { checkEnabled, type User, type Users } from "./users";

/** A pool, and the client that a sign-in goes through. */
export interface Entrance {
  readonly pool: Resource<UserPool>;
  readonly client: Resource<UserPoolClient>;
}

/** A sign-in that can be repeated without a password until it ends. */
interface Refreshable extends SignIn {
  readonly clientId: string;
  readonly username: string;
  readonly sub: string;
  /** The user's `signOuts` when it began. */
  readonly signOuts: number;
  readonly ends: Date;
}

/** The answer to a challenge; its members depend on the challenge. */
export interface Responses {
  readonly USERNAME?: string | undefined;
  readonly NEW_PASSWORD?: string | undefined;
  readonly SOFTWARE_TOKEN_MFA_CODE?: string | undefined;
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) {
    throw new AwsError("InvalidParameterException", `Missing required parameter ${name}`);
  }
  return value;
}

/** Signs users in: passwords, challenges, tokens. Unlike Cognito it doesn't lock users out after wrong passwords. */
export class SignIns {
  private readonly refreshable = new Map<string, Refreshable>();
  /** Sign-ins whose tokens were revoked. */
  private readonly revoked = new Set<string>();

  constructor(
    private readonly world: World,
    private readonly users: Users,
    private readonly tokens: Tokens,
    private readonly challenges: Challenges,
  ) {}

  withPassword(entrance: Entrance, parameters: { USERNAME?: string | undefined; PASSWORD?: string | undefined }) {
    const { pool, client } = entrance;
    requireFlow(client, "USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH flow");
    const username = required(parameters.USERNAME, "USERNAME");
    const password = required(parameters.PASSWORD, "PASSWORD");
    const tellsUnknown = client.state.preventUserExistenceErrors === "LEGACY";
    return this.proceed(entrance, this.users.authenticate(pool, username, password, tellsUnknown));
  }

  withRefreshToken(entrance: Entrance, token: string | undefined) {
    const { pool, client } = entrance;
    requireFlow(client, "REFRESH_TOKEN_AUTH", "Auth flow");
    const found = this.refreshable.get(required(token, "REFRESH_TOKEN"));
    const user = found === undefined ? undefined : this.users.find(pool, found.username);
    if (found === undefined || found.clientId !== client.id || user?.sub !== found.sub) {
      throw new AwsError("NotAuthorizedException", "Invalid Refresh Token");
    }
    if (this.isEnded(found, user)) {
      throw new AwsError("NotAuthorizedException", "Refresh Token has been revoked");
    }
    if (found.ends <= this.world.clock.now()) {
      throw new AwsError("NotAuthorizedException", "Refresh Token has expired");
    }
    checkEnabled(user);
    return { ChallengeParameters: {}, AuthenticationResult: this.tokensFor(entrance, user, found) };
  }

  /**
   * The user of an access token that Cognito accepts. Issued tokens stay valid for anybody who checks them without
   * asking Cognito. Source: Cognito Developer Guide, "Ending user sessions with token revocation".
   *
   * @throws AwsError in Cognito's words.
   */
  owner(region: string, token: string): { pool: Resource<UserPool>; user: User } {
    const { pool, username, sub, originId } = readAccessToken(this.world, this.tokens, region, token);
    const user = this.users.get(pool, username);
    const signIn = [...this.refreshable.values()].find((other) => other.originId === originId);
    if (signIn === undefined || user.sub !== sub || this.isEnded(signIn, user)) {
      throw notAuthorizedException("Access Token has been revoked");
    }
    checkEnabled(user);
    return { pool, user };
  }

  /** Ends the sign-in of a refresh token; false where the client has no such token. */
  revoke(client: Resource<UserPoolClient>, token: string): boolean {
    const found = this.refreshable.get(token);
    if (found?.clientId !== client.id) {
      return false;
    }
    this.revoked.add(found.originId);
    return true;
  }

  private isEnded({ originId, signOuts }: Refreshable, user: User): boolean {
    return this.revoked.has(originId) || signOuts !== user.signOuts;
  }

  /** Takes the answer to a challenge, and goes on to the next one or hands out tokens. */
  respond(entrance: Entrance, session: string, challenge: Challenge, responses: Responses) {
    const { pool } = entrance;
    const user = this.userOf(entrance, challenge, required(responses.USERNAME, "USERNAME"));
    if (challenge.name === "NEW_PASSWORD_REQUIRED") {
      const password = required(responses.NEW_PASSWORD, "NEW_PASSWORD");
      const changed = this.users.setPassword(pool, user.username, password, true);
      this.challenges.end(session);
      return this.proceed(entrance, changed);
    }
    const confirmed =
      challenge.name === "MFA_SETUP"
        ? this.finishSetup(pool, user, challenge)
        : this.useCode(pool, user, required(responses.SOFTWARE_TOKEN_MFA_CODE, "SOFTWARE_TOKEN_MFA_CODE"));
    this.challenges.end(session);
    return this.finish(entrance, confirmed);
  }

  /** Gives out the secret for an authenticator app, while it is set up. */
  associate(session: string) {
    checkSetup(this.challenges.get(session));
    const secret = inventSecret();
    return { SecretCode: secret, Session: this.challenges.goOn(session, { secret, verified: false }) };
  }

  /** Takes the first code of an authenticator app. */
  verify(session: string, code: string) {
    const { setup } = checkSetup(this.challenges.get(session));
    if (setup === undefined || stepOfCode(setup.secret, code, this.world.clock.now()) === undefined) {
      throw new AwsError("EnableSoftwareTokenMFAException", "Code mismatch");
    }
    return { Status: "SUCCESS", Session: this.challenges.goOn(session, { ...setup, verified: true }) };
  }

  private userOf({ pool, client }: Entrance, challenge: Challenge, username: string): User {
    const user = this.users.find(pool, username);
    if (user?.username !== challenge.username || client.id !== challenge.clientId) {
      throw new AwsError("NotAuthorizedException", "Invalid session for the user.");
    }
    checkEnabled(user);
    return user;
  }

  private finishSetup(pool: Resource<UserPool>, user: User, { setup }: Challenge): User {
    if (setup?.verified !== true) {
      throw new AwsError("InvalidParameterException", "User has not verified software token mfa");
    }
    return this.users.change(pool, user, { authenticator: { secret: setup.secret, lastStep: 0 } });
  }

  private useCode(pool: Resource<UserPool>, user: User, code: string): User {
    const { authenticator } = user;
    const step =
      authenticator === undefined ? undefined : stepOfCode(authenticator.secret, code, this.world.clock.now());
    if (authenticator === undefined || step === undefined) {
      throw new AwsError("CodeMismatchException", "Invalid code received for user");
    }
    if (step <= authenticator.lastStep) {
      throw new AwsError("ExpiredCodeException", "Your software token has already been used once.");
    }
    return this.users.change(pool, user, { authenticator: { ...authenticator, lastStep: step } });
  }

  /** What comes after the password. */
  private proceed(entrance: Entrance, user: User) {
    const { mfaConfiguration: mfa } = entrance.pool.state;
    if (user.status === "FORCE_CHANGE_PASSWORD") {
      return this.challenge(entrance, user, "NEW_PASSWORD_REQUIRED", {
        USER_ID_FOR_SRP: user.username,
        requiredAttributes: "[]",
        userAttributes: JSON.stringify(Object.fromEntries(user.attributes.map(({ Name, Value }) => [Name, Value]))),
      });
    }
    if (mfa !== "OFF" && user.authenticator !== undefined) {
      return this.challenge(entrance, user, "SOFTWARE_TOKEN_MFA", { USER_ID_FOR_SRP: user.username });
    }
    if (mfa === "ON") {
      return this.challenge(entrance, user, "MFA_SETUP", {
        USER_ID_FOR_SRP: user.username,
        MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]',
      });
    }
    return this.finish(entrance, user);
  }

  private challenge({ pool, client }: Entrance, user: User, name: Challenge["name"], parameters: object) {
    const session = this.challenges.begin(name, pool, client, user.username);
    return { ChallengeName: name, Session: session, ChallengeParameters: parameters };
  }

  private finish(entrance: Entrance, user: User) {
    const { client } = entrance;
    const time = this.world.clock.now();
    const signIn = { originId: randomUUID(), time };
    const token = randomBytes(256).toString("base64url");
    const ends = new Date(time.getTime() + client.state.validity.refresh * 1000);
    this.refreshable.set(token, {
      ...signIn,
      clientId: client.id,
      username: user.username,
      sub: user.sub,
      signOuts: user.signOuts,
      ends,
    });
    const result = { ...this.tokensFor(entrance, user, signIn), RefreshToken: token };
    return { ChallengeParameters: {}, AuthenticationResult: result };
  }

  private tokensFor({ pool, client }: Entrance, user: User, signIn: SignIn) {
    const subject = { pool, client, user };
    const now = this.world.clock.now();
    return {
      AccessToken: this.tokens.access(subject, signIn, now),
      IdToken: this.tokens.id(subject, signIn, now),
      ExpiresIn: client.state.validity.access,
      TokenType: "Bearer",
    };
  }
}

function requireFlow({ state }: Resource<UserPoolClient>, flow: string, told: string): void {
  if (!state.explicitAuthFlows.includes(`ALLOW_${flow}`)) {
    throw new AwsError("InvalidParameterException", `${told} not enabled for this client`);
  }
}

function checkSetup(challenge: Challenge): Challenge {
  if (challenge.name !== "MFA_SETUP") {
    throw new AwsError("NotAuthorizedException", "Invalid session for the user.");
  }
  return challenge;
}
