import { expect } from "chai";
import { accessTokenCheck, type Pool } from "../../../functions/studio-authorizer/access-token";
import { accessClaims, clientId, issuerOf, publishedKeys, sign, signingKey, userPoolId } from "../support/user-pool";

describe("functions/studio-authorizer/access-token", () => {
  /** Checks a good token of a pool, and gives the verdict and the addresses that keys were asked for at. */
  async function checked(pool: Pick<Pool, "userPoolId" | "cognito">) {
    const key = await signingKey("key-1");
    const text = JSON.stringify(await publishedKeys(key));
    const asked: string[] = [];
    const fetcher = {
      fetch: async (address: string) => {
        asked.push(address);
        return new TextEncoder().encode(text).buffer;
      },
    };
    const check = accessTokenCheck({ ...pool, clientId }, fetcher);
    const token = await sign(key, { ...accessClaims("user-lob-a"), iss: issuerOf(pool.userPoolId) });
    return { verdict: await check(token), asked };
  }

  it("takes the keys from Cognito's own address, by HTTPS, by default", async () => {
    expect(await checked({ userPoolId })).to.deep.equal({
      verdict: { userId: "user-lob-a" },
      asked: [`${issuerOf(userPoolId)}/.well-known/jwks.json`],
    });
  });

  for (const end of ["", "/", "//"]) {
    it(`takes the keys from another address that ends in "${end}"`, async () => {
      const { asked } = await checked({ userPoolId, cognito: `https://keys.example.com/below${end}` });
      expect(asked).to.deep.equal([`https://keys.example.com/below/${userPoolId}/.well-known/jwks.json`]);
    });
  }

  it("knows the regions whose names have a part more", async () => {
    const { asked } = await checked({ userPoolId: "us-gov-west-1_TestPool1" });
    expect(asked).to.deep.equal([
      "https://cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_TestPool1/.well-known/jwks.json",
    ]);
  });

  for (const id of ["pool", "eu-west-1", "eu-west-1_", "_abc", " eu-west-1_abc", "x/eu-west-1_abc", "eu-west-1_abc/"]) {
    it(`refuses "${id}", which is no pool's id`, () => {
      const fetcher = { fetch: () => Promise.reject(new Error("nothing is fetched")) };
      expect(() => accessTokenCheck({ userPoolId: id, clientId }, fetcher)).to.throw(
        `"${id}" is not a user pool id: give <region>_<id>`,
      );
    });
  }
});
