import {
  AdminDisableUserCommand,
  AdminUserGlobalSignOutCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from "jose";
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
import { failure, refusalOf } from "../../support/failure";
import { put, region } from "../../support/local-aws";
import { userPoolClient } from "../../support/studio-wanted";

const wrongPassword = { code: "NotAuthorizedException", message: "Incorrect username or password." };
const refused = (message: string) => ({ code: "NotAuthorizedException", message });

describe("Cognito's sign-in", () => {
  const clock = new SetClock();
  const { services, administrator, user, create, signIn, respond } = eachTestWithCognito(clock);
  let pool: Pool;
  beforeEach(async () => {
    clock.set(new Date());
    pool = await makePool(services().aws);
  });

  /** Makes a user who has a password of their own. */
  async function confirm(name: string, at: Pool = pool) {
    await create(at.poolId, name);
    const { Session } = await signIn(at.clientId, name, temporary);
    return respond(at.clientId, "NEW_PASSWORD_REQUIRED", Session, { USERNAME: name, NEW_PASSWORD: permanent });
  }

  const refresh = (clientId: string, token: string) =>
    user().send(
      new InitiateAuthCommand({
        AuthFlow: "REFRESH_TOKEN_AUTH",
        ClientId: clientId,
        AuthParameters: { REFRESH_TOKEN: token },
      }),
    );

  it("asks a new user for a password of their own, and then hands out tokens", async () => {
    await create(pool.poolId, "anna");

    const first = await signIn(pool.clientId, "anna", temporary);
    expect(first.AuthenticationResult).to.equal(undefined);
    expect(first.ChallengeName).to.equal("NEW_PASSWORD_REQUIRED");
    const second = await respond(pool.clientId, "NEW_PASSWORD_REQUIRED", first.Session, {
      USERNAME: "anna",
      NEW_PASSWORD: permanent,
    });

    expect(second.ChallengeName).to.equal(undefined);
    expect(second.AuthenticationResult).to.include({ ExpiresIn: 3600, TokenType: "Bearer" });
    expect((await signIn(pool.clientId, "anna", permanent)).AuthenticationResult).to.have.property("AccessToken");
    expect(await refusalOf(signIn(pool.clientId, "anna", temporary))).to.deep.equal(wrongPassword);
  });

  it("gives tokens Cognito's claims", async () => {
    const { access, id } = tokensOf(await confirm("anna"));
    const now = Math.floor(clock.now().getTime() / 1000);
    const issuer = `https://cognito-idp.${region}.amazonaws.com/${pool.poolId}`;

    const { sub, event_id, jti, origin_jti, ...claims } = claimsOf(access);
    expect(claims).to.deep.equal({
      iss: issuer,
      client_id: pool.clientId,
      token_use: "access",
      scope: "aws.cognito.signin.user.admin",
      username: "anna",
      auth_time: now,
      iat: now,
      exp: now + 3600,
    });
    const { event_id: _, jti: otherId, ...idClaims } = claimsOf(id);
    expect(idClaims).to.deep.equal({
      sub,
      origin_jti,
      iss: issuer,
      aud: pool.clientId,
      token_use: "id",
      "cognito:username": "anna",
      auth_time: now,
      iat: now,
      exp: now + 3600,
    });
    for (const unique of [sub, event_id, jti, origin_jti, otherId]) {
      expect(unique).to.match(/^[0-9a-f-]{36}$/);
    }
    expect(jti).not.to.equal(otherId);
  });

  it("signs tokens with the key that the pool publishes, and no other pool's", async () => {
    const other = await makePool(services().aws, "others");
    const { access } = tokensOf(await confirm("anna"));
    const { access: foreign } = tokensOf(await confirm("anna", other));
    const keySet = createRemoteJWKSet(new URL(`${services().url}/${pool.poolId}/.well-known/jwks.json`));
    const check = (token: string) => jwtVerify(token, keySet, { currentDate: clock.now() });

    expect((await check(access)).payload.username).to.equal("anna");
    expect(decodeProtectedHeader(access)).to.have.all.keys("alg", "kid");
    expect((await failure(check(foreign))).message).to.equal("no applicable key found in the JSON Web Key Set");
  });

  it("publishes no keys of a pool that doesn't exist", async () => {
    const answer = await fetch(`${services().url}/${region}_Unknown12/.well-known/jwks.json`);

    expect(answer.status).to.equal(400);
    expect(await answer.json()).to.include({ message: `User pool ${region}_Unknown12 does not exist.` });
  });

  it("answers an unknown user as it does a wrong password, unless the client is to tell", async () => {
    await confirm("anna");
    const client = userPoolClient("telling", pool.poolId, { preventUserExistenceErrors: "LEGACY" });
    const telling = await put(services().aws, client);

    expect(await refusalOf(signIn(pool.clientId, "anna", "Wrong-123"))).to.deep.equal(wrongPassword);
    expect(await refusalOf(signIn(pool.clientId, "bob", "Wrong-123"))).to.deep.equal(wrongPassword);
    expect(await refusalOf(signIn(telling.id, "anna", "Wrong-123"))).to.deep.equal(wrongPassword);
    expect(await refusalOf(signIn(telling.id, "bob", "Wrong-123"))).to.deep.equal({
      code: "UserNotFoundException",
      message: "User does not exist.",
    });
  });

  it("takes a name in either case, and puts it into tokens as it was made", async () => {
    await confirm("Anna");

    const { access } = tokensOf(await signIn(pool.clientId, "aNNA", permanent));

    expect(claimsOf(access).username).to.equal("Anna");
  });

  it("tells names apart by case in a case-sensitive pool", async () => {
    const strict = await makePool(services().aws, "strict", { usernameConfiguration: { caseSensitive: true } });
    await confirm("Anna", strict);

    expect(await refusalOf(signIn(strict.clientId, "anna", permanent))).to.deep.equal(wrongPassword);
  });

  it("lets tokens last as long as the client's settings", async () => {
    const short = await put(
      services().aws,
      userPoolClient("short", pool.poolId, {
        accessTokenValidity: 5,
        idTokenValidity: 10,
        tokenValidityUnits: { accessToken: "minutes", idToken: "minutes" },
      }),
    );
    await confirm("anna");

    const answer = await signIn(short.id, "anna", permanent);

    const now = Math.floor(clock.now().getTime() / 1000);
    expect(answer.AuthenticationResult?.ExpiresIn).to.equal(300);
    expect(claimsOf(answer.AuthenticationResult?.AccessToken).exp).to.equal(now + 300);
    expect(claimsOf(answer.AuthenticationResult?.IdToken).exp).to.equal(now + 600);
  });

  it("refreshes the tokens of a sign-in until the refresh token ends", async () => {
    const first = tokensOf(await confirm("anna"));
    const { auth_time, origin_jti } = claimsOf(first.access);

    clock.move(30 * 86_400 - 1);
    const second = await refresh(pool.clientId, first.refresh);
    expect(second.AuthenticationResult).not.to.have.property("RefreshToken");
    expect(claimsOf(second.AuthenticationResult?.AccessToken)).to.include({ auth_time, origin_jti, username: "anna" });

    clock.move(1);
    expect(await refusalOf(refresh(pool.clientId, first.refresh))).to.deep.equal(refused("Refresh Token has expired"));
  });

  it("takes no refresh token of before a global sign-out, and those of a sign-in after it", async () => {
    const { refresh: before } = tokensOf(await confirm("anna"));
    const signOut = (Username: string) =>
      administrator().send(new AdminUserGlobalSignOutCommand({ UserPoolId: pool.poolId, Username }));
    await signOut("anna");
    expect(await refusalOf(refresh(pool.clientId, before))).to.deep.equal(refused("Refresh Token has been revoked"));

    const { refresh: after } = tokensOf(await signIn(pool.clientId, "anna", permanent));
    expect((await refresh(pool.clientId, after)).AuthenticationResult).to.have.property("AccessToken");
    expect(await refusalOf(signOut("bob"))).to.deep.equal({
      code: "UserNotFoundException",
      message: "User does not exist.",
    });
  });

  it("accepts a refresh token only at its own client, and only one that it issued", async () => {
    const other = await put(services().aws, userPoolClient("other", pool.poolId));
    const { refresh: token } = tokensOf(await confirm("anna"));

    expect(await refusalOf(refresh(other.id, token))).to.deep.equal(refused("Invalid Refresh Token"));
    expect(await refusalOf(refresh(pool.clientId, "made-up"))).to.deep.equal(refused("Invalid Refresh Token"));
  });

  it("refuses a disabled user who gives the right password or a refresh token, and reveals it to nobody else", async () => {
    const { refresh: token } = tokensOf(await confirm("anna"));
    await administrator().send(new AdminDisableUserCommand({ UserPoolId: pool.poolId, Username: "anna" }));

    expect(await refusalOf(signIn(pool.clientId, "anna", permanent))).to.deep.equal(refused("User is disabled."));
    expect(await refusalOf(refresh(pool.clientId, token))).to.deep.equal(refused("User is disabled."));
    expect(await refusalOf(signIn(pool.clientId, "anna", "Wrong-123"))).to.deep.equal(wrongPassword);
  });

  it("refuses a temporary password that is too old", async () => {
    await create(pool.poolId, "anna");

    clock.move(7 * 86_400 - 1);
    expect((await signIn(pool.clientId, "anna", temporary)).ChallengeName).to.equal("NEW_PASSWORD_REQUIRED");
    clock.move(1);
    expect(await refusalOf(signIn(pool.clientId, "anna", temporary))).to.deep.equal(
      refused("Temporary password has expired and must be reset by an administrator."),
    );
  });

  it("takes a challenge's session once, in time and for its own user", async () => {
    await create(pool.poolId, "anna");
    await confirm("bob");
    const { Session } = await signIn(pool.clientId, "anna", temporary);
    const answer = (session: string | undefined, USERNAME: string) =>
      respond(pool.clientId, "NEW_PASSWORD_REQUIRED", session, { USERNAME, NEW_PASSWORD: permanent });

    expect(await refusalOf(answer(Session, "bob"))).to.deep.equal(refused("Invalid session for the user."));
    expect(await refusalOf(answer("s".repeat(40), "anna"))).to.deep.equal(refused("Invalid session for the user."));
    await answer(Session, "ANNA");
    expect(await refusalOf(answer(Session, "anna"))).to.deep.equal(
      refused("Invalid session for the user, session can only be used once."),
    );

    await create(pool.poolId, "carol");
    const late = await signIn(pool.clientId, "carol", temporary);
    clock.move(180);
    expect(await refusalOf(answer(late.Session, "carol"))).to.deep.equal(
      refused("Invalid session for the user, session is expired."),
    );
  });

  it("refuses a flow that the client doesn't allow, and a client that doesn't exist", async () => {
    const flows = { explicitAuthFlows: ["ALLOW_USER_SRP_AUTH"] };
    const other = await put(services().aws, userPoolClient("other", pool.poolId, flows));

    expect(await refusalOf(signIn(other.id, "anna", permanent))).to.deep.equal({
      code: "InvalidParameterException",
      message: "USER_PASSWORD_AUTH flow not enabled for this client",
    });
    expect(await refusalOf(refresh(other.id, "token"))).to.deep.equal({
      code: "InvalidParameterException",
      message: "Auth flow not enabled for this client",
    });
    expect(await refusalOf(signIn("unknown", "anna", permanent))).to.deep.equal({
      code: "ResourceNotFoundException",
      message: "User pool client unknown does not exist.",
    });
  });
});
