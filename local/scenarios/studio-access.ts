import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { appPath } from "../aws";
import type { Page } from "./browser";
import type { Tokens } from "./sign-in";
import { codeOf, isStudioOf, messageOf, shown, studioScenario, withoutToken } from "./studio-flow";

function isUnauthorized(page: Page): boolean {
  return page.status === 401 && codeOf(page) === "Unauthorized";
}

export const studioNoToken = studioScenario(
  "studio-no-token",
  "401 from API Gateway, without calling the authorizer",
  async (studio) => {
    const { member } = studio;
    const page = await studio.callApi(studio.desk(), member.user);
    return {
      actual: shown(page),
      facts: { "the API answers 401": isUnauthorized(page) },
    };
  },
);

export const studioOwnPath = studioScenario(
  "studio-own-path",
  "302 to a presigned URL, which opens Studio of the user's own LOB",
  async (studio) => {
    const { member } = studio;
    const browser = studio.desk();
    const { accessToken } = await studio.signIn(member, browser);
    const answer = await studio.callApi(browser, member.user, accessToken);
    const { location } = answer.headers;
    if (location === undefined) {
      return { actual: shown(answer), facts: { "the answer is 302": false } };
    }
    const page = await browser.open(location);
    const home = await browser.open(new URL("/", location).href);
    return {
      actual: `${answer.status} to ${withoutToken(location)}, which opens ${messageOf(page)}`,
      facts: {
        "the answer is 302": answer.status === 302,
        "the answer has Cache-Control: no-store": answer.headers["cache-control"] === "no-store",
        "the page names domain and user": isStudioOf(page, member),
        "the session continues": isStudioOf(home, member),
      },
    };
  },
);

export const studioOwnPathJson = studioScenario(
  "studio-own-path-json",
  "200 with the URL as JSON, for callers that ask for JSON",
  async (studio) => {
    const member = studio.lastOwn;
    const browser = studio.desk();
    const { accessToken } = await studio.signIn(member, browser);
    const answer = await studio.callApi(browser, member.user, accessToken, "application/json");
    const { url = "", expiresInSeconds } = JSON.parse(answer.text);
    const page = await browser.open(url);
    return {
      actual: `${answer.status} { "url": "${withoutToken(url)}", "expiresInSeconds": ${expiresInSeconds} }`,
      facts: {
        "the answer is 200": answer.status === 200,
        "the answer has the URL's lifetime": expiresInSeconds === studio.hub.config.presignedUrlSeconds,
        "the answer has Cache-Control: no-store": answer.headers["cache-control"] === "no-store",
        "the page names domain and user": isStudioOf(page, member),
      },
    };
  },
);

export const studioOtherLobPath = studioScenario(
  "studio-other-lob-path",
  "403 from API Gateway for the path of a user of another LOB",
  async (studio) => {
    const [member, other] = studio.members;
    const browser = studio.desk();
    const { accessToken } = await studio.signIn(member, browser);
    const page = await studio.callApi(browser, other.user, accessToken);
    const decidedBy = studio.lastDenial();
    const own = await studio.callApi(browser, member.user, accessToken);
    return {
      actual: shown(page),
      notes: [
        ...studio.madeUp([other]),
        `decided by ${decidedBy}`,
        `the same token on the user's own path: ${own.status}`,
      ],
      facts: {
        "the other path is refused": page.status === 403 && codeOf(page) === "Forbidden",
        "the authorizer's answer decided it": /the authorizer returned/.test(decidedBy),
        "the user's own path is answered": own.status === 302,
      },
    };
  },
);

let key: KeyObject | undefined;

/** A key that no pool has. It takes time to make. */
function foreignKey(): KeyObject {
  key ??= generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  return key;
}

/** The token with the same head and content, signed by a key of somebody else. */
function forged({ accessToken }: Tokens): string {
  const [head = "", content = ""] = accessToken.split(".");
  const signature = sign("sha256", Buffer.from(`${head}.${content}`), foreignKey()).toString("base64url");
  return `${head}.${content}.${signature}`;
}

export const studioForgedToken = studioScenario(
  "studio-forged-token",
  "401 for a token whose signature isn't the pool's, and for an ID token",
  async (studio) => {
    const { member } = studio;
    const browser = studio.desk();
    const tokens = await studio.signIn(member, browser);
    const page = await studio.callApi(browser, member.user, forged(tokens));
    const idToken = await studio.callApi(browser, member.user, tokens.idToken);
    const own = await studio.callApi(browser, member.user, tokens.accessToken);
    return {
      actual: shown(page),
      notes: [`an ID token: ${shown(idToken)}`, `the pool's own token: ${own.status}`],
      facts: {
        "the forged token is refused": isUnauthorized(page),
        "the ID token is refused": isUnauthorized(idToken),
        "the pool's own token is accepted": own.status === 302,
      },
    };
  },
);

export const studioExpiredToken = studioScenario("studio-expired-token", "401 for an expired token", async (studio) => {
  const { member } = studio;
  const browser = studio.desk();
  const page = await studio.callApi(browser, member.user, studio.expiredTokens.accessToken);
  const fresh = await studio.signIn(member, browser);
  const own = await studio.callApi(browser, member.user, fresh.accessToken);
  return {
    actual: shown(page),
    notes: [`a fresh token: ${own.status}`],
    facts: {
      "the old token is refused": isUnauthorized(page),
      "a fresh token is accepted": own.status === 302,
    },
  };
});

export const studioBothDomains = studioScenario(
  "studio-both-domains",
  "two live sessions at once, each in its own LOB's domain",
  async (studio) => {
    const browser = studio.desk();
    const [a, b] = studio.members;
    const opened = [];
    for (const member of [a, b]) {
      const { accessToken } = await studio.signIn(member, browser);
      const answer = await studio.callApi(browser, member.user, accessToken);
      const { location } = answer.headers;
      if (location === undefined) {
        return { actual: shown(answer), facts: { "the API answers with a URL": false } };
      }
      opened.push({ member, location, page: await browser.open(location) });
    }
    const again = await Promise.all(
      opened.map(async ({ member, location }) => ({ member, page: await browser.open(new URL("/", location).href) })),
    );
    const apps = await Promise.all(
      opened.map(async ({ location }) => await browser.open(new URL(appPath, location).href)),
    );
    const hosts = new Set(opened.map(({ location }) => new URL(location).hostname));
    const sessions = studio.generatorSessions();
    return {
      actual: opened.map(({ page }) => messageOf(page)).join(" | "),
      notes: [...studio.madeUp([a, b]), `in CloudTrail as ${sessions.join(" and ")}`],
      facts: {
        "each page names its own domain and user": opened.every(({ member, page }) => isStudioOf(page, member)),
        "both are still open": again.every(({ member, page }) => isStudioOf(page, member)),
        "JupyterLab starts in both": apps.every(({ status }) => status === 200),
        "the two domains differ": hosts.size === 2 && a.domain !== b.domain,
        "sessions carry the user's name": [a, b].every(({ user }) =>
          sessions.some((name) => name.endsWith(`/${user}`)),
        ),
      },
    };
  },
);
