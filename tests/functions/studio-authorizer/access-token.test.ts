import { expect } from "chai";
import { accessTokenCheck } from "../../../functions/studio-authorizer/access-token";
import { accessClaims, clientId, issuerOf, publishedKeys, sign, signingKey, userPoolId } from "../support/user-pool";

describe("functions/studio-authorizer/access-token", () => {
  it("takes the keys from Cognito's own address, by HTTPS, unless told of another", async () => {
    const key = await signingKey("key-1");
    const text = JSON.stringify(await publishedKeys(key));
    const asked: string[] = [];
    const fetcher = {
      fetch: async (address: string) => {
        asked.push(address);
        return new TextEncoder().encode(text).buffer;
      },
    };
    const check = accessTokenCheck({ userPoolId, clientId }, fetcher);
    expect(await check(await sign(key, accessClaims("user-lob-a")))).to.deep.equal({ userId: "user-lob-a" });
    expect(asked).to.deep.equal([`${issuerOf(userPoolId)}/.well-known/jwks.json`]);
  });
});
