import { randomUUID } from "node:crypto";
import { AwsError } from "../core/aws-error";
import type { Resource, World } from "../core/world";
import type { UserPool } from "./kinds";
import { checkPassword, isPassword, type StoredPassword, storePassword } from "./passwords";

/** An attribute such as `email`, as the API writes it. */
export interface Attribute {
  readonly Name: string;
  readonly Value: string;
}

/** A user of a pool. */
export interface User {
  readonly username: string;
  readonly sub: string;
  readonly attributes: readonly Attribute[];
  readonly created: Date;
  readonly modified: Date;
  readonly enabled: boolean;
  /** How often an administrator ended all of the user's sign-ins. */
  readonly signOuts: number;
  readonly status: "FORCE_CHANGE_PASSWORD" | "CONFIRMED";
  readonly password: StoredPassword;
  /** When a temporary password ends; undefined for a permanent one. */
  readonly passwordEnds: Date | undefined;
  /** The authenticator app that the user set up, with the last step in time that a code was used of. */
  readonly authenticator: { readonly secret: string; readonly lastStep: number } | undefined;
}

const day = 86_400_000;

/** The users of all pools. A pool that goes away takes its users with it: a later one has another id. */
export class Users {
  private readonly byPool = new Map<string, Map<string, User>>();

  constructor(private readonly world: World) {}

  /** All users of a pool, in the order of their creation. */
  all(pool: Resource<UserPool>): User[] {
    return [...this.of(pool).values()];
  }

  find(pool: Resource<UserPool>, username: string): User | undefined {
    return this.of(pool).get(nameKey(pool, username));
  }

  /** @throws AwsError UserNotFoundException. */
  get(pool: Resource<UserPool>, username: string): User {
    const user = this.find(pool, username);
    if (user === undefined) {
      throw new AwsError("UserNotFoundException", "User does not exist.");
    }
    return user;
  }

  /** @throws AwsError when the name is taken or can't be one, or the pool's policy doesn't take the password. */
  create(
    pool: Resource<UserPool>,
    username: string,
    temporaryPassword: string,
    attributes: readonly Attribute[],
  ): User {
    if (!/^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u.test(username)) {
      throw new AwsError(
        "InvalidParameterException",
        "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+",
      );
    }
    if (this.find(pool, username) !== undefined) {
      throw new AwsError("UsernameExistsException", "User account already exists");
    }
    checkPassword(pool.state.passwordPolicy, temporaryPassword);
    const now = this.world.clock.now();
    return this.put(pool, {
      username,
      sub: randomUUID(),
      attributes,
      created: now,
      modified: now,
      enabled: true,
      signOuts: 0,
      ...this.temporary(pool, temporaryPassword),
      authenticator: undefined,
    });
  }

  /** @throws AwsError when the pool's policy doesn't take the password. */
  setPassword(pool: Resource<UserPool>, username: string, password: string, permanent: boolean): User {
    const user = this.get(pool, username);
    checkPassword(pool.state.passwordPolicy, password);
    const confirmed = { status: "CONFIRMED", password: storePassword(password), passwordEnds: undefined } as const;
    return this.change(pool, user, permanent ? confirmed : this.temporary(pool, password));
  }

  change(
    pool: Resource<UserPool>,
    user: User,
    members: Partial<
      Pick<User, "attributes" | "enabled" | "signOuts" | "status" | "password" | "passwordEnds" | "authenticator">
    >,
  ): User {
    return this.put(pool, { ...user, ...members, modified: this.world.clock.now() });
  }

  delete(pool: Resource<UserPool>, username: string): void {
    this.get(pool, username);
    this.of(pool).delete(nameKey(pool, username));
  }

  /** The user whose password it is, or Cognito's refusal, which tells unknown users only where the client wants it. */
  authenticate(pool: Resource<UserPool>, username: string, password: string, tellsUnknown: boolean): User {
    const user = tellsUnknown ? this.get(pool, username) : this.find(pool, username);
    if (user === undefined || !isPassword(user.password, password)) {
      throw new AwsError("NotAuthorizedException", "Incorrect username or password.");
    }
    checkEnabled(user);
    if (user.passwordEnds !== undefined && user.passwordEnds <= this.world.clock.now()) {
      throw new AwsError(
        "NotAuthorizedException",
        "Temporary password has expired and must be reset by an administrator.",
      );
    }
    return user;
  }

  private temporary({ state }: Resource<UserPool>, password: string) {
    const { temporaryPasswordValidityDays: days } = state.passwordPolicy;
    return {
      status: "FORCE_CHANGE_PASSWORD",
      password: storePassword(password),
      passwordEnds: new Date(this.world.clock.now().getTime() + days * day),
    } as const;
  }

  private put(pool: Resource<UserPool>, user: User): User {
    this.of(pool).set(nameKey(pool, user.username), user);
    return user;
  }

  private of(pool: Resource<UserPool>): Map<string, User> {
    const users = this.byPool.get(pool.id) ?? new Map<string, User>();
    this.byPool.set(pool.id, users);
    return users;
  }
}

/** A user's attributes, the one that Cognito gives included. */
export function allAttributes({ sub, attributes }: User): readonly Attribute[] {
  return [...attributes, { Name: "sub", Value: sub }];
}

/** @throws AwsError for a user who was disabled. */
export function checkEnabled({ enabled }: User): void {
  if (!enabled) {
    throw new AwsError("NotAuthorizedException", "User is disabled.");
  }
}

/** The key that finds a name: in a case-insensitive pool its lower-case form. */
function nameKey({ state }: Resource<UserPool>, username: string): string {
  return state.caseSensitive ? username : username.toLowerCase();
}
