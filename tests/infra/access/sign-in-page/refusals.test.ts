import { expect } from "chai";
import {
  inputMistakes,
  otherSignInRefusal,
  otherStudioRefusal,
  signInRefusals,
  studioRefusals,
  texts,
} from "../../../../infra/access/sign-in-page/texts";
import { type Answer, PageInProcess } from "./support/page-in-process";

const token = `header.${Buffer.from(JSON.stringify({ username: "ann" })).toString("base64url")}.signature`;
const signedIn: Answer = [200, { AuthenticationResult: { AccessToken: token } }];
const password = "Secret-1234567";
const challenge = (ChallengeName: string): Answer => [200, { ChallengeName, Session: "1" }];
const refused = (code: string, message = ""): Answer => [400, { __type: `com.amazonaws.cognito#${code}`, message }];

/** What a person sees, and where the cursor is. */
function seen(page: PageInProcess) {
  return { step: page.step, text: page.text("[role=alert]"), id: page.text("[data-request-id]"), focus: page.focus };
}

/** The first text of a code of Cognito's whose message begins so. */
function textOf(code: string, begins?: string): string | undefined {
  return signInRefusals.find((one) => one.code === code && one.begins === begins)?.text;
}

describe("what the sign-in page shows when it is refused", () => {
  for (const { code, begins, text } of signInRefusals.filter(({ code }) => code !== "UnknownChallenge")) {
    it(`by Cognito with ${code} ${begins ?? ""}`, async () => {
      const answer: Answer = code === "Unreachable" ? [] : refused(code, begins && `${begins}, more.`);
      const page = new PageInProcess({ InitiateAuth: [answer] });
      await page.submit("password", "ann", password);
      expect(seen(page)).to.deep.equal({ step: "password", text, id: "", focus: "password" });
      expect(page.hiddenUser).to.equal("");
    });
  }

  for (const [what, answer, code] of [
    ["a code that it doesn't know", refused("Whatever"), undefined],
    ["429 of a proxy", [429], "TooManyRequestsException"],
    ["403 of a proxy", [403], "AccessDeniedException"],
    ["502 of a proxy", [502], "InternalErrorException"],
    ["members that are null", [500, null], "InternalErrorException"],
  ] as const) {
    it(`by ${what} in Cognito's place`, async () => {
      const page = new PageInProcess({ InitiateAuth: [answer] });
      await page.submit("password", "ann", password);
      const text = code === undefined ? otherSignInRefusal : textOf(code);
      expect(seen(page)).to.deep.equal({ step: "password", text, id: "", focus: "password" });
    });
  }

  for (const [code, step] of [
    ["CodeMismatchException", "code"],
    ["EnableSoftwareTokenMFAException", "code"],
    ["ExpiredCodeException", "code"],
    ["InvalidPasswordException", "code"],
    ["InternalErrorException", "code"],
    ["LimitExceededException", "code"],
    ["PasswordHistoryPolicyViolationException", "code"],
    ["ThrottlingException", "code"],
    ["TooManyRequestsException", "code"],
    ["Unreachable", "code"],
    ["NotAuthorizedException", "password"],
    ["UserNotFoundException", "password"],
  ] as const) {
    it(`in a later step by ${code}: goes on at ${step}`, async () => {
      const page = new PageInProcess({
        InitiateAuth: [challenge("SOFTWARE_TOKEN_MFA")],
        RespondToAuthChallenge: [code === "Unreachable" ? [] : refused(code)],
      });
      await page.submit("password", "ann", password);
      await page.submit("code", "123456");
      expect(seen(page)).to.deep.equal({
        ...{ step, text: textOf(code), id: "" },
        focus: step === "code" ? "code" : "password",
      });
    });
  }

  for (const [what, answer, step, text, id] of [
    ["Throttled", [429, { error: { code: "Throttled", requestId: "7" } }], "opening", studioRefusals.Throttled, ""],
    ["Unauthorized", [401, { error: { code: "Unauthorized" } }], "password", studioRefusals.Unauthorized, ""],
    ["no answer", [], "opening", studioRefusals.Unreachable, ""],
    ["a proxy's page", [502], "opening", otherStudioRefusal, ""],
    ["another code", [500, { error: { code: "X", requestId: "7" } }], "opening", otherStudioRefusal, "Request id: 7"],
    ["an address that isn't Studio's", [200, { url: "https://example.com" }], "opening", otherStudioRefusal, ""],
  ] as const) {
    it(`by the access API with ${what}: goes on at ${step}`, async () => {
      const page = new PageInProcess({ InitiateAuth: [signedIn], "/studio/ann": [answer] });
      await page.submit("password", "ann", password);
      expect(seen(page)).to.deep.equal({ step, text, id, focus: step === "opening" ? texts.tryAgain : "password" });
      expect([page.isBusy, page.text("[role=status]"), page.replacedBy]).to.deep.equal([false, "", []]);
    });
  }

  it("by a token that it can't read: the set-up is wrong", async () => {
    const page = new PageInProcess({ InitiateAuth: [[200, { AuthenticationResult: { AccessToken: "x" } }]] });
    await page.submit("password", "ann", password);
    expect(seen(page)).to.deep.equal({
      ...{ step: "opening", text: otherStudioRefusal, id: "" },
      focus: texts.tryAgain,
    });
  });

  it("and forgets it when a step is tried once more, or another user signs in", async () => {
    const url = "https://d-aaaaaaaaaaaa.studio.eu-west-1.sagemaker.aws/auth?token=t";
    const wrong: Answer = [500, { error: { code: "X", requestId: "7" } }];
    let arrive: (answer: Answer) => void = () => undefined;
    const late = new Promise<Answer>((resolve) => {
      arrive = resolve;
    });
    const page = new PageInProcess({ InitiateAuth: [signedIn], "/studio/ann": [wrong, wrong, late] });
    await page.submit("password", "ann", password);
    await page.dispatch("opening", "reset");
    expect(seen(page)).to.deep.equal({ step: "password", text: "", id: "", focus: "password" });

    const again = new PageInProcess({ InitiateAuth: [signedIn], "/studio/ann": [wrong, late] });
    await again.submit("password", "ann", password);
    await again.dispatch("opening", "submit");
    expect([seen(again).text, seen(again).id, again.isBusy, again.text("[role=status]")]).to.deep.equal([
      "",
      "",
      true,
      texts.opening,
    ]);
    arrive([200, { url }]);
  });
});

