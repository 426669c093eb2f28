import { readFileSync } from "node:fs";
import { expect } from "chai";
import { parse } from "csv-parse/sync";
import type { Browser, Page } from "playwright-core";
import type { Cell } from "../../local/verify/document";
import { toHtml } from "../../local/verify/page/to-html";
import { shippedProject } from "../local/support/project";
import { barriers } from "./support/accessibility";
import { launch } from "./support/chromium";
import { type OpenedPage, openPage } from "./support/opened-page";
import { calls, hostile, sampleReport } from "./support/sample";
import { shapesOf } from "./support/shapes";

/** The texts of a column of the table of accesses, as rows stand. */
function column(page: Page, index: number): Promise<string[]> {
  return page.locator(`#access tbody tr:visible td:nth-child(${index})`).allTextContents();
}

/** The columns of the table of accesses that are marked as sorted. */
function sorting(page: Page): Promise<(string | null)[]> {
  return page
    .locator("#access th")
    .evaluateAll((headings) => headings.map((heading) => heading.getAttribute("aria-sort")));
}

const emptyReport = { title: "A report", summary: [], isAsDeclared: true };
const emptySection = { id: "access", heading: "Access", paragraphs: [], figures: [] };

/** What a button downloads. */
async function downloaded(page: Page, button: string): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), "utf8") };
}

const upwards = [5, 10, 8, 1, 3, 7, 0, 6, 11, 2, 9, 4];
const downwards = [4, 2, 9, 0, 6, 11, 1, 3, 7, 8, 10, 5];
const rows = (order: readonly number[]) => order.map((row) => `role-${String(row).padStart(2, "0")}`);
const asWritten = rows([...calls.keys()]);

