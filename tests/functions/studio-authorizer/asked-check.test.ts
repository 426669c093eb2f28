import { expect } from "chai";
import type { JWTPayload } from "jose";
import { askedTokenCheck, type Verdict } from "../../../functions/studio-authorizer/access-token";
import { askCognito } from "../../../functions/studio-authorizer/ask-cognito";
import { ScriptedServer, silence } from "../support/scripted-server";
import { accessClaims, clientId, issuerOf, type SigningKey, sign, signingKey, userPoolId } from "../support/user-pool";

const claims = accessClaims("user-lob-a");
const { exp: _exp, ...endless } = claims;

const refusal = (name: string, status = 400) => Response.json({ __type: name, message: "no" }, { status });

describe("functions/studio-authorizer, the check that asks Cognito", () => {
  let key: SigningKey;
  let server: ScriptedServer;
  before(async () => {
    key = await signingKey("key-1");
    server = await ScriptedServer.start(silence);
  });
  beforeEach(() => server.follow(() => Response.json({ Username: "user-lob-a", UserAttributes: [] })));
  after(() => server.close());

  const check = (token: string, timeout?: number): Promise<Verdict> =>
    askedTokenCheck({ userPoolId, clientId, cognito: `${server.url}/` }, askCognito(timeout))(token);
  const failure = (token: string, timeout?: number) => check(token, timeout).catch((error: Error) => error.message);
  const signed = (payload: JWTPayload) => sign(key, payload);

  it("takes the user of a token that Cognito takes, which it asks with the token and nothing else", async () => {
    const token = await signed(claims);
    expect(await check(token)).to.deep.equal({ userId: "user-lob-a" });
    const [request, ...others] = server.requests;
    expect(others).to.deep.equal([]);
    expect(`${request?.method} ${request?.path}`).to.equal("POST /");
    expect(request?.headers.get("x-amz-target")).to.equal("AWSCognitoIdentityProviderService.GetUser");
    expect(request?.headers.get("content-type")).to.equal("application/x-amz-json-1.1");
    expect(request?.headers.get("authorization")).to.equal(null);
    expect(JSON.parse(String(request?.body))).to.deep.equal({ AccessToken: token });
  });

  it("asks at Cognito's own address by default", async () => {
    const asked: string[] = [];
    const ask = async (address: string) => asked.push(address) > 0;
    await askedTokenCheck({ userPoolId, clientId }, ask)(await signed(claims));
    expect(asked).to.deep.equal(["https://cognito-idp.eu-west-1.amazonaws.com"]);
  });

  const unasked: readonly { title: string; reason: string; payload: JWTPayload }[] = [
    {
      title: "of another pool",
      reason: "OtherIssuer",
      payload: { ...claims, iss: issuerOf("eu-west-1_TestPool2") },
    },
    { title: "of another client", reason: "OtherClient", payload: { ...claims, client_id: "another-client" } },
    { title: "for another use", reason: "NotAccessToken", payload: { ...claims, token_use: "id" } },
    { title: "that has expired", reason: "Expired", payload: { ...claims, exp: 1_000_000_000 } },
    { title: "that never expires", reason: "Malformed", payload: endless },
    { title: "of the future", reason: "NotYetValid", payload: { ...claims, nbf: 9_000_000_000 } },
    { title: "of a user whose name matches others", reason: "NoUserName", payload: accessClaims("user-*") },
  ];
  for (const { title, reason, payload } of unasked) {
    it(`refuses a token ${title}, which Cognito would take, and doesn't ask`, async () => {
      expect(await check(await signed(payload))).to.deep.equal({ reason });
      expect(server.requests).to.deep.equal([]);
    });
  }

  it("refuses what isn't written as a token is, and doesn't ask", async () => {
    const token = await signed(claims);
    for (const written of ["token", ".".repeat(100), `${token}=`]) {
      expect(await check(written)).to.deep.equal({ reason: "Malformed" });
    }
    expect(server.requests).to.deep.equal([]);
  });

  for (const name of [
    "NotAuthorizedException",
    "UserNotFoundException",
    "UserNotConfirmedException",
    "PasswordResetRequiredException",
    "com.amazonaws.cognito#NotAuthorizedException",
  ]) {
    it(`refuses a token at which Cognito answers ${name}, at once`, async () => {
      server.follow(() => refusal(name));
      expect(await check(await signed(claims))).to.deep.equal({ reason: "RefusedByCognito" });
      expect(server.requests).to.have.length(1);
    });
  }

  for (const [answer, words] of [
    [() => refusal("AccessDeniedException"), "status 400 AccessDeniedException"],
    [() => refusal("InvalidParameterException"), "status 400 InvalidParameterException"],
    [() => refusal("TooManyRequestsException", 429), "status 429 TooManyRequestsException"],
    [() => new Response("<html>", { status: 503 }), "status 503"],
    [() => new Response('{"__type":"<script>"}', { status: 403 }), "status 403"],
  ] as const) {
    it(`fails, which isn't the token's fault, at ${words}, after two tries, and tells nothing of the token`, async () => {
      server.follow(answer);
      expect(await failure(await signed(claims))).to.equal(`Failed to fetch ${server.url}/: ${words}`);
      expect(server.requests).to.have.length(2);
    });
  }

  it("fails where no answer comes in time, as from a VPC without a way to Cognito", async () => {
    server.follow(silence);
    expect(await failure(await signed(claims), 50)).to.equal(
      `Failed to fetch ${server.url}/: The operation was aborted due to timeout`,
    );
    expect(server.requests).to.have.length(2);
  });

  it("asks again after one failure", async () => {
    server.follow((_, number) => (number === 1 ? refusal("InternalErrorException", 500) : Response.json({})));
    expect(await check(await signed(claims))).to.deep.equal({ userId: "user-lob-a" });
  });
});
