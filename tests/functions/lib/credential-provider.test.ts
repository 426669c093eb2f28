import { expect } from "chai";
import { defaultProvider } from "../../../functions/lib/credential-provider";
import { setEnvironment } from "../support/environment";

describe("functions/lib/credential-provider", () => {
  let restore = () => {};
  afterEach(() => restore());

  it("takes the credentials that Lambda puts into the environment", async () => {
    restore = setEnvironment({
      AWS_ACCESS_KEY_ID: "ASIALAMBDA",
      AWS_SECRET_ACCESS_KEY: "lambda-secret",
      AWS_SESSION_TOKEN: "lambda-token",
    });
    expect(await defaultProvider()()).to.deep.include({
      accessKeyId: "ASIALAMBDA",
      secretAccessKey: "lambda-secret",
      sessionToken: "lambda-token",
    });
  });
});
