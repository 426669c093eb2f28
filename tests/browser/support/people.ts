import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";

/** What went wrong in a person's browser, and where it went. */
export interface Person {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors and warnings of the console, violations of the page's policy among them, and uncaught errors. */
  readonly complaints: readonly string[];
  /** Hosts that were asked, but for this machine's own. */
  readonly foreign: readonly string[];
  /** Addresses of documents and calls, in the order in which they were asked for. */
  readonly requests: readonly string[];
}

/** A refused call is a line in Chromium's console, which no page can keep out. */
const refusedCall = /^Failed to load resource: (the server responded with a status of [45]\d\d|net::ERR_)/;

/** A browser of a person's own, with nothing of anybody else's in it. */
export async function newPerson(browser: Browser, options: BrowserContextOptions = {}): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const complaints: string[] = [];
  const foreign: string[] = [];
  const requests: string[] = [];
  context.on("request", (request) => {
    requests.push(request.url());
    const url = new URL(request.url());
    if (url.protocol !== "data:" && !url.hostname.endsWith(".localhost")) {
      foreign.push(request.url());
    }
  });
  context.on("console", (message) => {
    if (!refusedCall.test(message.text())) {
      complaints.push(`${message.type()}: ${message.text()}`);
    }
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => complaints.push(error.message));
  return { page, context, complaints, foreign, requests };
}
