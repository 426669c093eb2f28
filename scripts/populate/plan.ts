import type { Checked } from "../../common/validation";
import { checkRows, type User, withoutCase } from "./check-rows";
import { byLine, type LineMistake, type UsersFile } from "./row";

/** Where a user belongs: their row in the Users table. */
export interface Assignment {
  readonly lob: string;
  readonly profile: string;
}

/** The content of the tables and the user pool. */
export interface Directory {
  /** Keys of the LOBs table. */
  readonly lobs: readonly string[];
  /** Rows of the Users table by user. */
  readonly assignments: ReadonlyMap<string, Assignment>;
  /** Names in the user pool, as the pool writes them. */
  readonly accounts: ReadonlySet<string>;
}

/** Removes a user: the row first, so that a token that is still valid finds nothing. */
export interface Removal {
  readonly kind: "remove";
  readonly user: string;
  readonly hasRow: boolean;
  readonly hasAccount: boolean;
}

/** Changes a user to match the line. */
export interface Placement {
  /** Into the pool and the table; to another LOB; or to another profile, row or password. */
  readonly kind: "create" | "move" | "change";
  /** The name, as the pool writes it where it knows the user. */
  readonly user: string;
  readonly from: Assignment | undefined;
  readonly to: Assignment;
  /** A user with an account keeps the password unless one is given. */
  readonly password: "generated" | "given" | "kept";
}

/** One user's change. */
export type Step = Removal | Placement;

/** The steps, user by user, removals first. */
export interface Plan {
  readonly steps: readonly Step[];
  /** Users that match their line already. */
  readonly unchanged: readonly string[];
  /** Users that the file doesn't name, which stay as they are. */
  readonly left: readonly string[];
}

/** What a plan depends on besides file and directory. */
export interface PlanOptions {
  /** Whether users that the file doesn't name are removed. */
  readonly prune: boolean;
  /** Whether a password is given for a user. */
  hasPassword(user: string): boolean;
}

/** Whether a user matches their line already. */
export function same(a: Assignment | undefined, b: Assignment): boolean {
  return a?.lob === b.lob && a.profile === b.profile;
}

/** The names of the file's users in the pool, existing or new. */
function poolNames(users: readonly User[], { accounts }: Directory): ReadonlyMap<User, string> {
  const known = new Map([...accounts].map((name) => [withoutCase(name), name]));
  return new Map(users.map((user) => [user, known.get(withoutCase(user.user)) ?? user.user]));
}

function placement(name: string, { user, lob, profile }: User, now: Directory, options: PlanOptions): Step | undefined {
  const from = now.assignments.get(name);
  const to = { lob, profile };
  const given = options.hasPassword(user);
  if (!now.accounts.has(name)) {
    return { kind: "create", user: name, from, to, password: given ? "given" : "generated" };
  }
  if (same(from, to) && !given) {
    return undefined;
  }
  const kind = from !== undefined && from.lob !== lob ? "move" : "change";
  return { kind, user: name, from, to, password: given ? "given" : "kept" };
}

/** The profile of a user who stays and isn't in the file can't be given to another user. */
function keptProfiles(users: readonly User[], left: readonly string[], { assignments }: Directory): LineMistake[] {
  return users.flatMap(({ line, lob, profile }) =>
    left
      .filter((other) => same(assignments.get(other), { lob, profile }))
      .map((other) => ({
        line,
        column: "profile",
        reason: `is "${profile}": ${other}, whom the file doesn't name, has this profile of ${lob}; remove them with --prune, or give another`,
      })),
  );
}

/**
 * Plans the changes that make tables and pool match a file. Changes nothing. After a plan was carried out, the next
 * plan is empty, except for passwords that are given again.
 *
 * @returns the plan, or every mistake on every line.
 */
export function plan(file: UsersFile, now: Directory, options: PlanOptions): Checked<Plan> {
  const { users, mistakes } = checkRows(file.rows, now.lobs);
  const names = poolNames(users, now);
  const named = new Set(names.values());
  const others = [...new Set([...now.assignments.keys(), ...now.accounts])].filter((name) => !named.has(name)).sort();
  const left = options.prune ? [] : others;
  const all = [...file.mistakes, ...mistakes, ...keptProfiles(users, left, now)];
  if (all.length > 0) {
    return { mistakes: byLine(all) };
  }
  const removals = (options.prune ? others : []).map((user): Removal => {
    return { kind: "remove", user, hasRow: now.assignments.has(user), hasAccount: now.accounts.has(user) };
  });
  const unchanged: string[] = [];
  const placements = [...names].flatMap(([user, name]) => {
    const step = placement(name, user, now, options);
    if (step === undefined) {
      unchanged.push(name);
    }
    return step ?? [];
  });
  return { value: { steps: [...removals, ...placements], unchanged, left } };
}
