import { expect } from "chai";
import fc from "fast-check";
import { SignJWT, UnsecuredJWT } from "jose";
import { authorizerEvent, bearing, ownPathAllowed } from "../support/authorizer-event";
import { AuthorizerUnderTest, said } from "../support/studio-authorizer";
import {
  accessClaims,
  issuerOf,
  publicText,
  publishedKeys,
  type SigningKey,
  sign,
  signingKey,
  userPoolId,
} from "../support/user-pool";

const claims = accessClaims("user-lob-a");
const { client_id: clientId, ...withoutClient } = claims;
const idClaims = { ...withoutClient, token_use: "id", aud: String(clientId) };
const { exp: _exp, ...endless } = claims;
/** Seconds since 1970, at the moment: the whole suite takes minutes after this file is read. */
const now = () => Math.floor(Date.now() / 1000);

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}

function signatureOf(token: string): Buffer {
  return Buffer.from(token.slice(token.lastIndexOf(".") + 1), "base64url");
}

describe("functions/studio-authorizer/handler", () => {
  let own: SigningKey;
  let foreign: SigningKey;
  let authorizer: AuthorizerUnderTest;
  before(async () => {
    [own, foreign] = await Promise.all([signingKey("key-1"), signingKey("key-2")]);
    authorizer = await AuthorizerUnderTest.start();
  });
  beforeEach(async () => authorizer.publish(await publishedKeys(own)));
  after(() => authorizer.server.close());

  it("allows the user of a valid access token to get their own path, and nothing else", async () => {
    const { answer, lines } = await authorizer.instance()(bearing(await sign(own, claims)));
    expect(answer).to.deep.equal(ownPathAllowed("user-lob-a"));
    expect(lines.map(said)).to.deep.equal([{ level: "INFO", message: "allowed", userId: "user-lob-a" }]);
  });

  it("refuses two Authorization headers, also where the last one holds a valid token", async () => {
    const good = `Bearer ${await sign(own, claims)}`;
    const event = {
      ...authorizerEvent({ Authorization: good }),
      multiValueHeaders: { Authorization: ["Bearer x", good] },
    };
    const { error, lines } = await authorizer.instance()(event);
    expect(error).to.equal("Unauthorized");
    expect(lines.map(said)).to.deep.equal([{ level: "WARN", message: "refused", reason: "SeveralTokens" }]);
  });

  it("reports in each line how many milliseconds it took", async () => {
    const judge = authorizer.instance();
    for (const token of [await sign(own, claims), "token"]) {
      const started = performance.now();
      const { lines } = await judge(bearing(token));
      const most = Math.ceil(performance.now() - started);
      const durations = lines.map((line) => JSON.parse(line).durationMilliseconds);
      expect(durations.filter((took) => Number.isInteger(took) && took >= 0 && took <= most)).to.have.length(1);
    }
  });

  const otherPaths = ["user-lob-b", "USER-LOB-A", "user-lob-a%2F..%2Fuser-lob-b", "..%2Fuser-lob-b", "", "*", "a/b"];
  for (const path of otherPaths) {
    it(`answers a call of /${path} with only the caller's own path, so that API Gateway refuses it`, async () => {
      const { answer } = await authorizer.instance()(bearing(await sign(own, claims), path));
      expect(answer).to.deep.equal(ownPathAllowed("user-lob-a"));
    });
  }

  const refused: ReadonlyArray<readonly [title: string, reason: string, token: () => string | Promise<string>]> = [
    ["a token of another pool", "OtherIssuer", () => sign(own, { ...claims, iss: issuerOf("eu-west-1_TestPool2") })],
    [
      "a token of the pool's other issuer",
      "OtherIssuer",
      () => sign(own, { ...claims, iss: `https://issuer-cognito-idp.eu-west-1.amazonaws.com/${userPoolId}` }),
    ],
    [
      "a token whose issuer only begins like the pool's",
      "OtherIssuer",
      () => sign(own, { ...claims, iss: `${issuerOf(userPoolId)}/` }),
    ],
    ["a token of another client", "OtherClient", () => sign(own, { ...claims, client_id: "another-client" })],
    ["an ID token", "NotAccessToken", () => sign(own, idClaims)],
    ["a token whose use is neither", "NotAccessToken", () => sign(own, { ...claims, token_use: "refresh" })],
    ["a token that is signed with none", "Malformed", () => new UnsecuredJWT(claims).encode()],
    [
      "a token that says none and has a signature",
      "OtherAlgorithm",
      () => `${encoded({ alg: "none", kid: own.kid })}.${encoded(claims)}.AAAA`,
    ],
    [
      "a token signed by HS256 with the public key as its secret",
      "OtherAlgorithm",
      async () => new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: own.kid }).sign(await publicText(own)),
    ],
    [
      "a token signed with a foreign key under the known key's id",
      "BadSignature",
      () => sign(foreign, claims, own.kid),
    ],
    ["a token signed with a key that isn't the pool's", "UnknownKey", () => sign(foreign, claims)],
    [
      "a token without a key's id",
      "NoKeyId",
      () => new SignJWT(claims).setProtectedHeader({ alg: "RS256" }).sign(own.privateKey),
    ],
    ["a token that has expired", "Expired", () => sign(own, { ...claims, exp: now() - 1 })],
    ["a token that never expires", "Malformed", () => sign(own, endless)],
    ["a token of the future", "NotYetValid", () => sign(own, { ...claims, nbf: now() + 60 })],
    ["a user name that matches others", "NoUserName", () => sign(own, accessClaims("user-*"))],
    ["a user name of another path", "NoUserName", () => sign(own, accessClaims("../user-lob-b"))],
    ["a user name of one character", "NoUserName", () => sign(own, accessClaims("u"))],
    ["a token without a user name", "NoUserName", () => sign(own, { ...claims, username: 7 })],
    ["ten kilobytes of garbage", "TokenTooLong", () => "x".repeat(10_240)],
    ["eight kilobytes of dots", "Malformed", () => ".".repeat(8000)],
    ["a word", "Malformed", () => "token"],
    ["three parts that are no JSON", "Malformed", () => "abcd.abcd.abcd"],
  ];
  for (const [title, reason, token] of refused) {
    it(`refuses ${title}, and only logs why`, async () => {
      const text = await token();
      const { lines, ...outcome } = await authorizer.instance()(bearing(text));
      expect(outcome).to.deep.equal({ error: "Unauthorized" });
      expect(lines.map(said)).to.deep.equal([{ level: "WARN", message: "refused", reason }]);
      expect(lines.join()).not.to.include(text);
    });
  }

  const withoutToken: readonly { title: string; headers: Record<string, string> | null; reason: string }[] = [
    { title: "no headers", headers: null, reason: "NoToken" },
    { title: "no Authorization header", headers: { Accept: "*/*" }, reason: "NoToken" },
    { title: "an empty header", headers: { Authorization: "" }, reason: "NoToken" },
    { title: "a password", headers: { Authorization: "Basic dXNlcjpwYXNzd29yZA==" }, reason: "NotBearer" },
  ];
  for (const { title, headers, reason } of withoutToken) {
    it(`refuses a request with ${title}, without asking for keys`, async () => {
      const { lines, ...outcome } = await authorizer.instance()(authorizerEvent(headers));
      expect(outcome).to.deep.equal({ error: "Unauthorized" });
      expect(lines.map(said)).to.deep.equal([{ level: "WARN", message: "refused", reason }]);
      expect(authorizer.server.requests).to.deep.equal([]);
    });
  }

  it("refuses a valid token in which any one character is another", async () => {
    const token = await sign(own, claims);
    const judge = authorizer.instance();
    const another = fc.constantFrom(..."ABCXYZabcxyz0189-_.=+/ ");
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), another, async (at, character) => {
        fc.pre(token[at] !== character);
        const { lines, ...outcome } = await judge(bearing(token.slice(0, at) + character + token.slice(at + 1)));
        expect(outcome).to.deep.equal({ error: "Unauthorized" });
      }),
      { numRuns: 500 },
    );
    expect((await judge(bearing(token))).answer).to.deep.equal(ownPathAllowed("user-lob-a"));
  });

  it("refuses a signature whose last character is another one for the same bytes", async () => {
    const token = await sign(own, claims);
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const same = [...alphabet].map((last) => token.slice(0, -1) + last).filter((other) => other !== token);
    const twins = same.filter((other) => signatureOf(other).equals(signatureOf(token)));
    expect(twins).to.have.length(15);
    for (const twin of twins) {
      expect((await authorizer.instance()(bearing(twin))).error).to.equal("Unauthorized");
    }
  });

  it("refuses a valid token that is cut short or goes on", async () => {
    const token = await sign(own, claims);
    const judge = authorizer.instance();
    for (const bad of [token.slice(0, -1), token.slice(1), `${token}A`, `${token}.`, `.${token}`, `${token}=`]) {
      expect((await judge(bearing(bad))).error).to.equal("Unauthorized");
    }
  });

  it("refuses whatever stands where a token should be", async () => {
    const judge = authorizer.instance();
    const part = fc.oneof(
      fc.base64String().map((text) => text.replace(/[+/=]/g, "_")),
      fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString("base64url")),
      fc.object().map((value) => encoded({ ...value, alg: "RS256", kid: own.kid, iss: claims.iss })),
    );
    const token = fc.oneof(
      fc.string(),
      fc.tuple(part, part, part).map((parts) => parts.join(".")),
    );
    await fc.assert(
      fc.asyncProperty(token, async (text) => {
        expect((await judge(bearing(text))).error).to.equal("Unauthorized");
      }),
      { numRuns: 500 },
    );
  });

  it("allows every user their own path and no other", async () => {
    const judge = authorizer.instance();
    // Two dots are no name: clients take them for the path above.
    const userName = fc.stringMatching(/^[\w+=,.@-]{2,64}$/).filter((name) => name !== "..");
    await fc.assert(
      fc.asyncProperty(userName, userName, async (userId, other) => {
        const { answer } = await judge(bearing(await sign(own, accessClaims(userId)), other));
        expect(answer).to.deep.equal(ownPathAllowed(userId));
      }),
      { numRuns: 50 },
    );
  });

  it("never lets a token into the log, whatever becomes of it", async () => {
    const judge = authorizer.instance();
    const tokens = await Promise.all([
      sign(own, claims),
      ...refused.map(async ([, , token]) => token()),
      sign(own, { ...claims, exp: now() - 1, iss: "https://example.com" }),
    ]);
    for (const token of tokens) {
      const text = (await judge(bearing(token))).lines.join();
      const parts = token.split(".").filter((part) => part.length > 6);
      expect(parts.filter((part) => text.includes(part))).to.deep.equal([]);
    }
  });
});