describe("the page of a report", () => {
  let browser: Browser;
  let html: string;
  const opened: OpenedPage[] = [];

  async function open(options: Parameters<typeof openPage>[2] = {}): Promise<OpenedPage> {
    const page = await openPage(browser, html, options);
    opened.push(page);
    return page;
  }

  before(async () => {
    browser = await launch();
    html = toHtml(await sampleReport(shippedProject));
  });

  after(async () => {
    await browser?.close();
  });

  afterEach(async () => {
    for (const page of opened.splice(0)) {
      expect(page.complaints).to.deep.equal([]);
      expect(page.requests).to.deep.equal([]);
      await page.close();
    }
  });

  it("shows names as they are, and runs none", async () => {
    const { page } = await open();
    expect(await page.locator("#summary li").allTextContents()).to.deep.equal([
      "An access isn't declared.",
      `It is ${hostile}.`,
    ]);
    expect(await page.locator("img").count()).to.equal(0);
    expect(await page.locator("script").count()).to.equal(1);
  });

  it("would let no other script run and nothing be fetched", async () => {
    const { page, complaints } = await openPage(browser, html.replace("</main>", `${hostile}</main>`));
    expect(complaints.filter((complaint) => complaint.startsWith("dialog"))).to.deep.equal([]);
    expect(complaints.join("\n")).to.contain("violates the following Content Security Policy directive");
    await page.context().close();
  });

  it("sorts a table by a click, numbers as numbers, rows that are equal in their order", async () => {
    const { page } = await open();
    const button = page.locator("#access th button", { hasText: "calls" });
    await button.click();
    expect(await column(page, 1)).to.deep.equal(rows(upwards));
    expect(await sorting(page)).to.deep.equal([null, null, "ascending", null]);
    await button.click();
    expect(await column(page, 1)).to.deep.equal(rows(downwards));
    expect(await sorting(page)).to.deep.equal([null, null, "descending", null]);
    await page.locator("#access th button", { hasText: "who" }).click();
    expect(await column(page, 1)).to.deep.equal(asWritten);
    expect(await sorting(page)).to.deep.equal(["ascending", null, null, null]);
  });

  it("sorts with only the keyboard", async () => {
    const { page } = await open();
    const button = page.locator("#access th button", { hasText: "calls" });
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press("Tab");
      if (await button.evaluate((element) => element.ownerDocument.activeElement === element)) {
        break;
      }
    }
    await page.keyboard.press("Enter");
    expect(await column(page, 1)).to.deep.equal(rows(upwards));
    await page.keyboard.press("Space");
    expect(await column(page, 1)).to.deep.equal(rows(downwards));
    expect(await sorting(page)).to.deep.equal([null, null, "descending", null]);
  });

  it("filters the rows of a large table by every word, and shows how many are left", async () => {
    const { page } = await open();
    const field = page.getByLabel("Filter Accesses");
    expect(await page.locator("input[type='search']").count()).to.equal(1);
    expect(await page.locator("#access output").textContent()).to.equal("12 of 12 rows");
    await field.fill("INVOKE ✓");
    expect(await column(page, 1)).to.deep.equal(["role-03", "role-09"]);
    expect(await page.locator("#access output").textContent()).to.equal("2 of 12 rows");
    await page.locator("#access th button", { hasText: "calls" }).click();
    await field.fill("");
    expect(await column(page, 1)).to.deep.equal(rows(upwards));
  });

  it("leads the keyboard to each link, field, button and region that scrolls, in the order of the page", async () => {
    const { page } = await open();
    const all = page.locator("a, input, button, [tabindex='0']");
    const reached: number[] = [];
    for (let presses = 0; presses < (await all.count()); presses += 1) {
      await page.keyboard.press("Tab");
      reached.push(await all.evaluateAll((elements) => elements.indexOf(elements[0]?.ownerDocument.activeElement)));
    }
    expect(reached).to.deep.equal([...reached.keys()]);
    expect(reached.length).to.be.greaterThan(20);
    expect(await page.locator(".scroll").count()).to.equal(5);
    expect(await page.locator(".scroll:not([role='region'][tabindex='0'][aria-labelledby])").count()).to.equal(0);
  });

  it("tells verdicts apart by one mark, whatever the colours", async () => {
    const { page } = await open({ forcedColors: "active" });
    expect((await column(page, 4)).slice(1, 4)).to.deep.equal(["✗ policy", "! policy", "✓ policy"]);
    expect(await page.locator("#summary .verdict").textContent()).to.equal("! Not as declared");
  });

  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [1280, 375]) {
      it(`keeps nobody out, ${colorScheme}, ${width} pixels wide`, async () => {
        const { page } = await open({ colorScheme, viewport: { width, height: 800 } });
        const { found, applied } = await barriers(page);
        expect(found).to.deep.equal([]);
        const scrolls = width < 400 ? ["scrollable-region-focusable"] : [];
        expect(applied).to.include.members(["color-contrast", "svg-img-alt", ...scrolls]);
      });
    }
  }

  it("is as wide as a phone's screen, and no wider", async () => {
    const { page } = await open({ viewport: { width: 375, height: 700 }, isMobile: true });
    const width = await page.locator("html").evaluate((element) => element.scrollWidth);
    expect(width).to.equal(375);
    expect(
      await page
        .locator(".scroll")
        .first()
        .evaluate((element) => element.scrollWidth > element.clientWidth),
    ).to.equal(true);
  });

  it("has other colours in the dark, those of drawings too", async () => {
    const colours = async (colorScheme: "light" | "dark") => {
      const { page } = await open({ colorScheme });
      return Promise.all(
        [
          ["body", "backgroundColor"],
          ["body", "color"],
          ["#diagram text", "fill"],
          ["#diagram g[data-kind='account'] > rect", "fill"],
          ["#cost path[stroke-width='2.5']", "stroke"],
        ].map(([selector = "", property = ""]) =>
          page
            .locator(selector)
            .first()
            .evaluate((element, name) => {
              const style = element.ownerDocument.defaultView?.getComputedStyle(element);
              return style?.getPropertyValue(name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)) ?? "";
            }, property),
        ),
      );
    };
    expect(await colours("light")).to.deep.equal([
      "rgb(255, 255, 255)",
      "rgb(27, 35, 48)",
      "rgb(27, 35, 48)",
      "rgb(238, 243, 250)",
      "rgb(154, 74, 0)",
    ]);
    expect(await colours("dark")).to.deep.equal([
      "rgb(18, 22, 28)",
      "rgb(231, 236, 243)",
      "rgb(231, 236, 243)",
      "rgb(26, 34, 45)",
      "rgb(240, 168, 104)",
    ]);
  });

  it("shows ids of the diagram on demand, where there is room for them, without its script as well", async () => {
    const { page } = await open({ javaScriptEnabled: false });
    const ids = page.locator("#diagram .id");
    // Ticking the box scrolls the page, so heights differ.
    const columns = async () =>
      (await shapesOf(page.locator("#diagram text:has(.id)"))).map(({ left, right }) => ({ left, right }));
    expect(await ids.count()).to.equal(20);
    expect(await page.locator("#diagram .id:visible").count()).to.equal(0);
    const before = await columns();
    await page.getByLabel("Show ids").check();
    expect(await page.locator("#diagram .id:visible").count()).to.equal(await ids.count());
    expect(await columns()).to.deep.equal(before);
  });

  it("gives columns of sentences half of a wide screen, and scrolls their table on a phone", async () => {
    const texts = [
      "role of a stack",
      "invoke an endpoint",
      "everywhere",
      "a reason ".repeat(5),
      "a policy ".repeat(40),
    ];
    const columns = ["who", "may", "from", "because", "decided by"];
    const table = { caption: "Rows", columns, sentences: ["because", "decided by"], rows: [texts] };
    const page = toHtml({ ...emptyReport, sections: [{ ...emptySection, tables: [table] }] });
    for (const [width, least] of [
      [1280, 1200],
      [375, 960],
    ] as const) {
      const shown = await openPage(browser, page, { viewport: { width, height: 800 } });
      opened.push(shown);
      const [whole] = await shapesOf(shown.page.locator("table"));
      const full = (whole?.right ?? 0) - (whole?.left ?? 0);
      expect(full).to.be.within(least, least + 10);
      const shares = (await shapesOf(shown.page.locator("th"))).map(({ left, right }) => (right - left) / full);
      expect(shares.slice(3).map((share) => share.toFixed(2))).to.deep.equal(["0.25", "0.25"]);
    }
  });

  it("downloads a table as CSV: the rows that are shown, in their order, and no formula", async () => {
    const hostileTexts = ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", 'a "b", c', "two\nlines", "1 = 1"];
    const rows: Cell[][] = hostileTexts.map((text, index) => [text, -1234.5 * index, { text, verdict: "refused" }]);
    const table = { caption: "Texts of all kinds: one each", columns: ["=who", "calls", "by"], rows };
    const shown = await openPage(browser, toHtml({ ...emptyReport, sections: [{ ...emptySection, tables: [table] }] }));
    opened.push(shown);
    const { name, text } = await downloaded(shown.page, `Download CSV of ${table.caption}`);
    expect(name).to.equal("texts-of-all-kinds.csv");
    expect(text).to.match(/^\uFEFF"'=who","calls","by"\r\n"'=1\+1","0","'=1\+1"\r\n/);
    const safe = ["'=1+1", "'+1", "'-1", "'@SUM(A1)", "'＝1", 'a "b", c', "two\nlines", "1 = 1"];
    expect(parse(text, { bom: true })).to.deep.equal([
      ["'=who", "calls", "by"],
      ...safe.map((one, index) => [one, String(-1234.5 * index), one]),
    ]);

    const { page } = await open();
    await page.getByLabel("Filter Accesses").fill("INVOKE ✓");
    await page.locator("#access th button", { hasText: "who" }).click({ clickCount: 2 });
    expect(parse((await downloaded(page, "Download CSV of Accesses")).text, { bom: true })).to.deep.equal([
      ["who", "action", "calls", "verdict"],
      ["role-09", "sagemaker:InvokeEndpoint", "100", "policy"],
      ["role-03", "sagemaker:InvokeEndpoint", "9", "policy"],
    ]);
  });

  it("reads without its script", async () => {
    const { page } = await open({ javaScriptEnabled: false });
    expect(await column(page, 1)).to.deep.equal(asWritten);
    expect(await page.getByRole("button").count()).to.equal(0);
    expect(await page.getByRole("heading", { level: 2 }).count()).to.equal(4);
    expect(await page.getByRole("img", { name: "Accounts, networks and trusts" }).count()).to.equal(1);
  });

  it("prints whole, without what paper can't use", async () => {
    const { page } = await open();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator("nav").isVisible()).to.equal(false);
    expect(await page.getByLabel("Filter Accesses").isVisible()).to.equal(false);
    expect(await page.getByRole("button", { name: /^Download/ }).count()).to.equal(0);
    expect(await page.getByLabel("Show ids").isVisible()).to.equal(false);
    const cut = await page
      .locator("#access .scroll")
      .evaluate((element) => element.ownerDocument.defaultView?.getComputedStyle(element).overflow);
    expect(cut).to.equal("visible");
  });

  it("keeps a long table's headings in sight", async () => {
    const { page } = await open({ viewport: { width: 1280, height: 300 } });
    const region = page.locator("#access .scroll");
    await region.evaluate((element) => element.scrollTo(0, 200));
    const [heading, frame] = await Promise.all([
      page.locator("#access th").first().boundingBox(),
      region.boundingBox(),
    ]);
    expect((heading?.y ?? 0) - (frame?.y ?? 0)).to.be.within(0, 2);
  });
});
