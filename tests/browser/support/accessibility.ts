import axe from "axe-core";
import type { Page } from "playwright-core";
import * as v from "valibot";

const results = v.object({
  passes: v.array(v.object({ id: v.string() })),
  violations: v.array(
    v.object({ id: v.string(), impact: v.nullish(v.string()), nodes: v.array(v.object({ html: v.string() })) }),
  ),
});

/** What axe finds wrong on a page that keeps people out, and which of its rules it could apply. */
export async function barriers(page: Page): Promise<{ readonly found: string[]; readonly applied: string[] }> {
  await page.evaluate(axe.source);
  const { passes, violations } = v.parse(results, await page.evaluate("axe.run()"));
  const found = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
  return { found, applied: passes.map(({ id }) => id) };
}
