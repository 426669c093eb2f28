import { expect } from "chai";
import { type Answer, PageInProcess } from "./support/page-in-process";

/** An access token, as far as the page reads it. */
function tokenOf(username: string): string {
  return `header.${Buffer.from(JSON.stringify({ username })).toString("base64url")}.signature`;
}

const token = tokenOf("ann");
const signedIn: Answer = [200, { AuthenticationResult: { AccessToken: token } }];
const url = "https://d-aaaaaaaaaaaa.studio.eu-west-1.sagemaker.aws/auth?token=t";
const password = "Secret-1234567";

const began = {
  AuthFlow: "USER_PASSWORD_AUTH",
  ClientId: "client",
  AuthParameters: { USERNAME: "ann", PASSWORD: password },
};

function responded(ChallengeName: string, Session: string, responses: object) {
  return { ClientId: "client", ChallengeName, Session, ChallengeResponses: { USERNAME: "ann", ...responses } };
}

/** The bodies of what was sent to Cognito, by operation. */
function sent({ asked }: PageInProcess): readonly unknown[] {
  return asked.filter(({ body }) => body !== undefined).map(({ what, body }) => [what, body]);
}

describe("what the sign-in page sends", () => {
  it("is Cognito's protocol, then a request with the token", async () => {
    const page = new PageInProcess({ InitiateAuth: [signedIn], "/studio/ann": [[200, { url }]] });
    await page.submit("password", " ann ", password);

    const plainly = { credentials: "omit", cache: "no-store" };
    expect(page.asked).to.deep.equal([
      {
        what: "InitiateAuth",
        method: "POST",
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth",
        },
        body: began,
        ...plainly,
      },
      {
        what: "/studio/ann",
        method: "GET",
        headers: { accept: "application/json", authorization: `Bearer ${token}` },
        body: undefined,
        ...plainly,
      },
    ]);
    expect(page.replacedBy).to.deep.equal([url]);
  });

  it("carries on with each challenge's session: a new password, then a code", async () => {
    const page = new PageInProcess({
      InitiateAuth: [[200, { ChallengeName: "NEW_PASSWORD_REQUIRED", Session: "1" }]],
      RespondToAuthChallenge: [[200, { ChallengeName: "SOFTWARE_TOKEN_MFA", Session: "2" }], signedIn],
      "/studio/ann": [[200, { url }]],
    });
    await page.submit("password", "ann", password);
    await page.submit("new-password", "Other-1234567", "Other-1234567");
    await page.submit("code", "123 456");

    expect(sent(page)).to.deep.equal([
      ["InitiateAuth", began],
      ["RespondToAuthChallenge", responded("NEW_PASSWORD_REQUIRED", "1", { NEW_PASSWORD: "Other-1234567" })],
      ["RespondToAuthChallenge", responded("SOFTWARE_TOKEN_MFA", "2", { SOFTWARE_TOKEN_MFA_CODE: "123456" })],
    ]);
  });

  it("verifies a new authenticator app before it answers its challenge", async () => {
    const page = new PageInProcess({
      InitiateAuth: [[200, { ChallengeName: "MFA_SETUP", Session: "1" }]],
      AssociateSoftwareToken: [[200, { SecretCode: "ABCDEFGH", Session: "2" }]],
      VerifySoftwareToken: [[200, { Session: "3" }]],
      RespondToAuthChallenge: [signedIn],
      "/studio/ann": [[200, { url }]],
    });
    await page.submit("password", "ann", password);
    await page.submit("set-up", "123456");

    expect(sent(page)).to.deep.equal([
      ["InitiateAuth", began],
      ["AssociateSoftwareToken", { Session: "1" }],
      ["VerifySoftwareToken", { Session: "2", UserCode: "123456" }],
      ["RespondToAuthChallenge", responded("MFA_SETUP", "3", {})],
    ]);
  });

  for (const [query, path] of [
    ["?landingUri=app%3AJupyterLab%3A&space=s&region=x", "/studio/ann?landingUri=app%3AJupyterLab%3A&space=s"],
    ["?space=s", "/studio/ann?space=s"],
    ["?region=x", "/studio/ann"],
  ] as const) {
    it(`asks with ${query} for ${path}`, async () => {
      const page = new PageInProcess({ InitiateAuth: [signedIn], [path]: [[200, { url }]] }, query);
      await page.submit("password", "ann", password);
      expect(page.replacedBy).to.deep.equal([url]);
    });
  }

  it("asks for the name in the token, whatever letters it has", async () => {
    // Base64url of these has a hyphen and an underscore.
    for (const [name, path] of [
      ["a>?~ü?", "/studio/a%3E%3F~%C3%BC%3F"],
      ["kÿÿÿ", "/studio/k%C3%BF%C3%BF%C3%BF"],
      ["ann>>>", "/studio/ann%3E%3E%3E"],
    ] as const) {
      const AccessToken = tokenOf(name);
      const page = new PageInProcess({
        InitiateAuth: [[200, { AuthenticationResult: { AccessToken } }]],
        [path]: [[200, { url }]],
      });
      await page.submit("password", "somebody", password);
      expect(page.replacedBy, AccessToken).to.deep.equal([url]);
    }
  });
});
