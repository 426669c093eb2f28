import { expect } from "chai";
import { signInRefusals } from "../../../../infra/access/sign-in-page/texts";
import { type Answer, PageInProcess } from "./support/page-in-process";

const token = `header.${Buffer.from(JSON.stringify({ username: "ann" })).toString("base64url")}.signature`;
const signedIn: Answer = [200, { AuthenticationResult: { AccessToken: token } }];
const url = "https://d-aaaaaaaaaaaa.studio.eu-west-1.sagemaker.aws/auth?token=t";
const opened = { "/studio/ann": [[200, { url }]] } as const;
const notOpened = { "/studio/ann": [[503, { error: { code: "Throttled" } }]] } as const;

function challenge(ChallengeName: string): Answer {
  return [200, { ChallengeName, Session: "session" }];
}

/** The steps are played in a browser by tests/browser; here is what each of them leaves behind. */
describe("the script of the sign-in page", () => {
  it("goes to Studio in the page's own place in the history, and leaves no password", async () => {
    const page = new PageInProcess({ InitiateAuth: [signedIn], ...opened });
    await page.submit("password", "ann", "Secret-1234567");

    expect(page.replacedBy).to.deep.equal([url]);
    expect(page.entered).to.deep.equal([]);
  });

  it("sends no cookies, and takes nothing from a cache", async () => {
    const page = new PageInProcess({ InitiateAuth: [signedIn], ...opened });
    await page.submit("password", "ann", "Secret-1234567");

    expect(page.asked.map(({ what, credentials, cache }) => [what, credentials, cache])).to.deep.equal([
      ["InitiateAuth", "omit", "no-store"],
      ["/studio/ann", "omit", "no-store"],
    ]);
  });

  it("goes nowhere for a user in whose place another one signs in before the URL is there", async () => {
    let arrive: (answer: Answer) => void = () => undefined;
    const late = new Promise<Answer>((resolve) => {
      arrive = resolve;
    });
    const other = `header.${Buffer.from(JSON.stringify({ username: "bob" })).toString("base64url")}.signature`;
    const page = new PageInProcess({
      InitiateAuth: [signedIn, [200, { AuthenticationResult: { AccessToken: other } }]],
      "/studio/ann": [late],
      "/studio/bob": [[200, { url: url.replace("token=t", "token=bob") }]],
    });
    await page.submit("password", "ann", "Secret-1234567");
    expect(page.step).to.equal("opening");

    await page.dispatch("opening", "reset");
    arrive([200, { url }]);
    await page.submit("password", "bob", "Secret-1234567");

    expect(page.replacedBy).to.deep.equal([url.replace("token=t", "token=bob")]);
  });

  it("begins again at a challenge that it doesn't know, and takes it for no other", async () => {
    const page = new PageInProcess({ InitiateAuth: [challenge("SMS_MFA")] });
    await page.submit("password", "ann", "Secret-1234567");

    expect(page.step).to.equal("password");
    expect(page.text("[role=alert]")).to.equal(signInRefusals.find(({ code }) => code === "UnknownChallenge")?.text);
    expect(page.entered).to.deep.equal([]);
  });

  it("forgets passwords after each step, also where one is refused", async () => {
    const refused: Answer = [400, { __type: "InvalidPasswordException", message: "Password did not conform" }];
    const page = new PageInProcess({
      InitiateAuth: [challenge("NEW_PASSWORD_REQUIRED")],
      RespondToAuthChallenge: [refused, challenge("SOFTWARE_TOKEN_MFA")],
    });
    const seen: [string, readonly string[]][] = [];
    for (const [step, ...values] of [
      ["password", "ann", "Secret-1234567"],
      ["new-password", "Other-1234567", "Other-1234567"],
      ["new-password", "Another-1234567", "Another-1234567"],
    ] as const) {
      await page.submit(step, ...values);
      seen.push([page.step, page.entered]);
    }

    expect(seen).to.deep.equal([
      ["new-password", []],
      ["new-password", []],
      ["code", []],
    ]);
  });

  it("shows an authenticator's key while it is set up, and forgets it with the sign-in", async () => {
    const settingUp = {
      AssociateSoftwareToken: [[200, { SecretCode: "ABCDEFGH", Session: "session" }]],
      VerifySoftwareToken: [[200, { Session: "session" }]],
    } as const;
    const key = (page: PageInProcess) => [page.text("[data-key]"), page.keyLink];
    const shown = ["ABCD EFGH", "otpauth://totp/SageMaker%20Studio%3Aann?secret=ABCDEFGH&issuer=SageMaker+Studio"];
    const ends: readonly [string, Answer, object][] = [
      ["signed in", signedIn, notOpened],
      ["refused", [400, { __type: "NotAuthorizedException", message: "" }], {}],
    ];
    for (const [what, answer, more] of ends) {
      const page = new PageInProcess({
        InitiateAuth: [challenge("MFA_SETUP")],
        ...settingUp,
        RespondToAuthChallenge: [answer],
        ...more,
      });
      await page.submit("password", "ann", "Secret-1234567");
      expect([page.step, ...key(page)], what).to.deep.equal(["set-up", ...shown]);
      await page.submit("set-up", "123 456");

      expect(key(page), what).to.deep.equal(["", null]);
    }
  });
});
