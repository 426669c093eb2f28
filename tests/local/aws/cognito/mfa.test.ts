import { AssociateSoftwareTokenCommand, VerifySoftwareTokenCommand } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { totpCode } from "../../../../local/aws/cognito/totp";
import { SetClock } from "../../support/clock";
import { eachTestWithCognito, makePool, type Pool, permanent, temporary } from "../../support/cognito";
import { refusalOf } from "../../support/failure";

const required = { mfaConfiguration: "ON", softwareTokenMfaConfiguration: { enabled: true } };

describe("An authenticator app's codes", () => {
  // RFC 6238, appendix B, its last six digits; the secret is "12345678901234567890" in base 32.
  const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  for (const [time, code] of [
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_234_567_890, "005924"],
    [20_000_000_000, "353130"],
  ] as const) {
    it(`are those of RFC 6238 at second ${time}`, () => {
      expect(totpCode(secret, new Date(time * 1000))).to.equal(code);
    });
  }
});

describe("Cognito's second factor", () => {
  const clock = new SetClock();
  const { services, user, create, signIn, respond } = eachTestWithCognito(clock);
  let pool: Pool;
  beforeEach(async () => {
    clock.set(new Date());
    pool = await makePool(services().aws, "users", required);
    await create(pool.poolId, "anna");
  });

  const associate = (Session: string | undefined) => user().send(new AssociateSoftwareTokenCommand({ Session }));
  const verify = (Session: string | undefined, UserCode: string) =>
    user().send(new VerifySoftwareTokenCommand({ Session, UserCode }));
  const code = (secret: string | undefined) => totpCode(secret ?? "", clock.now());

  /** Signs in for the first time, up to where the authenticator is to be set up. */
  async function toSetup(): Promise<string | undefined> {
    const { Session } = await signIn(pool.clientId, "anna", temporary);
    const next = await respond(pool.clientId, "NEW_PASSWORD_REQUIRED", Session, {
      USERNAME: "anna",
      NEW_PASSWORD: permanent,
    });
    expect(next.ChallengeName).to.equal("MFA_SETUP");
    expect(next.ChallengeParameters?.MFAS_CAN_SETUP).to.equal('["SOFTWARE_TOKEN_MFA"]');
    return next.Session;
  }

  /** Sets the authenticator up, and gives its secret. */
  async function setUp(): Promise<string> {
    const { SecretCode = "", Session } = await associate(await toSetup());
    const verified = await verify(Session, code(SecretCode));
    expect(verified.Status).to.equal("SUCCESS");
    const done = await respond(pool.clientId, "MFA_SETUP", verified.Session, { USERNAME: "anna" });
    expect(done.AuthenticationResult).to.have.property("AccessToken");
    return SecretCode;
  }

  it("is set up at the first sign-in, and asked for at the next", async () => {
    const secret = await setUp();
    clock.move(60);

    const next = await signIn(pool.clientId, "anna", permanent);
    expect(next.ChallengeName).to.equal("SOFTWARE_TOKEN_MFA");
    expect(next.AuthenticationResult).to.equal(undefined);
    const done = await respond(pool.clientId, "SOFTWARE_TOKEN_MFA", next.Session, {
      USERNAME: "anna",
      SOFTWARE_TOKEN_MFA_CODE: code(secret),
    });
    expect(done.AuthenticationResult).to.have.property("AccessToken");
  });

  it("refuses a wrong code, lets the user try again, and takes each code once", async () => {
    const secret = await setUp();
    clock.move(60);
    const answer = (Session: string | undefined, SOFTWARE_TOKEN_MFA_CODE: string) =>
      respond(pool.clientId, "SOFTWARE_TOKEN_MFA", Session, { USERNAME: "anna", SOFTWARE_TOKEN_MFA_CODE });
    const { Session } = await signIn(pool.clientId, "anna", permanent);
    const good = code(secret);
    const wrong = good === "000000" ? "000001" : "000000";

    expect(await refusalOf(answer(Session, wrong))).to.deep.equal({
      code: "CodeMismatchException",
      message: "Invalid code received for user",
    });
    await answer(Session, good);
    const again = await signIn(pool.clientId, "anna", permanent);
    expect(await refusalOf(answer(again.Session, good))).to.deep.equal({
      code: "ExpiredCodeException",
      message: "Your software token has already been used once.",
    });
  });

  it("can't be set up with a wrong code, or without any", async () => {
    const first = await associate(await toSetup());
    const good = code(first.SecretCode);

    expect(await refusalOf(verify(first.Session, good === "000000" ? "000001" : "000000"))).to.deep.equal({
      code: "EnableSoftwareTokenMFAException",
      message: "Code mismatch",
    });
    expect(await refusalOf(respond(pool.clientId, "MFA_SETUP", first.Session, { USERNAME: "anna" }))).to.deep.equal({
      code: "InvalidParameterException",
      message: "User has not verified software token mfa",
    });
  });

  for (const { what, client, ends } of [
    { what: "within the 15 minutes that a client gives", client: { authSessionValidity: 15 }, ends: false },
    { what: "after the 3 minutes that Cognito gives by itself", client: {}, ends: true },
  ]) {
    it(`${ends ? "can't" : "can"} be set up in ten minutes, ${what}`, async () => {
      pool = await makePool(services().aws, "others", required, client);
      await create(pool.poolId, "anna");
      const { SecretCode = "", Session } = await associate(await toSetup());
      clock.move(600);
      const verifying = verify(Session, code(SecretCode));

      if (ends) {
        expect(await refusalOf(verifying)).to.deep.equal({
          code: "NotAuthorizedException",
          message: "Invalid session for the user, session is expired.",
        });
      } else {
        const { Session: last } = await verifying;
        const done = await respond(pool.clientId, "MFA_SETUP", last, { USERNAME: "anna" });
        expect(done.AuthenticationResult).to.have.property("AccessToken");
      }
    });
  }

  it("can't be set up with the session of another challenge", async () => {
    const { Session } = await signIn(pool.clientId, "anna", temporary);

    expect(await refusalOf(associate(Session))).to.deep.equal({
      code: "NotAuthorizedException",
      message: "Invalid session for the user.",
    });
  });
});
