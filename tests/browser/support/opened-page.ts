import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** A page in the browser, with all that went wrong there. */
export interface OpenedPage {
  readonly page: Page;
  /** Errors and warnings of the console, among them violations of the page's policy, and uncaught errors. */
  readonly complaints: readonly string[];
  /** Addresses that were asked for besides the page's own. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

const address = "http://report.example/";

/** Opens a page in a profile of its own, which reaches nothing. */
export async function openPage(
  browser: Browser,
  html: string,
  options: BrowserContextOptions = {},
): Promise<OpenedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const complaints: string[] = [];
  const requests: string[] = [];
  await context.route("**", async (route) => {
    const url = route.request().url();
    if (url === address) {
      await route.fulfill({ contentType: "text/html; charset=utf-8", body: html });
      return;
    }
    requests.push(url);
    await route.abort();
  });
  const page = await context.newPage();
  page.on("console", (message) => complaints.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", async (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  await page.goto(address);
  return { page, complaints, requests, close: () => context.close() };
}
