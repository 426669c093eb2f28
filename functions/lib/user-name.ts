/** `..` in a path leads to another. */
const form = /^(?!\.\.$)[\w+=,.@-]{2,64}$/;

/**
 * Whether a name can be a user's: it must serve as a session's name and source identity, stand in an ARN, where `*` and
 * `?` would match other users, and in a path.
 *
 * Source: STS API, AssumeRole, `RoleSessionName` and `SourceIdentity`.
 */
export function isUserName(value: unknown): value is string {
  return typeof value === "string" && form.test(value);
}
