import * as v from "valibot";
import { AwsError } from "../core/aws-error";
import { readMembers } from "../core/aws-json";
import { NotKnown } from "../core/not-known";
import type { Via } from "../core/service";
import type { Resource, World } from "../core/world";
import { permitAnonymous } from "./access";
import { notAuthorizedException } from "./access-token";
import type { UserPool, UserPoolClient } from "./kinds";
import { isPassword } from "./passwords";
import type { Entrance, SignIns } from "./sign-in";
import { allAttributes, type User, type Users } from "./users";

/** What the operations work with. */
interface Hands {
  readonly users: Users;
  readonly signIns: SignIns;
}

/** Reads an operation's members by a schema. */
type Read = <S extends v.GenericSchema>(schema: S) => v.InferOutput<S>;

/** The owner of an access token, in their pool. */
interface Owner {
  readonly pool: Resource<UserPool>;
  readonly user: User;
}

const ofClient = { ClientId: v.string() };
const ofUser = { ...ofClient, Username: v.string() };
const ofOwner = { AccessToken: v.string() };

const noCode = () => new AwsError("ExpiredCodeException", "Invalid code provided, please request a code again.");
const unknownUser = () => new AwsError("UserNotFoundException", "Username/client id combination not found.");

function tellsUnknown({ state }: Resource<UserPoolClient>): boolean {
  return state.preventUserExistenceErrors === "LEGACY";
}

/** What pools would send codes for, which none here does. */
function requireAdminRecovery({ state }: Resource<UserPool>, operation: string): void {
  if (state.accountRecoverySetting?.recoveryMechanisms.every(({ name }) => name === "admin_only") !== true) {
    throw NotKnown.operation("Cognito", `${operation} of pools where users recover passwords by themselves`);
  }
}

/**
 * The operations that name a client. Source: Cognito Developer Guide, "Managing user existence error responses"; the
 * words are Cognito's as users report them.
 */
const byClient: Readonly<Record<string, (entrance: Entrance, read: Read, hands: Hands) => object>> = {
  SignUp({ pool }) {
    if (pool.state.adminCreateUserConfig?.allowAdminCreateUserOnly !== true) {
      throw NotKnown.operation("Cognito", "SignUp of pools where users sign themselves up");
    }
    throw notAuthorizedException("SignUp is not permitted for this user pool");
  },
  ConfirmSignUp({ pool, client }, read, { users }) {
    const { Username } = read(v.strictObject({ ...ofUser, ConfirmationCode: v.string() }));
    const user = users.find(pool, Username);
    if (user === undefined) {
      throw tellsUnknown(client) ? unknownUser() : noCode();
    }
    throw notAuthorizedException(`User cannot be confirmed. Current status is ${user.status}`);
  },
  ResendConfirmationCode({ pool }, read, { users }) {
    const { Username } = read(v.strictObject(ofUser));
    throw new AwsError(
      "InvalidParameterException",
      users.find(pool, Username)?.status === "CONFIRMED"
        ? "User is already confirmed."
        : "Cannot resend codes. Auto verification not turned on.",
    );
  },
  ForgotPassword({ pool, client }, read, { users }) {
    requireAdminRecovery(pool, "ForgotPassword");
    const { Username } = read(v.strictObject(ofUser));
    if (!tellsUnknown(client)) {
      // The answer doesn't reveal that the user is unknown, or can't get a code.
      return { CodeDeliveryDetails: { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "a***@e***" } };
    }
    const user = users.find(pool, Username);
    if (user === undefined) {
      throw unknownUser();
    }
    if (user.status === "FORCE_CHANGE_PASSWORD") {
      throw notAuthorizedException("User password cannot be reset in the current state.");
    }
    throw new AwsError(
      "InvalidParameterException",
      "Cannot reset password for the user as there is no registered/verified email or phone_number",
    );
  },
  ConfirmForgotPassword({ pool, client }, read, { users }) {
    requireAdminRecovery(pool, "ConfirmForgotPassword");
    const { Username } = read(v.strictObject({ ...ofUser, ConfirmationCode: v.string(), Password: v.string() }));
    const user = users.find(pool, Username);
    if (user === undefined && tellsUnknown(client)) {
      throw unknownUser();
    }
    throw user?.enabled === true
      ? noCode()
      : new AwsError("CodeMismatchException", "Invalid verification code provided, please try again.");
  },
  RevokeToken({ client }, read, { signIns }) {
    const { Token } = read(v.strictObject({ ...ofClient, Token: v.string() }));
    if (client.state.enableTokenRevocation === false || !signIns.revoke(client, Token)) {
      throw NotKnown.operation("Cognito", "RevokeToken of other tokens than a client's refresh tokens");
    }
    return {};
  },
};

