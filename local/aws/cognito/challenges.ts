import { randomBytes } from "node:crypto";
import { AwsError } from "../core/aws-error";
import type { Resource, World } from "../core/world";
import type { UserPool, UserPoolClient } from "./kinds";

/** What a sign-in waits for. */
export type ChallengeName = "NEW_PASSWORD_REQUIRED" | "SOFTWARE_TOKEN_MFA" | "MFA_SETUP";

/** A sign-in in progress. */
export interface Challenge {
  readonly name: ChallengeName;
  readonly poolId: string;
  readonly clientId: string;
  readonly username: string;
  readonly ends: Date;
  /** The authenticator's secret while it is set up, and whether a code of it was right. */
  readonly setup?: { readonly secret: string; readonly verified: boolean } | undefined;
}

/** The sign-ins that wait for an answer, by the session that the next call has to show. Each session is good for once. */
export class Challenges {
  private readonly open = new Map<string, Challenge>();
  private readonly used = new Set<string>();

  constructor(private readonly world: World) {}

  /** Begins to wait, and hands out the session. */
  begin(name: ChallengeName, pool: Resource<UserPool>, client: Resource<UserPoolClient>, username: string): string {
    const minutes = client.state.authSessionValidity;
    const ends = new Date(this.world.clock.now().getTime() + minutes * 60_000);
    return this.put({ name, poolId: pool.id, clientId: client.id, username, ends });
  }

  /** What a session waits for. @throws AwsError in Cognito's words when it is unknown, used or too old. */
  get(session: string): Challenge {
    const challenge = this.open.get(session);
    if (challenge === undefined) {
      const why = this.used.has(session) ? ", session can only be used once." : ".";
      throw new AwsError("NotAuthorizedException", `Invalid session for the user${why}`);
    }
    if (challenge.ends <= this.world.clock.now()) {
      throw new AwsError("NotAuthorizedException", "Invalid session for the user, session is expired.");
    }
    return challenge;
  }

  /** Uses a session up. */
  end(session: string): void {
    this.open.delete(session);
    this.used.add(session);
  }

  /** Uses a session up, and hands out the next one of the same sign-in. */
  goOn(session: string, setup: Challenge["setup"]): string {
    const challenge = this.get(session);
    this.end(session);
    return this.put({ ...challenge, setup });
  }

  private put(challenge: Challenge): string {
    const session = randomBytes(96).toString("base64url");
    this.open.set(session, challenge);
    return session;
  }
}
