import type { Page } from "playwright-core";

/** Takes a picture for the documents, where PICTURES names their folder. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES;
  if (folder !== undefined) {
    await page.screenshot({ path: `${folder}/${name}.png` });
  }
}