/** Attributes that only Cognito writes. Source: Cognito Developer Guide, "Working with user attributes". */
const notWritable = ["sub", "email_verified", "phone_number_verified"];

/** The operations that take an access token. */
const byOwner: Readonly<Record<string, (owner: Owner, read: Read, hands: Hands) => object>> = {
  GetUser({ user }, read) {
    read(v.strictObject(ofOwner));
    const mfa = user.authenticator === undefined ? {} : { UserMFASettingList: ["SOFTWARE_TOKEN_MFA"] };
    return { Username: user.username, UserAttributes: allAttributes(user), ...mfa };
  },
  ChangePassword({ pool, user }, read, { users }) {
    const { PreviousPassword, ProposedPassword } = read(
      v.strictObject({ ...ofOwner, PreviousPassword: v.string(), ProposedPassword: v.string() }),
    );
    if (!isPassword(user.password, PreviousPassword)) {
      throw notAuthorizedException("Incorrect username or password.");
    }
    users.setPassword(pool, user.username, ProposedPassword, true);
    return {};
  },
  UpdateUserAttributes({ pool, user }, read, { users }) {
    const attribute = v.strictObject({ Name: v.string(), Value: v.string() });
    const { UserAttributes } = read(v.strictObject({ ...ofOwner, UserAttributes: v.array(attribute) }));
    const names = UserAttributes.map(({ Name }) => Name);
    if (names.some((name) => name.includes(":"))) {
      throw NotKnown.members("Cognito", "UpdateUserAttributes", ["UserAttributes of a pool's own"]);
    }
    if (names.some((name) => notWritable.includes(name))) {
      throw notAuthorizedException("A client attempted to write unauthorized attribute");
    }
    const kept = user.attributes.filter(({ Name }) => !names.includes(Name));
    users.change(pool, user, { attributes: [...kept, ...UserAttributes] });
    return { CodeDeliveryDetailsList: [] };
  },
  SetUserMFAPreference({ user }, read) {
    const settings = v.strictObject({ Enabled: v.literal(true), PreferredMfa: v.optional(v.boolean()) });
    read(v.strictObject({ ...ofOwner, SoftwareTokenMfaSettings: settings }));
    if (user.authenticator === undefined) {
      throw new AwsError("InvalidParameterException", "User has not verified software token mfa");
    }
    return {};
  },
  GlobalSignOut({ pool, user }, read, { users }) {
    read(v.strictObject(ofOwner));
    users.change(pool, user, { signOuts: user.signOuts + 1 });
    return {};
  },
  DeleteUser({ pool, user }, read, { users }) {
    read(v.strictObject(ofOwner));
    users.delete(pool, user.username);
    return {};
  },
};

/** The other unsigned operations. Source: the service model of cognito-idp, operations with `authtype` `none`. */
const unknown = [
  "CompleteWebAuthnRegistration",
  "ConfirmDevice",
  "DeleteUserAttributes",
  "DeleteWebAuthnCredential",
  "ForgetDevice",
  "GetDevice",
  "GetTokensFromRefreshToken",
  "GetUserAttributeVerificationCode",
  "GetUserAuthFactors",
  "ListDevices",
  "ListUserSessions",
  "ListWebAuthnCredentials",
  "RevokeUserSession",
  "SetUserSettings",
  "StartWebAuthnRegistration",
  "UpdateAuthEventFeedback",
  "UpdateDeviceStatus",
  "VerifyUserAttribute",
];

/** Where a call came in. */
interface Place {
  readonly world: World;
  readonly region: string;
  readonly via: Via | undefined;
  /** A client of the region, with its pool. */
  readonly entrance: (clientId: string) => Entrance;
}

/** Answers what users do without a signature, besides signing in; undefined for any other operation. */
export async function serveUsers(
  { world, region, via, entrance }: Place,
  hands: Hands,
  name: string,
  members: unknown,
): Promise<object | undefined> {
  const read: Read = (schema) => readMembers("Cognito", name, schema, members);
  const ofClients = byClient[name];
  if (ofClients !== undefined) {
    const found = entrance(read(v.looseObject(ofClient)).ClientId);
    await permitAnonymous(world, via, found.pool, name);
    return ofClients(found, read, hands);
  }
  const ofOwners = byOwner[name];
  if (ofOwners !== undefined) {
    const owner = hands.signIns.owner(region, read(v.looseObject(ofOwner)).AccessToken);
    await permitAnonymous(world, via, owner.pool, name);
    return ofOwners(owner, read, hands);
  }
  if (unknown.includes(name)) {
    throw NotKnown.operation("Cognito", name);
  }
  return undefined;
}