describe("what the sign-in page finds before it sends anything", () => {
  const toNewPassword = { InitiateAuth: [challenge("NEW_PASSWORD_REQUIRED")] } as const;
  const toCode = { InitiateAuth: [challenge("SOFTWARE_TOKEN_MFA")] } as const;
  for (const [answers, step, values, text, marked] of [
    [{}, "password", ["  ", "x"], inputMistakes.noUser, "user"],
    [{}, "password", ["ann", ""], inputMistakes.noPassword, "password"],
    [toNewPassword, "new-password", ["", ""], inputMistakes.noNewPassword, "new-password"],
    [toNewPassword, "new-password", ["One-1234567", "one"], inputMistakes.unequalPasswords, "repeated-password"],
    [toCode, "code", ["12345"], inputMistakes.noCode, "code"],
    [toCode, "code", ["1234567"], inputMistakes.noCode, "code"],
    [toCode, "code", ["a123456"], inputMistakes.noCode, "code"],
    [toCode, "code", ["123456\u2028"], inputMistakes.noCode, "code"],
  ] as const) {
    it(`${JSON.stringify(values)} in ${step}: ${text}`, async () => {
      const page = new PageInProcess(answers);
      if (step !== "password") {
        await page.submit("password", "ann", password);
      }
      const before = page.asked.length;
      await page.submit(step, ...values);
      expect(seen(page)).to.deep.equal({ step, text, id: "", focus: marked });
      expect(page.marked).to.deep.equal([marked]);
      expect(page.asked.length).to.equal(before);
    });
  }

  it("isn't marked any longer when the step is shown again", async () => {
    const page = new PageInProcess({});
    await page.submit("password", "", "");
    page.showAgain(true);
    expect(page.marked).to.deep.equal([]);
  });
});
