import { expect } from "chai";
import fc from "fast-check";
import { bearing, ownPathAllowed } from "../support/authorizer-event";
import { silence } from "../support/scripted-server";
import { AuthorizerUnderTest, said } from "../support/studio-authorizer";
import { accessClaims, publishedKeys, type SigningKey, sign, signingKey, userPoolId } from "../support/user-pool";

const claims = accessClaims("user-lob-a");
const failed = "the authorizer failed: its log names the request";

describe("functions/studio-authorizer/handler, its keys", () => {
  let first: SigningKey;
  let second: SigningKey;
  let authorizer: AuthorizerUnderTest;
  before(async () => {
    [first, second] = await Promise.all([signingKey("key-1"), signingKey("key-2")]);
    authorizer = await AuthorizerUnderTest.start();
  });
  beforeEach(async () => authorizer.publish(await publishedKeys(first)));
  after(() => authorizer.server.close());

  const fetched = () => authorizer.server.requests.map(({ path }) => path);
  const address = `/${userPoolId}/.well-known/jwks.json`;

  it("fetches the keys once for many tokens", async () => {
    const judge = authorizer.instance();
    for (const user of ["user-lob-a", "user-lob-b", "user-lob-a"]) {
      expect((await judge(bearing(await sign(first, accessClaims(user))))).answer).to.deep.equal(ownPathAllowed(user));
    }
    expect(fetched()).to.deep.equal([address]);
  });

  it("takes tokens of a new key as soon as the pool signs with it, and old ones still", async () => {
    const judge = authorizer.instance();
    await judge(bearing(await sign(first, claims)));
    authorizer.publish(await publishedKeys(first, second));
    expect((await judge(bearing(await sign(second, claims)))).answer).to.deep.equal(ownPathAllowed("user-lob-a"));
    expect((await judge(bearing(await sign(first, claims)))).answer).to.deep.equal(ownPathAllowed("user-lob-a"));
    expect(fetched()).to.deep.equal([address]);
  });

  it("doesn't ask for keys again for each of many tokens of unknown keys", async () => {
    const judge = authorizer.instance();
    await judge(bearing(await sign(first, claims)));
    for (const kid of ["made-up-1", "made-up-2", "made-up-3", "made-up-4"]) {
      expect((await judge(bearing(await sign(second, claims, kid)))).error).to.equal("Unauthorized");
    }
    expect(fetched()).to.deep.equal([address, address]);
    expect((await judge(bearing(await sign(first, claims)))).answer).to.deep.equal(ownPathAllowed("user-lob-a"));
  });

  it("asks only for the pool's own keys, whichever issuer a token names", async () => {
    const iss = `${authorizer.server.url}/elsewhere`;
    const { error } = await authorizer.instance()(bearing(await sign(first, { ...claims, iss })));
    expect(error).to.equal("Unauthorized");
    expect(fetched()).to.deep.equal([address]);
  });

  it("fails, which isn't the token's fault, while the keys can't be reached, and only logs it", async () => {
    const judge = authorizer.instance(50);
    authorizer.server.follow(silence);
    const token = await sign(first, claims);
    const { lines, ...outcome } = await judge(bearing(token));
    expect(outcome).to.deep.equal({ error: failed });
    expect(lines.map(said)).to.deep.equal([
      {
        level: "ERROR",
        message: "failed",
        errorName: "Error",
        errorMessage: `Failed to fetch ${authorizer.server.url}${address}: The operation was aborted due to timeout`,
      },
    ]);
    expect(lines.join()).not.to.include(token);
    authorizer.publish(await publishedKeys(first));
    expect((await judge(bearing(token))).answer).to.deep.equal(ownPathAllowed("user-lob-a"));
  });

  for (const body of ["<html>", "[]", "{}", '{"keys":[{"kid":"key-1"}]}', '{"keys":[{"kid":"key-1","kty":"oct"}]}']) {
    it(`fails when ${body} stands where the keys should be`, async () => {
      authorizer.server.follow(() => new Response(body));
      const { lines, ...outcome } = await authorizer.instance()(bearing(await sign(first, claims)));
      expect(outcome).to.deep.equal({ error: failed });
      expect(lines.map((line) => JSON.parse(line).level)).to.deep.equal(["ERROR"]);
    });
  }

  it("fails on whatever isn't an event of API Gateway, never with another text", async () => {
    const judge = authorizer.instance();
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (event) => {
        expect((await judge(event)).error).to.be.oneOf(["Unauthorized", failed]);
      }),
    );
  });
});
