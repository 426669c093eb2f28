import { randomBytes } from "node:crypto";
import type { Session } from "../core/sessions";
import type { World } from "../core/world";

/** The right to be in a domain as a user, which a role gave. */
export interface StudioGrant {
  /** The session that asked for the presigned URL. Its role's policies are evaluated again at each request. */
  readonly session: Session;
  readonly account: string;
  readonly region: string;
  readonly domainId: string;
  readonly userProfileName: string;
  /** Seconds that the session in Studio lasts. */
  readonly sessionSeconds: number;
}

interface Lasting {
  readonly grant: StudioGrant;
  readonly ends: Date;
}

/** The tokens of presigned URLs, and the sessions that they were exchanged for. */
export class StudioTokens {
  private readonly urls = new Map<string, Lasting>();
  private readonly sessions = new Map<string, Lasting>();

  constructor(private readonly world: World) {}

  /** A token for a presigned URL. */
  issue(grant: StudioGrant, seconds: number): string {
    return this.put(this.urls, grant, seconds);
  }

  /** The right that a URL's token gives; undefined when it is unknown or too old. */
  ofUrl(token: string): StudioGrant | undefined {
    return this.find(this.urls, token);
  }

  /** Opens a session in Studio. */
  open(grant: StudioGrant): string {
    return this.put(this.sessions, grant, grant.sessionSeconds);
  }

  /** The user of a session; undefined when it is unknown or over. */
  ofSession(token: string): StudioGrant | undefined {
    return this.find(this.sessions, token);
  }

  private put(where: Map<string, Lasting>, grant: StudioGrant, seconds: number): string {
    const token = randomBytes(96).toString("base64url");
    where.set(token, { grant, ends: new Date(this.world.clock.now().getTime() + seconds * 1000) });
    return token;
  }

  private find(where: Map<string, Lasting>, token: string): StudioGrant | undefined {
    const found = where.get(token);
    return found !== undefined && found.ends > this.world.clock.now() ? found.grant : undefined;
  }
}
