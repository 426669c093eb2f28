import { randomBytes } from "node:crypto";
import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import { readMembers } from "../core/aws-json";
import type { Resource } from "../core/world";
import type { UserPool } from "./kinds";
import { allAttributes, type User, type Users } from "./users";

const ofUser = { UserPoolId: v.string(), Username: v.string() };
const attributes = v.optional(v.array(v.strictObject({ Name: v.string(), Value: v.string() })), []);

const schemas = {
  AdminCreateUser: v.strictObject({
    ...ofUser,
    TemporaryPassword: v.optional(v.string()),
    MessageAction: v.optional(v.literal("SUPPRESS")),
    UserAttributes: attributes,
  }),
  AdminSetUserPassword: v.strictObject({ ...ofUser, Password: v.string(), Permanent: v.optional(v.boolean(), false) }),
  ofUser: v.strictObject(ofUser),
  DescribeUserPool: v.strictObject({ UserPoolId: v.string() }),
  ListUsers: v.strictObject({
    UserPoolId: v.string(),
    Limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)), 60),
    PaginationToken: v.optional(v.string()),
  }),
};

const inPool = v.looseObject({ UserPoolId: v.string() });

/** The pool that a signed operation is about. */
export function poolIdOf(operation: string, members: unknown): string {
  return readMembers("Cognito", operation, inPool, members).UserPoolId;
}

function described(user: User) {
  return {
    Username: user.username,
    UserCreateDate: user.created.getTime() / 1000,
    UserLastModifiedDate: user.modified.getTime() / 1000,
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}

/** A pool as Cognito describes it, as far as the local AWS knows it. */
function describedPool({ id, state }: Resource<UserPool>) {
  const { name, arn, mfaConfiguration, caseSensitive, passwordPolicy } = state;
  return {
    Id: id,
    Name: name,
    Arn: arn,
    MfaConfiguration: mfaConfiguration,
    UsernameConfiguration: { CaseSensitive: caseSensitive },
    Policies: {
      PasswordPolicy: {
        MinimumLength: passwordPolicy.minimumLength,
        RequireLowercase: passwordPolicy.requireLowercase,
        RequireUppercase: passwordPolicy.requireUppercase,
        RequireNumbers: passwordPolicy.requireNumbers,
        RequireSymbols: passwordPolicy.requireSymbols,
        TemporaryPasswordValidityDays: passwordPolicy.temporaryPasswordValidityDays,
      },
    },
  };
}

/** A page of users; its token is the number of users before it. */
function list(users: readonly User[], { Limit, PaginationToken = "0" }: v.InferOutput<typeof schemas.ListUsers>) {
  if (!/^\d+$/.test(PaginationToken)) {
    throw new AwsError("InvalidParameterException", "Invalid pagination token given.");
  }
  const from = Number(PaginationToken);
  const page = users.slice(from, from + Limit);
  const rest = users.length > from + Limit;
  return {
    Users: page.map((user) => ({ ...described(user), Attributes: allAttributes(user) })),
    ...(rest && { PaginationToken: String(from + Limit) }),
  };
}

/** What administrators do with a pool and its users; undefined for an operation that isn't one of these. */
export function administer(
  users: Users,
  pool: Resource<UserPool>,
  operation: string,
  members: unknown,
): object | undefined {
  const read = <S extends v.GenericSchema>(schema: S) => readMembers("Cognito", operation, schema, members);
  const user = () => users.get(pool, read(schemas.ofUser).Username);
  switch (operation) {
    case "DescribeUserPool":
      read(schemas.DescribeUserPool);
      return { UserPool: describedPool(pool) };
    case "AdminCreateUser": {
      const { Username, TemporaryPassword, UserAttributes } = read(schemas.AdminCreateUser);
      // Where none is given Cognito makes one up and sends it, which nobody reads here.
      const password = TemporaryPassword ?? `aA1!${randomBytes(24).toString("base64url")}`;
      const created = users.create(pool, Username, password, UserAttributes);
      return { User: { ...described(created), Attributes: allAttributes(created) } };
    }
    case "AdminSetUserPassword": {
      const { Username, Password, Permanent } = read(schemas.AdminSetUserPassword);
      users.setPassword(pool, Username, Password, Permanent);
      return {};
    }
    case "AdminGetUser": {
      const found = user();
      const mfa = found.authenticator === undefined ? {} : { UserMFASettingList: ["SOFTWARE_TOKEN_MFA"] };
      return { ...described(found), UserAttributes: allAttributes(found), ...mfa };
    }
    case "AdminDeleteUser":
      users.delete(pool, user().username);
      return {};
    case "AdminDisableUser":
      users.change(pool, user(), { enabled: false });
      return {};
    case "AdminEnableUser":
      users.change(pool, user(), { enabled: true });
      return {};
    case "AdminUserGlobalSignOut": {
      const found = user();
      users.change(pool, found, { signOuts: found.signOuts + 1 });
      return {};
    }
    case "ListUsers":
      return list(users.all(pool), read(schemas.ListUsers));
    default:
      return undefined;
  }
}
