import { expect } from "chai";
import { texts } from "../../../../infra/access/sign-in-page/texts";
import { type Answer, PageInProcess } from "./support/page-in-process";

const password = "Secret-1234567";

/** An answer that arrives when it is told to. */
function late() {
  let arrive: (answer: Answer) => void = () => undefined;
  const answer = new Promise<Answer>((resolve) => {
    arrive = resolve;
  });
  return { answer, arrive: (value: Answer) => arrive(value) };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe("the steps of the sign-in page", () => {
  it("begin with the user's name", () => {
    const page = new PageInProcess({});
    expect([page.step, page.title, page.text("h1"), page.focus]).to.deep.equal([
      ...["password", texts.title, texts.title, "user"],
    ]);
  });

  for (const [challenge, step, title, focus] of [
    ["NEW_PASSWORD_REQUIRED", "new-password", texts.newPasswordTitle, "new-password"],
    ["SOFTWARE_TOKEN_MFA", "code", texts.codeTitle, "code"],
    ["MFA_SETUP", "set-up", texts.setUpTitle, "first-code"],
  ] as const) {
    it(`show ${step} for ${challenge}, with its title and the cursor in its first field`, async () => {
      const page = new PageInProcess({
        InitiateAuth: [[200, { ChallengeName: challenge, Session: "1", AuthenticationResult: null }]],
        AssociateSoftwareToken: [[200, { SecretCode: "ABCDEFGHI", Session: "2" }]],
      });
      await page.submit("password", "ann", password);
      expect([page.step, page.title, page.text("h1"), page.focus]).to.deep.equal([step, title, title, focus]);
      expect([page.isBusy, page.text("[role=status]")]).to.deep.equal([false, ""]);
      expect(page.hiddenUser).to.equal("ann");
      expect(page.text("[data-key]")).to.equal(step === "set-up" ? "ABCD EFGH I" : "");
    });
  }

  it("wait for one answer, and send nothing twice", async () => {
    const { answer, arrive } = late();
    const page = new PageInProcess({ InitiateAuth: [answer] });
    await page.submit("password", "ann", password);
    expect([page.isBusy, page.text("[role=status]"), page.text("[role=alert]")]).to.deep.equal([
      true,
      texts.signingIn,
      "",
    ]);
    await page.submit("password", "ann", password);
    expect(page.asked.length).to.equal(1);

    arrive([200, { ChallengeName: "SOFTWARE_TOKEN_MFA", Session: "1" }]);
    await settled();
    expect([page.step, page.isBusy]).to.deep.equal(["code", false]);
  });

  it("begin again where the browser shows the page from its cache, and not at its first show", async () => {
    const page = new PageInProcess({ InitiateAuth: [[200, { ChallengeName: "SOFTWARE_TOKEN_MFA", Session: "1" }]] });
    await page.submit("password", "ann", password);
    page.showAgain(false);
    expect(page.step).to.equal("code");
    page.showAgain(true);
    expect([page.step, page.title, page.focus]).to.deep.equal(["password", texts.title, "password"]);
  });

  for (const [what, answer] of [
    ["a refusal", [400, { __type: "NotAuthorizedException", message: "" }]],
    ["a challenge", [200, { ChallengeName: "SOFTWARE_TOKEN_MFA", Session: "1" }]],
  ] as const) {
    it(`aren't changed by ${what} that answers an earlier sign-in`, async () => {
      const first = late();
      const second = late();
      const page = new PageInProcess({ InitiateAuth: [first.answer, second.answer] });
      await page.submit("password", "ann", password);
      page.showAgain(true);
      await page.submit("password", "bob", password);
      first.arrive(answer);
      await settled();
      expect([page.step, page.isBusy, page.text("[role=alert]")]).to.deep.equal(["password", true, ""]);

      await page.submit("password", "bob", password);
      expect(page.asked.length).to.equal(2);
      second.arrive([200, { ChallengeName: "SOFTWARE_TOKEN_MFA", Session: "1" }]);
      await settled();
      expect(page.step).to.equal("code");
    });
  }
});
