import { randomBytes } from "node:crypto";
import type { Role } from "../iam/kinds";
import type { NamedPolicy } from "../iam/question";
import type { Resource, World } from "./world";

/** A role's session, as STS hands it out. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiration: Date;
  readonly role: Resource<Role>;
  readonly name: string;
  /** The source identity that the session was opened with; it can't change any more. */
  readonly sourceIdentity?: string | undefined;
  /** The policy that it was opened with, which limits it whatever the role may do. */
  readonly policy?: NamedPolicy | undefined;
  /** The tags that it was opened with. */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** ARN of the function whose code has the session, when Lambda made it. */
  readonly functionArn?: string | undefined;
  /** Whose Studio the session's code runs in, when SageMaker made it. */
  readonly studio?: { readonly domainId: string; readonly profile: string } | undefined;
}

/** `arn:aws:sts::<account>:assumed-role/<role>/<session>`, as AWS names a session. */
export function sessionArn({ role, name }: Session): string {
  return `arn:aws:sts::${role.account}:assumed-role/${role.state.name}/${name}`;
}

/** All sessions of the local AWS, found by their access key id. */
export class Sessions {
  private readonly byKey = new Map<string, Session>();

  constructor(private readonly world: World) {}

  /** Hands out a session for a number of seconds. Whether the role may be assumed was decided before. */
  open(
    role: Resource<Role>,
    name: string,
    seconds: number,
    origin: Pick<Session, "functionArn" | "policy" | "sourceIdentity" | "studio" | "tags"> = {},
  ): Session {
    const session = {
      accessKeyId: `ASIA${randomBytes(8).toString("hex").toUpperCase()}`,
      secretAccessKey: randomBytes(30).toString("base64"),
      sessionToken: randomBytes(96).toString("base64"),
      expiration: new Date(this.world.clock.now().getTime() + seconds * 1000),
      role,
      name,
      ...origin,
    };
    this.byKey.set(session.accessKeyId, session);
    return session;
  }

  find(accessKeyId: string): Session | undefined {
    return this.byKey.get(accessKeyId);
  }

  /** Ends all sessions of a role at once; their next calls are answered as expired. */
  revoke(roleArn: string): void {
    for (const [key, session] of this.byKey) {
      if (session.role.state.arn === roleArn) {
        this.byKey.set(key, { ...session, expiration: new Date(0) });
      }
    }
  }
}
