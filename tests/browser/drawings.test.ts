import { expect } from "chai";
import type { Browser } from "playwright-core";
import { withSimulators } from "../../local/estate/on-premises";
import { toHtml } from "../../local/verify/page/to-html";
import { projectWithLobs } from "../local/support/many-lobs";
import { shippedProject } from "../local/support/project";
import { launch } from "./support/chromium";
import { type OpenedPage, openPage } from "./support/opened-page";
import { sampleReport } from "./support/sample";
import { isWithin, overlap, overlapping, shapesOf } from "./support/shapes";

for (const [what, project] of [
  ["2 LOBs and a simulator", withSimulators(shippedProject)],
  ["12 LOBs", projectWithLobs(12)],
] as const) {
  describe(`the drawings of an estate of ${what}`, () => {
    let browser: Browser;
    let opened: OpenedPage;

    before(async () => {
      browser = await launch();
      opened = await openPage(browser, toHtml(await sampleReport(project)));
    });

    after(async () => {
      await browser?.close();
    });

    it("are both there, whole in their frames without scrolling sideways", async () => {
      const frames = await shapesOf(opened.page.locator(".drawing"));
      const drawings = await shapesOf(opened.page.locator(".drawing > svg"));
      expect(drawings).to.have.lengthOf(2);
      for (const [index, drawing] of drawings.entries()) {
        expect(drawing.right - drawing.left).to.be.greaterThan(600);
        expect(drawing.bottom - drawing.top).to.be.greaterThan(300);
        const frame = frames[index];
        expect(frame !== undefined && isWithin(drawing, frame), `drawing ${index}`).to.equal(true);
      }
    });

    it("have no two texts that touch, none below 11 pixels", async () => {
      for (const id of ["diagram", "cost"]) {
        const texts = opened.page.locator(`#${id} .drawing text`);
        const shapes = await shapesOf(texts);
        expect(shapes.length).to.be.greaterThan(15);
        expect(overlapping(shapes)).to.deep.equal([]);
        const fontSizes = await texts.evaluateAll((elements) =>
          elements.map((element) => element.ownerDocument.defaultView?.getComputedStyle(element).fontSize ?? ""),
        );
        expect(fontSizes.filter((size) => Number.parseFloat(size) < 11)).to.deep.equal([]);
      }
    });

    it("have every text of a frame in it, and frames apart from each other unless one is in the other", async () => {
      const frames = await shapesOf(opened.page.locator("#diagram g[data-id] > rect"));
      for (const [index, frame] of frames.entries()) {
        const texts = opened.page.locator("#diagram g[data-id]").nth(index).locator("text");
        expect((await shapesOf(texts)).filter((text) => !isWithin(text, frame))).to.deep.equal([]);
      }
      const crossing = frames.flatMap((one, index) =>
        frames
          .slice(index + 1)
          .filter((other) => overlap(one, other) && !isWithin(one, other) && !isWithin(other, one)),
      );
      expect(crossing).to.deep.equal([]);
    });

    it("have the words of lines outside of every frame", async () => {
      const frames = await shapesOf(opened.page.locator("#diagram g[data-id] > rect"));
      const words = await shapesOf(
        opened.page.locator("#diagram g[data-kind='trust'], #diagram g[data-kind='attachment']"),
      );
      expect(words).to.have.lengthOf.within(6, 7);
      expect(words.filter((word) => frames.some((frame) => overlap(word, frame)))).to.deep.equal([]);
    });
  });
}
