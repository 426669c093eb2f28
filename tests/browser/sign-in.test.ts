import { expect } from "chai";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { inputMistakes, studioRefusals, texts } from "../../infra/access/sign-in-page/texts";
import { totpCode } from "../../local/aws/cognito/totp";
import { withSimulators } from "../../local/estate/on-premises";
import type { Member } from "../../local/scenarios/people";
import { generatePassword } from "../../scripts/populate/passwords";
import { isShared } from "../../stacks/project/roles";
import { makeStack } from "../../stacks/project/stack";
import { shippedProject } from "../local/support/project";
import { barriers } from "./support/accessibility";
import { launch } from "./support/chromium";
import { newPerson } from "./support/people";
import { picture } from "./support/picture";

import { choosePassword, isInStudio, Stand, said, signIn, words } from "./support/sign-in-stand";

describe("The sign-in page", () => {
  let browser: Browser;
  let stand: Stand;
  let first: Member;
  let second: Member;

  before(async () => {
    browser = await launch();
    stand = await Stand.of(withSimulators(shippedProject), browser);
    const [one, other] = stand.members;
    if (one === undefined || other === undefined) {
      throw new Error("the shipped estate has two LOBs");
    }
    first = one;
    second = other;
  });

  after(async () => {
    await stand?.close();
    await browser?.close();
  });

  afterEach(() => stand.rest());

  it("takes two people at once each to their own domain, in its own place in the history", async () => {
    const people = [await stand.somebody(), await stand.somebody()] as const;
    const lengths = await Promise.all(people.map(({ page }) => page.evaluate("history.length")));
    await Promise.all([
      signIn(people[0], first.user, first.password),
      signIn(people[1], second.user.toUpperCase(), second.password),
    ]);
    await isInStudio(people[0], first);
    await isInStudio(people[1], second);
    expect((await barriers(people[0].page)).found).to.deep.equal([]);
    await people[0].page.setViewportSize({ width: 720, height: 480 });
    await picture(people[0].page, "studio");
    await people[0].page.emulateMedia({ colorScheme: "dark" });
    expect((await barriers(people[0].page)).found).to.deep.equal([]);
    expect(await Promise.all(people.map(({ page }) => page.evaluate("history.length")))).to.deep.equal(lengths);
  });

  it("is one request of less than 30 KB, with its policy and headers, and keeps nothing", async () => {
    const person = await newPerson(browser);
    const answer = await person.page.goto(stand.address());
    expect(answer?.headers()).to.deep.include({
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    expect((await answer?.body())?.length).to.be.lessThan(30 * 1024);
    expect(person.requests.filter((url) => !url.startsWith("data:"))).to.have.lengthOf(1);
    await signIn(person, first.user, first.password);
    await isInStudio(person, first);
    const cookies = await person.context.cookies();
    expect(cookies.filter(({ name }) => !name.startsWith("studio-session-"))).to.deep.equal([]);
    await person.page.goto(stand.address());
    expect(await person.page.evaluate("localStorage.length + sessionStorage.length")).to.equal(0);
    await person.context.close();
  });

  for (const path of ["", "/"]) {
    it(`also opens where its address ends in "studio${path}", and takes a link's space and app along`, async () => {
      const person = await stand.somebody();
      const address = stand.address().replace(/\/$/, path);
      await person.page.goto(`${address}?landingUri=app%3AJupyterLab%3A&utm_source=mail`);
      await signIn(person, first.user, first.password);
      await isInStudio(person, first);
      const asked = person.requests.find((url) => url.includes(`/${first.user}`)) ?? "";
      expect(new URL(asked).search).to.equal("?landingUri=app%3AJupyterLab%3A");
    });
  }

  it("tells that user name or password is wrong, keeps the name and forgets the password", async () => {
    const person = await stand.somebody();
    await signIn(person, first.user, "Wrong-password-1");
    await said(person, words("NotAuthorizedException", "Incorrect username or password"));
    expect(await person.page.getByLabel(texts.user, { exact: true }).inputValue()).to.equal(first.user);
    expect(await person.page.getByLabel(texts.password, { exact: true }).inputValue()).to.equal("");
    await signIn(person, first.user, first.password);
    await isInStudio(person, first);
  });

  it("asks for what is missing before anything is sent", async () => {
    const person = await stand.somebody();
    const sent = person.requests.length;
    await signIn(person, "", "");
    await said(person, inputMistakes.noUser);
    await signIn(person, "somebody", "");
    await said(person, inputMistakes.noPassword);
    expect(await person.page.evaluate("document.activeElement.id")).to.equal("password");
    expect(person.requests).to.have.lengthOf(sent);
  });

  it("has newcomers choose a password, twice the same and good enough", async () => {
    const temporary = await stand.newcomer("newcomer");
    await stand.administrator.enterUser("newcomer", first.lob.config.lob, first.profile);
    const person = await stand.somebody();
    await signIn(person, "newcomer", temporary);
    const { page } = person;
    await page.getByRole("heading", { name: texts.newPasswordTitle }).waitFor();
    const choose = (one: string, other: string) => choosePassword(page, one, other);
    await choose("", "");
    await said(person, inputMistakes.noNewPassword);
    await choose("Long-enough-1", "Long-enough-2");
    await said(person, inputMistakes.unequalPasswords);
    await choose("short", "short");
    await said(person, words("InvalidPasswordException"));
    const own = generatePassword();
    await choose(own, own);
    await isInStudio(person, first);

    const again = await stand.somebody();
    await signIn(again, "newcomer", own);
    await isInStudio(again, first);
  });

  it("tells that a sign-in took too long, and begins again", async () => {
    const temporary = await stand.newcomer("slow-newcomer");
    const person = await stand.somebody();
    await signIn(person, "slow-newcomer", temporary);
    await person.page.getByRole("heading", { name: texts.newPasswordTitle }).waitFor();
    const own = generatePassword();
    await stand.estate.clock.at(16 * 60, async () => {
      await choosePassword(person.page, own, own);
      await said(person, words("NotAuthorizedException", "Invalid session"));
    });
    await signIn(person, first.user, first.password);
    await isInStudio(person, first);
  });

  it("tells that too many people sign in", async () => {
    const person = await stand.somebody();
    await stand.whileAws(
      async (host, { method }) =>
        host.startsWith("cognito-idp.") && method === "POST"
          ? {
              status: 400,
              headers: { "access-control-allow-origin": "*" },
              body: JSON.stringify({ __type: "TooManyRequestsException", message: "Rate exceeded" }),
            }
          : undefined,
      async () => {
        await signIn(person, first.user, first.password);
        await said(person, words("TooManyRequestsException"));
      },
    );
  });

  it("tells a user who isn't assigned to a LOB, and lets somebody else sign in", async () => {
    const password = await stand.administrator.makeUser("unassigned");
    const person = await stand.somebody();
    await signIn(person, "unassigned", password);
    await said(person, studioRefusals.UnknownUser ?? "");
    await person.page.getByRole("button", { name: texts.startOver }).click();
    await signIn(person, first.user, first.password);
    await isInStudio(person, first);
  });

  it("tries again with the token that it has, once Studio is back", async () => {
    const person = await stand.somebody();
    await stand.whileAws(
      async (host) =>
        host.startsWith("dynamodb.")
          ? { status: 400, headers: {}, body: JSON.stringify({ __type: "ThrottlingException", message: "slow down" }) }
          : undefined,
      async () => {
        await signIn(person, first.user, first.password);
        await said(person, studioRefusals.Throttled ?? "");
      },
    );
    await person.page.getByRole("button", { name: texts.tryAgain }).click();
    await isInStudio(person, first);
  });

  for (const [code, status, heading] of [
    ["Unauthorized", 401, texts.title],
    ["Forbidden", 403, texts.openingTitle],
  ] as const) {
    it(`explains the access API's ${code}, and continues at "${heading}"`, async () => {
      const person = await stand.somebody();
      const body = JSON.stringify({ error: { code, message: "no", requestId: "1" } });
      await stand.whileAws(
        async (host) => (host.includes(".execute-api.") ? { status, headers: {}, body } : undefined),
        async () => {
          await signIn(person, first.user, first.password);
          await said(person, studioRefusals[code] ?? "");
        },
      );
      await person.page.getByRole("heading", { name: heading }).waitFor();
    });
  }

  it("tells that sign-in can't be reached", async () => {
    const person = await stand.somebody();
    await stand.whileAws(
      async (host) => (host.startsWith("cognito-idp.") ? "broken" : undefined),
      async () => {
        await signIn(person, first.user, first.password);
        await said(person, words("Unreachable"));
      },
    );
  });

  for (const place of ["internet", "another-network"]) {
    it(`can't be seen from outside: ${place}`, async () => {
      const { page, context } = await newPerson(browser);
      const answer = await page.goto(stand.address(place));
      expect(answer?.status()).to.equal(403);
      expect(await page.locator("form").count()).to.equal(0);
      await context.close();
    });
  }

  it("leads nobody to another's path, or into Studio by a URL whose time is over", async () => {
    const person = await stand.somebody();
    const answers = person.page.waitForResponse((answer) => new URL(answer.url()).pathname.endsWith(first.user));
    await signIn(person, first.user, first.password);
    const answer = await answers;
    const token = (await answer.request().headerValue("authorization")) ?? "";
    await isInStudio(person, first);

    const { page } = await stand.somebody();
    const status = await page.evaluate(
      ([address = "", authorization = ""]) =>
        fetch(address, { headers: { authorization } }).then((other) => other.status),
      [stand.address("on-premises", second.user), token],
    );
    expect(status).to.equal(403);

    const studio = person.requests.findLast((url) => url.includes("/auth?")) ?? "";
    await stand.estate.clock.at(stand.hub.config.presignedUrlSeconds + 1, () => page.goto(studio));
    expect(await page.locator("body").innerText()).to.include("Invalid or Expired Auth Token");
    const outside = await page.goto(studio.replace(".on-premises.", ".internet."));
    expect(outside?.status()).to.equal(403);
    expect(await page.locator("body").innerText()).to.include("Auth token containing insufficient permissions");
  });

  for (const [look, options] of Object.entries<BrowserContextOptions>({
    light: { colorScheme: "light", viewport: { width: 720, height: 480 } },
    dark: { colorScheme: "dark", viewport: { width: 720, height: 480 } },
    "on a phone": { viewport: { width: 375, height: 667 } },
  })) {
    it(`has no barrier, and works with only the keyboard: ${look}`, async () => {
      const person = await stand.somebody("", options);
      const { page } = person;
      expect((await barriers(page)).found).to.deep.equal([]);
      await picture(page, `sign-in-${look.replaceAll(" ", "-")}`);
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).to.equal(true);
      await page.keyboard.type(first.user);
      await page.keyboard.press("Tab");
      await page.keyboard.type("Wrong-password-1");
      await page.keyboard.press("Enter");
      await said(person, words("NotAuthorizedException", "Incorrect username or password"));
      expect((await barriers(page)).found).to.deep.equal([]);
      await page.keyboard.type(first.password);
      await page.keyboard.press("Enter");
      await isInStudio(person, first);
    });
  }
});

describe("The sign-in page of a pool that demands a second factor", () => {
  let browser: Browser;
  let stand: Stand;

  before(async () => {
    browser = await launch();
    const project = withSimulators(shippedProject);
    const stacks = project.stacks.map((stack) =>
      isShared(stack) ? makeStack(stack.name, { ...stack.texts, mfa: "required" }) : stack,
    );
    stand = await Stand.of({ ...project, stacks }, browser);
  });

  after(async () => {
    await stand?.close();
    await browser?.close();
  });

  afterEach(() => stand.rest());

  it("sets up an authenticator app, refuses a wrong code, and asks for a code from then on", async () => {
    const [member] = stand.members;
    if (member === undefined) {
      throw new Error("the shipped estate has people");
    }
    const person = await stand.somebody();
    const { page } = person;
    await signIn(person, member.user, member.password);
    await page.getByRole("heading", { name: texts.setUpTitle }).waitFor();
    expect((await barriers(page)).found).to.deep.equal([]);
    const key = (await page.locator("[data-key]").innerText()).replaceAll(" ", "");
    const link = new URL((await page.getByRole("link", { name: texts.setUpLink }).getAttribute("href")) ?? "");
    expect(link.protocol).to.equal("otpauth:");
    expect(link.searchParams.get("secret")).to.equal(key);
    const enterCode = async (code: string) => {
      await page.getByLabel(texts.code).filter({ visible: true }).fill(code);
      await page.getByRole("button", { name: texts.continue }).click();
    };
    await enterCode("12 34");
    await said(person, inputMistakes.noCode);
    const code = totpCode(key, stand.estate.clock.now());
    await enterCode(code);
    await isInStudio(person, member);

    await page.goto(stand.address());
    await signIn(person, member.user, member.password);
    await page.getByRole("heading", { name: texts.codeTitle }).waitFor();
    await enterCode(String((Number(code) + 1) % 1_000_000).padStart(6, "0"));
    const later = () => totpCode(key, stand.estate.clock.now());
    await stand.estate.clock.at(60, async () => {
      const again = await stand.somebody();
      await signIn(again, member.user, member.password);
      await again.page.getByRole("heading", { name: texts.codeTitle }).waitFor();
      await again.page.getByLabel(texts.code).filter({ visible: true }).fill(later());
      await again.page.getByRole("button", { name: texts.continue }).click();
      await isInStudio(again, member);
    });
  });
});
