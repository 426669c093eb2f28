import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import type { Browser } from "playwright-core";
import { runNode } from "../../local/support/run-node";
import { barriers } from "./support/accessibility";
import { launch } from "./support/chromium";
import { type OpenedPage, openPage } from "./support/opened-page";
import { picture } from "./support/picture";
import { shapesOf } from "./support/shapes";

const root = path.resolve(__dirname, "../..");

/** What `npm run verify` writes for the project as it is shipped, opened as a reviewer does. */
describe("verify.html", () => {
  let browser: Browser;
  let html: string;
  let opened: OpenedPage;

  before(async () => {
    browser = await launch();
    const folder = mkdtempSync(path.join(tmpdir(), "verify-page-"));
    try {
      const { code, stderr } = await runNode(
        ["--require", path.join(root, "local/tsx.cjs"), path.join(root, "local/verify.ts"), "--out", folder],
        root,
      );
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: "" });
      html = readFileSync(path.join(folder, "verify.html"), "utf8");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  after(async () => {
    await browser?.close();
  });

  afterEach(async () => {
    expect(opened.complaints).to.deep.equal([]);
    expect(opened.requests).to.deep.equal([]);
    await opened.close();
  });

  it("states first that all is as declared, and shows diagram, access, reachability and cost", async () => {
    opened = await openPage(browser, html);
    const { page } = opened;
    expect(await page.locator("#summary .verdict").textContent()).to.equal("✓ As declared");
    expect(await page.locator("main > section").evaluateAll((all) => all.map(({ id }) => id))).to.deep.equal([
      "summary",
      "diagram",
      "access",
      "reachability",
      "cost",
    ]);
    const drawing = await page.getByRole("img", { name: "Accounts, networks and trusts" }).boundingBox();
    expect(drawing?.width).to.be.greaterThan(400);
    expect(drawing?.height).to.be.greaterThan(400);
  });

  it("answers what somebody may do, by the filter of the table", async () => {
    opened = await openPage(browser, html);
    const { page } = opened;
    await page.getByLabel("Filter Allowed").fill("SageMakerInvoker-child");
    const rows = page.locator("#access table").first().locator("tbody tr:visible");
    expect(await rows.locator("td:first-child").allTextContents()).to.deep.equal([
      "SageMakerInvoker-child of child",
      "service lambda",
    ]);
    expect((await rows.first().locator("td").allTextContents()).slice(0, 3)).to.deep.equal([
      "SageMakerInvoker-child of child",
      "assume SageMakerExternal of parent, with its ExternalId",
      "hub shared, LOB child, LOB lob-b and internet",
    ]);
  });

  it("shows eight accesses or more at once on a screen of 1280 by 900", async () => {
    opened = await openPage(browser, html);
    const table = opened.page.locator("#access .scroll").first();
    const [frame] = await shapesOf(table);
    const rows = await shapesOf(table.locator("tbody tr"));
    expect(rows.filter(({ bottom }) => bottom <= (frame?.bottom ?? 0))).to.have.length.of.at.least(8);
  });

  it("keeps nobody out", async () => {
    opened = await openPage(browser, html);
    expect((await barriers(opened.page)).found).to.deep.equal([]);
  });

  it("prints on upright A4 with nothing cut off", async () => {
    // A4 within Chromium's margins: 190 mm at 96 pixels an inch.
    opened = await openPage(browser, html, { viewport: { width: 718, height: 1000 } });
    await opened.page.emulateMedia({ media: "print" });
    expect(await opened.page.locator("html").evaluate((root) => root.scrollWidth)).to.equal(718);
  });

  for (const [name, section, options] of [
    ["verify-light", "access", { colorScheme: "light" }],
    ["verify-dark", "diagram", { colorScheme: "dark" }],
    ["verify-on-a-phone", "summary", { viewport: { width: 375, height: 700 }, isMobile: true }],
  ] as const) {
    it(`is no wider than its screen, as on the picture ${name}`, async () => {
      opened = await openPage(browser, html, options);
      const isWider = await opened.page.locator("html").evaluate((root) => root.scrollWidth > root.clientWidth);
      expect(isWider).to.equal(false);
      await opened.page.locator(`#${section}`).evaluate((element) => element.scrollIntoView());
      await picture(opened.page, name);
    });
  }
});
