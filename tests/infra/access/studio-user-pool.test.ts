import { expect } from "chai";
import { check, mistakesIn } from "../../../common/validation";
import { StudioUserPool } from "../../../infra/access/studio-user-pool";
import type { StudioUserPoolArgs } from "../../../infra/access/studio-user-pool-arguments";
import { studioUserPoolArguments } from "../../../infra/access/studio-user-pool-arguments";
import { evaluate, only, type Registered } from "../../support/evaluate";

function register(overrides: Partial<StudioUserPoolArgs> = {}, preview = false): Promise<Registered[]> {
  return evaluate(() => {
    new StudioUserPool("users", { suffix: "shared", ...overrides });
  }, preview);
}

const poolType = "aws:cognito/userPool:UserPool";
const clientType = "aws:cognito/userPoolClient:UserPoolClient";

describe("StudioUserPool", () => {
  it("is a pool without domain, whose users administrators make, with long passwords, a second factor and names in any case", async () => {
    const resources = await register();
    expect(resources.map(({ type, name }) => `${type} ${name}`)).to.have.members([
      "sagemaker-multi-account:access:StudioUserPool users",
      `${poolType} users-pool`,
      `${clientType} users-client`,
    ]);
    expect(only(resources, poolType).inputs).to.deep.equal({
      name: "studio-shared",
      usernameConfiguration: { caseSensitive: false },
      adminCreateUserConfig: { allowAdminCreateUserOnly: true },
      accountRecoverySetting: { recoveryMechanisms: [{ name: "admin_only", priority: 1 }] },
      passwordPolicy: {
        minimumLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireNumbers: true,
        requireSymbols: true,
        temporaryPasswordValidityDays: 1,
      },
      mfaConfiguration: "ON",
      softwareTokenMfaConfiguration: { enabled: true },
      deletionProtection: "ACTIVE",
    });
  });

  it("has one client without a secret, which signs in by password and doesn't reveal whether a user exists", async () => {
    expect(only(await register(), clientType).inputs).to.deep.equal({
      name: "studio-shared",
      userPoolId: "users-pool-id",
      generateSecret: false,
      explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      preventUserExistenceErrors: "ENABLED",
      enableTokenRevocation: true,
      accessTokenValidity: 60,
      idTokenValidity: 60,
      refreshTokenValidity: 12,
      // The longest that Cognito takes: time to type the key of an authenticator app.
      authSessionValidity: 15,
      tokenValidityUnits: { accessToken: "minutes", idToken: "minutes", refreshToken: "hours" },
    });
  });

  it("asks for no code where mfa is off", async () => {
    const { inputs } = only(await register({ mfa: "off" }), poolType);
    expect(inputs).to.include({ mfaConfiguration: "OFF" }).and.not.to.have.property("softwareTokenMfaConfiguration");
  });

  for (const [mfa, mfaConfiguration] of [
    ["optional", "OPTIONAL"],
    ["required", "ON"],
  ] as const) {
    it(`accepts only codes of authenticator apps if mfa is ${mfa}`, async () => {
      expect(only(await register({ mfa }), poolType).inputs).to.deep.include({
        mfaConfiguration,
        softwareTokenMfaConfiguration: { enabled: true },
      });
    });
  }

  it("gives access tokens the configured lifetime", async () => {
    expect(only(await register({ accessTokenMinutes: 5 }), clientType).inputs.accessTokenValidity).to.equal(5);
  });

  it("can be deleted if configured", async () => {
    expect(only(await register({ deletionProtection: false }), poolType).inputs.deletionProtection).to.equal(
      "INACTIVE",
    );
  });

  it("previews before anything exists", async () => {
    expect(await register({}, true)).to.have.length(3);
  });

  it("names what to write in place of a wrong mfa", () => {
    expect(mistakesIn(check(studioUserPoolArguments, { suffix: "shared", mfa: "sms" }))).to.deep.equal([
      { property: "mfa", reason: 'is "sms": write off, optional or required' },
    ]);
  });

  it("refuses every wrong argument at once, before anything is registered", () => {
    expect(() => new StudioUserPool("users", { suffix: "", accessTokenMinutes: 721 })).to.throw(
      [
        'StudioUserPool "users": 2 mistakes, nothing was changed',
        "  suffix is not set: 1 to 40 letters, digits, _ and -, since AWS names end in it",
        "  accessTokenMinutes is 721: an access token lasts at least 5 minutes, and no longer than the refresh token's 12 hours; give a whole number from 5 to 720",
      ].join("\n"),
    );
  });
});
