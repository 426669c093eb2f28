import { AdminDisableUserCommand, AdminUserGlobalSignOutCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { SetClock } from "../../support/clock";
import {
  claimsOf,
  eachTestWithCognito,
  makePool,
  type Pool,
  permanent,
  temporary,
  tokensOf,
} from "../../support/cognito";
import { refusalOf } from "../../support/failure";
import { region } from "../../support/local-aws";
import { callThrough, through } from "../../support/studio-services";

/** A pool as the stacks make it. */
const ours = {
  adminCreateUserConfig: { allowAdminCreateUserOnly: true },
  accountRecoverySetting: { recoveryMechanisms: [{ name: "admin_only", priority: 1 }] },
};

const refused = (message: string, code = "NotAuthorizedException") => ({ status: 400, __type: code, message });
const notKnown = (what: string) => ({
  status: 501,
  __type: "NotImplemented",
  message: `the local AWS doesn't ${what}`,
});
const expired = refused("Invalid code provided, please request a code again.", "ExpiredCodeException");
const mismatch = refused("Invalid verification code provided, please try again.", "CodeMismatchException");
const notFound = refused("Username/client id combination not found.", "UserNotFoundException");
const revoked = refused("Access Token has been revoked");

describe("Cognito's operations that nobody signs", () => {
  const clock = new SetClock();
  const { services, administrator, create, signIn, respond } = eachTestWithCognito(clock);
  let pool: Pool;
  let tokens: ReturnType<typeof tokensOf>;
  beforeEach(async () => {
    clock.set(new Date());
    pool = await makePool(services().aws, "users", ours);
    await create(pool.poolId, "new");
    await create(pool.poolId, "anna");
    const { Session } = await signIn(pool.clientId, "anna", temporary);
    const answers = { USERNAME: "anna", NEW_PASSWORD: permanent };
    tokens = tokensOf(await respond(pool.clientId, "NEW_PASSWORD_REQUIRED", Session, answers));
  });

  /** Asks without a signature, as anybody on the internet can. */
  async function ask(operation: string, members: object): Promise<object> {
    services().aws.onMistake = () => {};
    const answer = await fetch(services().url, {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify(members),
    });
    return { status: answer.status, ...JSON.parse(await answer.text()) };
  }
  const asOwner = (operation: string, members: object = {}) =>
    ask(operation, { AccessToken: tokens.access, ...members });

  const code = { ConfirmationCode: "123456" };
  const simulated = {
    status: 200,
    CodeDeliveryDetails: { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "a***@e***" },
  };
  const byClient = [
    {
      operation: "SignUp",
      who: "stranger",
      members: { Password: permanent },
      answer: refused("SignUp is not permitted for this user pool"),
    },
    {
      operation: "ConfirmSignUp",
      who: "anna",
      members: code,
      answer: refused("User cannot be confirmed. Current status is CONFIRMED"),
    },
    {
      operation: "ConfirmSignUp",
      who: "new",
      members: code,
      answer: refused("User cannot be confirmed. Current status is FORCE_CHANGE_PASSWORD"),
    },
    { operation: "ConfirmSignUp", who: "stranger", members: code, answer: expired, legacy: notFound },
    {
      operation: "ResendConfirmationCode",
      who: "anna",
      answer: refused("User is already confirmed.", "InvalidParameterException"),
    },
    {
      operation: "ResendConfirmationCode",
      who: "stranger",
      answer: refused("Cannot resend codes. Auto verification not turned on.", "InvalidParameterException"),
    },
    { operation: "ForgotPassword", who: "stranger", answer: simulated, legacy: notFound },
    {
      operation: "ForgotPassword",
      who: "new",
      answer: simulated,
      legacy: refused("User password cannot be reset in the current state."),
    },
    {
      operation: "ForgotPassword",
      who: "anna",
      answer: simulated,
      legacy: refused(
        "Cannot reset password for the user as there is no registered/verified email or phone_number",
        "InvalidParameterException",
      ),
    },
    { operation: "ConfirmForgotPassword", who: "anna", members: { ...code, Password: permanent }, answer: expired },
    {
      operation: "ConfirmForgotPassword",
      who: "stranger",
      members: { ...code, Password: permanent },
      answer: mismatch,
      legacy: notFound,
    },
  ];
  for (const { operation, who, members, answer, legacy = answer } of byClient) {
    it(`answer ${operation} of ${who} in a pool that administrators fill, and where unknown users are told`, async () => {
      const told = await makePool(services().aws, "told", ours, { preventUserExistenceErrors: "LEGACY" });
      await create(told.poolId, "new");
      await create(told.poolId, "anna");
      const { Session } = await signIn(told.clientId, "anna", temporary);
      await respond(told.clientId, "NEW_PASSWORD_REQUIRED", Session, { USERNAME: "anna", NEW_PASSWORD: permanent });
      const given = { Username: who, ...members };

      expect(await ask(operation, { ClientId: pool.clientId, ...given })).to.deep.equal(answer);
      expect(await ask(operation, { ClientId: told.clientId, ...given })).to.deep.equal(legacy);
    });
  }

  it("are refused by name in a pool whose users sign up and recover passwords by themselves", async () => {
    const { clientId } = await makePool(services().aws, "open");
    const given = { ClientId: clientId, Username: "anna" };

    expect(await ask("SignUp", { ...given, Password: permanent })).to.deep.equal(
      notKnown("know the Cognito operation SignUp of pools where users sign themselves up"),
    );
    for (const [operation, members] of [
      ["ForgotPassword", {}],
      ["ConfirmForgotPassword", { ...code, Password: permanent }],
    ] as const) {
      expect(await ask(operation, { ...given, ...members })).to.deep.equal(
        notKnown(`know the Cognito operation ${operation} of pools where users recover passwords by themselves`),
      );
    }
  });

  it("tell the owner of an access token who they are, and take other attributes", async () => {
    const sub = { Name: "sub", Value: claimsOf(tokens.access).sub };
    expect(await asOwner("GetUser")).to.deep.equal({ status: 200, Username: "anna", UserAttributes: [sub] });

    const UserAttributes = [{ Name: "nickname", Value: "An" }];
    expect(await asOwner("UpdateUserAttributes", { UserAttributes })).to.deep.equal({
      status: 200,
      CodeDeliveryDetailsList: [],
    });
    expect(await asOwner("GetUser")).to.have.deep.property("UserAttributes", [...UserAttributes, sub]);
    expect(
      await asOwner("UpdateUserAttributes", { UserAttributes: [{ Name: "email_verified", Value: "true" }] }),
    ).to.deep.equal(refused("A client attempted to write unauthorized attribute"));
  });

  it("change the password of a token's owner who knows the old one, and no other", async () => {
    const change = (PreviousPassword: string, ProposedPassword: string) =>
      asOwner("ChangePassword", { PreviousPassword, ProposedPassword });

    expect(await change(temporary, "Another-34567")).to.deep.equal(refused("Incorrect username or password."));
    expect(await change(permanent, "short")).to.deep.equal(
      refused("Password did not conform with policy: Password not long enough", "InvalidPasswordException"),
    );
    expect(await change(permanent, "Another-34567")).to.deep.equal({ status: 200 });
    expect(await signIn(pool.clientId, "anna", "Another-34567")).to.have.property("AuthenticationResult");
  });

  it("delete the owner of an access token, which is good for nothing then", async () => {
    expect(await asOwner("DeleteUser")).to.deep.equal({ status: 200 });

    expect(await asOwner("GetUser")).to.deep.equal(refused("User does not exist.", "UserNotFoundException"));
    expect(await refusalOf(signIn(pool.clientId, "anna", permanent))).to.include({ code: "NotAuthorizedException" });
  });

  it("take no second factor for one that was never set up", async () => {
    expect(await asOwner("SetUserMFAPreference", { SoftwareTokenMfaSettings: { Enabled: true } })).to.deep.equal(
      refused("User has not verified software token mfa", "InvalidParameterException"),
    );
  });

  const wanted = { UserPoolId: "", Username: "anna" };
  for (const { what, end, answer } of [
    { what: "after GlobalSignOut", end: () => asOwner("GlobalSignOut"), answer: revoked },
    {
      what: "after RevokeToken of its refresh token",
      end: () => ask("RevokeToken", { ClientId: pool.clientId, Token: tokens.refresh }),
      answer: revoked,
    },
    {
      what: "after an administrator's sign-out",
      end: () => administrator().send(new AdminUserGlobalSignOutCommand({ ...wanted, UserPoolId: pool.poolId })),
      answer: revoked,
    },
    {
      what: "of a user who is disabled",
      end: () => administrator().send(new AdminDisableUserCommand({ ...wanted, UserPoolId: pool.poolId })),
      answer: refused("User is disabled."),
    },
    { what: "that has expired", end: async () => clock.move(3600), answer: refused("Access Token has expired") },
    {
      what: "that somebody changed",
      end: async () => {
        tokens = { ...tokens, access: `${tokens.access.slice(0, -8)}AAAAAAAA` };
      },
      answer: refused("Could not verify signature for Access Token"),
    },
    {
      what: "that is an ID token",
      end: async () => {
        tokens = { ...tokens, access: tokens.id };
      },
      answer: refused("Invalid Access Token"),
    },
  ]) {
    it(`refuse an access token ${what}`, async () => {
      expect(await asOwner("GetUser")).to.have.property("status", 200);

      await end();

      expect(await asOwner("GetUser")).to.deep.equal(answer);
    });
  }

  it("keep a user's other sign-in when one is revoked", async () => {
    const other = tokensOf(await signIn(pool.clientId, "anna", permanent));

    await ask("RevokeToken", { ClientId: pool.clientId, Token: other.refresh });

    expect(await asOwner("GetUser")).to.have.property("status", 200);
    const again = { AuthFlow: "REFRESH_TOKEN_AUTH", ClientId: pool.clientId };
    expect(await ask("InitiateAuth", { ...again, AuthParameters: { REFRESH_TOKEN: other.refresh } })).to.deep.equal(
      refused("Refresh Token has been revoked"),
    );
  });

  for (const { operation, members, what } of [
    { operation: "ListDevices", members: {}, what: "know the Cognito operation ListDevices" },
    {
      operation: "GetTokensFromRefreshToken",
      members: {},
      what: "know the Cognito operation GetTokensFromRefreshToken",
    },
    {
      operation: "SetUserMFAPreference",
      members: { SoftwareTokenMfaSettings: { Enabled: false } },
      what: "understand a call of Cognito SetUserMFAPreference: SoftwareTokenMfaSettings.Enabled",
    },
    {
      operation: "AssociateSoftwareToken",
      members: {},
      what: "understand a call of Cognito AssociateSoftwareToken: Session, AccessToken",
    },
    {
      operation: "UpdateUserAttributes",
      members: { UserAttributes: [{ Name: "custom:team", Value: "a" }] },
      what: "understand a call of Cognito UpdateUserAttributes: UserAttributes of a pool's own",
    },
  ]) {
    it(`get 501 by name, and no 403, for ${operation} that isn't known`, async () => {
      expect(await asOwner(operation, members)).to.deep.equal(notKnown(what));
    });
  }

  it("get 403 where an operation takes signatures only", async () => {
    expect(await ask("ListUsers", { UserPoolId: pool.poolId })).to.deep.equal({
      status: 403,
      __type: "MissingAuthenticationToken",
      message: "Request is missing Authentication Token",
    });
  });

  it("pass an endpoint whose policy names them to everybody, and no other", async () => {
    const statement = {
      Sid: "Sign",
      Effect: "Allow",
      Principal: "*",
      Action: "cognito-idp:RevokeToken",
      Resource: "*",
    };
    const inside = (operation: string, members: object) =>
      callThrough(services().cognito, through("vpce-0c00000000000001", "cognito-idp", statement), {
        host: `cognito-idp.${region}.amazonaws.com`,
        target: `AWSCognitoIdentityProviderService.${operation}`,
        members,
      });

    expect(await refusalOf(inside("DeleteUser", { AccessToken: tokens.access }))).to.include({
      code: "AccessDeniedException",
    });
    expect(await refusalOf(inside("SignUp", { ClientId: pool.clientId }))).to.include({
      code: "AccessDeniedException",
    });
    expect(await inside("RevokeToken", { ClientId: pool.clientId, Token: tokens.refresh })).to.include({ status: 200 });
  });
});
