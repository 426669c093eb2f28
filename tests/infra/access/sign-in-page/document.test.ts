import { createHash } from "node:crypto";
import { expect } from "chai";
import { signInDocument } from "../../../../infra/access/sign-in-page/document";
import {
  inputMistakes,
  otherSignInRefusal,
  otherStudioRefusal,
  signInRefusals,
  studioRefusals,
  texts,
} from "../../../../infra/access/sign-in-page/texts";
import { StudioUserPool } from "../../../../infra/access/studio-user-pool";
import { evaluate, only } from "../../../support/evaluate";

const page = signInDocument({ region: "eu-west-1", clientId: "0123456789abcdefghijklmnop" });

function between(start: string, end: string): string {
  const from = page.indexOf(start) + start.length;
  return page.slice(from, page.indexOf(end, from));
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

describe("the document of the sign-in page", () => {
  it("runs only its own script and style, and calls only its API and the region's Cognito", () => {
    expect(between('<meta http-equiv="Content-Security-Policy" content="', '"').split("; ")).to.deep.equal([
      "default-src 'none'",
      `script-src ${hashOf(between("<script>", "</script>"))}`,
      `style-src ${hashOf(between("<style>", "</style>"))}`,
      "connect-src 'self' https://cognito-idp.eu-west-1.amazonaws.com",
      "img-src data:",
      "form-action 'none'",
      "base-uri 'none'",
    ]);
  });

  it("names the pool's client and region", () => {
    expect(page).to.match(
      /^<!doctype html><html lang="en" data-client-id="0123456789abcdefghijklmnop" data-cognito="https:\/\/cognito-idp\.eu-west-1\.amazonaws\.com\/" data-studio="https:\/\/studio\.eu-west-1\.sagemaker\.aws"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"/,
    );
    expect(signInDocument({ region: "us-east-1", clientId: "a" })).to.include(
      "connect-src 'self' https://cognito-idp.us-east-1.amazonaws.com;",
    );
  });

  it("has a form for each step, its fields named for people, password managers and screen readers", () => {
    expect(between("</style>", "<script>")).to.equal(
      [
        "</head><body>",
        "<main>",
        '<h1>Sign in to Studio</h1><p role="alert"></p><p class="quiet" data-request-id></p>',
        "<noscript><p>This page needs JavaScript: turn it on for this address, and load the page again.</p></noscript>",
        '<form data-step="password" novalidate hidden><p class="quiet">You sign in to the Studio of your own line of business.</p>',
        '<label for="user">User name</label><input id="user" name="user" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required>',
        '<label for="password">Password</label><input id="password" name="password" type="password" autocomplete="current-password" required>',
        '<button type="submit">Sign in</button>',
        "</form>",
        '<form data-step="new-password" novalidate hidden><p class="quiet">You signed in with a temporary password. Replace it with your own.</p><input name="user" type="text" autocomplete="username" hidden>',
        '<label for="new-password">New password</label><input id="new-password" name="new-password" type="password" autocomplete="new-password" required aria-describedby="new-password-rules"><p class="quiet" id="new-password-rules">At least 12 characters, with an upper-case letter, a lower-case letter, a digit and a symbol.</p>',
        '<label for="repeated-password">Repeat the new password</label><input id="repeated-password" name="repeated-password" type="password" autocomplete="new-password" required>',
        '<button type="submit">Save and sign in</button>',
        "</form>",
        '<form data-step="code" novalidate hidden>',
        '<label for="code">Six digits of your authenticator app</label><input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" required>',
        '<button type="submit">Continue</button>',
        "</form>",
        '<form data-step="set-up" novalidate hidden><p class="quiet">Enter this key in your authenticator app, or open the link on the device that has the app.</p><p>Key: <span class="key" data-key></span></p><p><a data-key-link>Open in the authenticator app</a></p>',
        '<label for="first-code">Six digits of your authenticator app</label><input id="first-code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" required>',
        '<button type="submit">Continue</button>',
        "</form>",
        '<form data-step="opening" novalidate hidden>',
        '<button type="submit">Try again</button>',
        '<button class="second" type="reset">Sign in as another user</button>',
        '</form><p role="status"></p>',
        "</main>",
      ].join(""),
    );
    expect(page).to.include(
      '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>Sign in to Studio</title><style>',
    );
    expect(page).to.match(/<\/script><\/body><\/html>$/);
  });

  it("has a style of one line", () => {
    expect(between("<style>", "</style>")).to.match(/^:root \{color-scheme: light dark;--page: rgb\(246 247 249\);/);
  });

  it("loads nothing, and is the same each time", () => {
    expect(page).not.to.match(/<(?:script|img|iframe|link)[^>]* (?:src|href)="(?!data:)/);
    expect(page.match(/<script/g)).to.have.lengthOf(1);
    expect(signInDocument({ region: "eu-west-1", clientId: "0123456789abcdefghijklmnop" })).to.equal(page);
  });

  it("holds nothing that API Gateway would evaluate, and refuses to", () => {
    expect(page).not.to.match(/[$#]/);
    expect(() => signInDocument({ region: "eu-west-1", clientId: "a$context.requestId" })).to.throw(
      /^the sign-in page contains text that API Gateway would evaluate: .*a\$context\.requestId/,
    );
    expect(() => signInDocument({ region: "eu-west-1", clientId: "#set" })).to.throw("would evaluate");
  });

  it("has texts without markup, each refusal telling what to do", () => {
    const said = [
      ...Object.values(texts).map((text) => (typeof text === "string" ? text : text("1"))),
      ...Object.values(inputMistakes),
      ...signInRefusals.map(({ text }) => text),
      ...Object.values(studioRefusals),
      otherSignInRefusal,
      otherStudioRefusal,
    ];
    expect(said.filter((text) => /[$#<&"]/.test(text))).to.deep.equal([]);
    const refusals = [...signInRefusals.map(({ text }) => text), ...Object.values(studioRefusals)];
    expect(refusals.filter((text) => !/^[A-Z].*: [a-z].*\.$|wait some minutes/.test(text))).to.deep.equal([]);
  });

  it("asks for the passwords that the pool takes", async () => {
    const pool = only(
      await evaluate(() => {
        new StudioUserPool("users", { suffix: "shared" });
      }),
      "aws:cognito/userPool:UserPool",
    );
    expect(pool.inputs.passwordPolicy).to.deep.include({
      minimumLength: 12,
      requireLowercase: true,
      requireUppercase: true,
      requireNumbers: true,
      requireSymbols: true,
    });
    expect(texts.newPasswordRules).to.equal(
      "At least 12 characters, with an upper-case letter, a lower-case letter, a digit and a symbol.",
    );
  });
});
