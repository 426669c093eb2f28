import { readFileSync } from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { colours } from "../../../../local/verify/svg";

const style = readFileSync(path.resolve(__dirname, "../../../../local/verify/page/page.css"), "utf8");

/** The colours of a block of the page's style, by their names. */
function palette(block = ""): Readonly<Record<string, string>> {
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
}

const [light = {}, dark = {}] = [...style.matchAll(/:root \{(.*?)\}/gs)].map(([, block]) => palette(block));

/** Source: WCAG 2.2, "relative luminance". */
function luminance(hex = "#000000"): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Source: WCAG 2.2, "contrast ratio". */
function contrast(one: string | undefined, other: string | undefined): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

describe("the colours of a report", () => {
  for (const [scheme, names] of Object.entries({ light, dark })) {
    it(`let texts and lines of drawings stand out, ${scheme}`, () => {
      const pairs = [
        ...["paper", "account", "network", "item"].map((paper) => ["ink", paper, 7] as const),
        ...["muted", "accent", "second"].map((ink) => [ink, "paper", 4.5] as const),
      ];
      const faint = pairs.filter(([ink, paper, least]) => contrast(names[ink], names[paper]) < least);
      expect(faint).to.deep.equal([]);
    });
  }

  it("are the light ones where a drawing stands alone", () => {
    const alone = Object.entries(colours).map(([name, value]) => [
      name,
      /^var\(--(\w+), (#\w+)\)$/.exec(value)?.slice(1),
    ]);
    expect(alone).to.deep.equal(Object.keys(colours).map((name) => [name, [name, light[name]]]));
  });
});
