import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { expect } from "chai";
import { NotSignedIn } from "../../../scripts/token/refusals";
import { signIn } from "../../../scripts/token/sign-in";
import { ScriptedServer } from "../../functions/support/scripted-server";
import { FakeTerminal } from "../support/fake-terminal";

const request = { clientId: "client1", user: "ann", password: "Given-pass-1", issuer: "Studio shared" };

const tooMany = "ann isn't signed in: Cognito takes no more attempts for now: wait a few minutes, and try again";
const refused = (why: string) => `ann isn't signed in: the user pool refuses the new password (${why}): choose another`;

// What the local AWS never answers.
describe("scripts/token/refusals", () => {
  let server: ScriptedServer;
  let cognito: CognitoIdentityProviderClient;
  before(async () => {
    server = await ScriptedServer.start(() => new Response(null));
    const credentials = () => Promise.reject(new Error("no credentials are needed"));
    cognito = new CognitoIdentityProviderClient({
      region: "eu-west-1",
      endpoint: server.url,
      credentials,
      maxAttempts: 1,
    });
  });
  after(async () => {
    cognito.destroy();
    await server.close();
  });

  const json = (body: object, status = 200) =>
    Response.json(body, { status, headers: { "content-type": "application/x-amz-json-1.1" } });
  const fault = (code: string, message: string) => json({ __type: code, message }, 400);

  async function refusalOf(terminal = new FakeTerminal(), password = request.password): Promise<string> {
    const error = await signIn(cognito, { ...request, password }, terminal).catch((thrown: unknown) => thrown);
    expect(error).to.be.instanceOf(NotSignedIn);
    return error instanceof NotSignedIn ? error.message : "";
  }

  it("reports the same of every account that can't sign in", async () => {
    const said = new Set<string>();
    for (const [code, message] of [
      ["NotAuthorizedException", "Incorrect username or password."],
      ["NotAuthorizedException", "Password attempts exceeded"],
      ["NotAuthorizedException", "User is disabled."],
      ["UserNotFoundException", "User does not exist."],
      ["UserNotConfirmedException", "User is not confirmed."],
      ["PasswordResetRequiredException", "Password reset required for the user"],
    ] as const) {
      server.follow(() => fault(code, message));
      said.add(await refusalOf());
    }
    expect([...said]).to.deep.equal([
      "ann isn't signed in: the user name or the password is wrong, or the account can't be used now (disabled, reset, its temporary password expired, or locked for up to 15 minutes by wrong passwords): try again, or ask who runs npm run populate",
    ]);
  });

  for (const [code, message, says] of [
    ["TooManyRequestsException", "Rate exceeded", tooMany],
    ["LimitExceededException", "Attempt limit exceeded", tooMany],
    [
      "ResourceNotFoundException",
      "User pool client client1 does not exist.",
      "ann isn't signed in: its user pool or client is gone: bring the shared stack up again",
    ],
    [
      "InvalidParameterException",
      "USER_PASSWORD_AUTH flow not enabled for this client",
      "ann isn't signed in: AWS answered InvalidParameterException: USER_PASSWORD_AUTH flow not enabled for this client",
    ],
    [
      "InvalidParameterException",
      "Value 'Given-pass-1' at 'password' failed to satisfy constraint",
      "ann isn't signed in: AWS answered InvalidParameterException: Value '…' at 'password' failed to satisfy constraint",
    ],
  ] as const) {
    it(`words ${code}: ${message.slice(0, 30)}`, async () => {
      server.follow(() => fault(code, message));
      expect(await refusalOf()).to.equal(says);
    });
  }

  for (const [code, message, says] of [
    ["InvalidPasswordException", "Password New-pass-22 is bad", refused("Password … is bad")],
    ["PasswordHistoryPolicyViolationException", "Used before", refused("Used before")],
    [
      "InvalidParameterException",
      "Value 'New-pass-22' is invalid",
      "ann isn't signed in: AWS answered InvalidParameterException: Value '…' is invalid",
    ],
  ] as const) {
    it(`words ${code} of a new password without repeating it`, async () => {
      const challenge = {
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session: "a-session-of-cognito",
        ChallengeParameters: {},
      };
      server.follow((_, number) => (number === 1 ? json(challenge) : fault(code, message)));
      expect(await refusalOf(new FakeTerminal({}, "New-pass-22", "New-pass-22"))).to.equal(says);
    });
  }

  it("refuses a challenge that it doesn't know", async () => {
    server.follow(() => json({ ChallengeName: "SMS_MFA", Session: "a-session-of-cognito", ChallengeParameters: {} }));
    expect(await refusalOf()).to.equal(
      "ann isn't signed in: the user pool asks for SMS_MFA, which this command can't answer: sign in on the sign-in page",
    );
    server.follow(() =>
      json({
        ChallengeName: "MFA_SETUP",
        Session: "a-session-of-cognito",
        ChallengeParameters: { MFAS_CAN_SETUP: '["SMS_MFA"]' },
      }),
    );
    expect(await refusalOf()).to.include("asks for MFA_SETUP, which this command can't answer");
  });

  it("reports when there is no token in the answer", async () => {
    server.follow(() => json({ ChallengeParameters: {}, AuthenticationResult: { IdToken: "a.b.c" } }));
    expect(await refusalOf()).to.equal("ann isn't signed in: the user pool gave no access token");
  });

  it("reports when the pool can't be reached", async () => {
    server.follow(({ disconnect }) => {
      disconnect();
      return new Response(null);
    });
    expect(await refusalOf()).to.equal("ann isn't signed in: the user pool can't be reached (socket hang up)");
  });

  it("sends the password in the body of one call that nobody signed", async () => {
    server.follow(() => fault("NotAuthorizedException", "Incorrect username or password."));
    await refusalOf();
    const [first, ...more] = server.requests;
    expect(more).to.deep.equal([]);
    expect(JSON.parse(first?.body.toString() ?? "")).to.deep.equal({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: "client1",
      AuthParameters: { USERNAME: "ann", PASSWORD: "Given-pass-1" },
    });
    expect([first?.headers.get("authorization"), first?.path]).to.deep.equal([null, "/"]);
  });
});
