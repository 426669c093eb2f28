import * as v from "valibot";
import { allowed, check, type Mistake } from "../../common/validation";
import type { LineMistake, Row } from "./row";

/** A user with a valid row. */
export interface User {
  readonly line: number;
  readonly user: string;
  readonly lob: string;
  readonly profile: string;
}

/** A user's name as the pool compares it. Source: Cognito Developer Guide, "User pool case sensitivity". */
export function withoutCase(user: string): string {
  return user.toLowerCase();
}

const userMessage = allowed(
  "a user's name has 2 to 64 letters, digits and _+=,.@-, which sessions allow, and isn't .., which paths don't",
);

/** Source: STS API, AssumeRole, `RoleSessionName` and `SourceIdentity`; Cognito itself would take more. */
const userName = v.pipe(v.string(userMessage), v.regex(/^(?!\.\.$)[\w+=,.@-]{2,64}$/, userMessage));

const profilePattern = /^[a-z0-9](-*[a-z0-9]){0,62}$/;

const profileRule =
  "a profile's name has 1 to 63 lower-case letters, digits and hyphens, starting and ending with a letter or digit";

const profileMessage = allowed(profileRule);

/** Source: SageMaker API, CreateUserProfile, `UserProfileName`; it takes capitals too, whose presigned URLs fail. */
const profileName = v.pipe(
  v.string(profileMessage),
  v.regex(profilePattern, profileMessage),
  v.maxLength(63, profileMessage),
);

function lobName(known: readonly string[]) {
  return v.picklist(
    known,
    allowed(
      known.length === 0
        ? "there are no LOBs yet; add one with npm run onboard, and bring the shared stack up"
        : `the LOBs are ${[...known].sort().join(", ")}; name one of them, or add it with npm run onboard`,
    ),
  );
}

/** A user's name that a profile can't have needs a profile. */
function profileMistakes({ user, profile }: Row): Mistake[] {
  if (profile !== undefined || !v.is(userName, user) || v.is(profileName, user)) {
    return [];
  }
  return [
    { property: "profile", reason: `is not set, and the user's name "${user}" can't be a profile's: ${profileRule}` },
  ];
}

function checkRow(row: Row, known: readonly string[]): User | readonly Mistake[] {
  const schema = v.object({ user: userName, lob: lobName(known), profile: v.optional(profileName) });
  // A missing column is checked too, so that it gets its own message.
  const checked = check(schema, { user: row.user, lob: row.lob, profile: row.profile });
  const mistakes = [...("mistakes" in checked ? checked.mistakes : []), ...profileMistakes(row)];
  if ("mistakes" in checked || mistakes.length > 0) {
    return mistakes;
  }
  const { user, lob, profile } = checked.value;
  return { line: row.line, user, lob, profile: profile ?? user };
}

/** Each user once: the second of two rows is the mistake. */
function repeatedUsers(rows: readonly Row[]): LineMistake[] {
  const first = new Map<string, Row>();
  return rows.flatMap((row) => {
    const { line, user } = row;
    const before = user === undefined ? undefined : first.get(withoutCase(user));
    if (user !== undefined && before === undefined) {
      first.set(withoutCase(user), row);
    }
    if (before === undefined) {
      return [];
    }
    const why =
      before.user === user
        ? `line ${before.line} has this user already`
        : `line ${before.line} has "${before.user}", and the user pool ignores letter case`;
    return [{ line, column: "user", reason: `is "${user}": ${why}; remove one of the two` }];
  });
}

/** Each profile once: with another user's profile, a user would work as that user. */
function repeatedProfiles(users: readonly User[]): LineMistake[] {
  const first = new Map<string, User>();
  return users.flatMap((user) => {
    const key = `${user.lob}/${user.profile}`;
    const before = first.get(key);
    if (before === undefined) {
      first.set(key, user);
      return [];
    }
    if (withoutCase(before.user) === withoutCase(user.user)) {
      return [];
    }
    const reason = `is "${user.profile}": line ${before.line} gives this profile of ${user.lob} to ${before.user}, and a profile belongs to one user; give another`;
    return [{ line: user.line, column: "profile", reason }];
  });
}

/** Checks rows by themselves and among each other. */
export function checkRows(
  rows: readonly Row[],
  /** The LOBs that there are. */
  lobs: readonly string[],
): { readonly users: readonly User[]; readonly mistakes: readonly LineMistake[] } {
  const users: User[] = [];
  const mistakes: LineMistake[] = [];
  for (const row of rows) {
    const checked = checkRow(row, lobs);
    if ("user" in checked) {
      users.push(checked);
    } else {
      mistakes.push(...checked.map(({ property, reason }) => ({ line: row.line, column: property, reason })));
    }
  }
  return { users, mistakes: [...mistakes, ...repeatedUsers(rows), ...repeatedProfiles(users)] };
}
