import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { buildSync } from "esbuild";
import { texts } from "./texts";

/** The user pool that the page signs in to. */
export interface SignInPage {
  /** Region of the user pool, such as `eu-west-1`. */
  readonly region: string;
  /** Id of the user pool's client. */
  readonly clientId: string;
}

let script: string | undefined;

/** The page's script, without what API Gateway's template language would evaluate; names stay readable in a browser. */
function bundledScript(): string {
  const { outputFiles } = buildSync({
    absWorkingDir: __dirname,
    entryPoints: ["browser/main.ts"],
    bundle: true,
    minifyWhitespace: true,
    minifySyntax: true,
    write: false,
    platform: "browser",
    format: "iife",
    target: "es2022",
    supported: { "template-literal": false },
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
  });
  const [output] = outputFiles;
  if (output === undefined) {
    throw new Error("esbuild wrote no script for the sign-in page");
  }
  return output.text.trim();
}

function hashOf(text: string): string {
  return `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
}

function passwordField(name: string, label: string, autocomplete: "current-password" | "new-password", rules?: string) {
  const described = rules === undefined ? "" : ` aria-describedby="${name}-rules"`;
  const hint = rules === undefined ? "" : `<p class="quiet" id="${name}-rules">${rules}</p>`;
  return `<label for="${name}">${label}</label><input id="${name}" name="${name}" type="password" autocomplete="${autocomplete}" required${described}>${hint}`;
}

/** Tells password managers whose new password it is. */
const hiddenUser = '<input name="user" type="text" autocomplete="username" hidden>';

function codeField(id: string): string {
  return `<label for="${id}">${texts.code}</label><input id="${id}" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" required>`;
}

function form(step: string, content: string, button: string): string {
  return `<form data-step="${step}" novalidate hidden>${content}<button type="submit">${button}</button></form>`;
}

function body(): string {
  const forms = [
    form(
      "password",
      `<p class="quiet">${texts.introduction}</p><label for="user">${texts.user}</label><input id="user" name="user" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" required>${passwordField("password", texts.password, "current-password")}`,
      texts.signIn,
    ),
    form(
      "new-password",
      `<p class="quiet">${texts.newPasswordIntroduction}</p>${hiddenUser}${passwordField("new-password", texts.newPassword, "new-password", texts.newPasswordRules)}${passwordField("repeated-password", texts.repeatedPassword, "new-password")}`,
      texts.saveNewPassword,
    ),
    form("code", codeField("code"), texts.continue),
    form(
      "set-up",
      `<p class="quiet">${texts.setUpIntroduction}</p><p>${texts.setUpKey}: <span class="key" data-key></span></p><p><a data-key-link>${texts.setUpLink}</a></p>${codeField("first-code")}`,
      texts.continue,
    ),
    form("opening", "", `${texts.tryAgain}</button><button class="second" type="reset">${texts.startOver}`),
  ];
  return `<main><h1>${texts.title}</h1><p role="alert"></p><p class="quiet" data-request-id></p><noscript><p>${texts.withoutScript}</p></noscript>${forms.join("")}<p role="status"></p></main>`;
}

/**
 * The sign-in page as one file: its style and its script are inside, and nothing else is ever loaded. Its policy lets it
 * talk to the access API beside it and to the region's Cognito, and takes no script but its own.
 *
 * It is also a template of API Gateway, whose language evaluates `$` and `#`, so that it holds neither.
 *
 * Source: API Gateway Developer Guide, "Mapping template transformations for REST APIs in API Gateway"; Content Security
 * Policy Level 3.
 *
 * @throws Error when a `$` or `#` came into it.
 */
export function signInDocument({ region, clientId }: SignInPage): string {
  script ??= bundledScript();
  const style = readFileSync(path.join(__dirname, "style.css"), "utf8").replace(/\s*\n\s*/g, "");
  const cognito = `https://cognito-idp.${region}.amazonaws.com`;
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    `connect-src 'self' ${cognito}`,
    // The page's icon is empty, so that browsers ask for none.
    "img-src data:",
    "form-action 'none'",
    "base-uri 'none'",
  ];
  const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><title>${texts.title}</title><style>${style}</style>`;
  const page = `<!doctype html><html lang="${texts.language}" data-client-id="${clientId}" data-cognito="${cognito}/" data-studio="https://studio.${region}.sagemaker.aws"><head>${head}</head><body>${body()}<script>${script}</script></body></html>`;
  const evaluated = /.{0,20}[$#].{0,20}/s.exec(page)?.[0];
  if (evaluated !== undefined) {
    throw new Error(`the sign-in page contains text that API Gateway would evaluate: ${evaluated}`);
  }
  return page;
}
