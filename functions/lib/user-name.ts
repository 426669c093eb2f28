const form = /^[\w+=,.@-]{2,64}$/;

/**
 * Whether a name can be a user's: it must serve as a session's name and source identity, and stand in an ARN, where
 * `*` and `?` would match other users.
 *
 * Source: STS API, AssumeRole, `RoleSessionName` and `SourceIdentity`.
 */
export function isUserName(value: unknown): value is string {
  return typeof value === "string" && form.test(value);
}
