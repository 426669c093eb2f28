import type { Locator } from "playwright-core";
import * as v from "valibot";

/** Where an element is on the screen, and its text. */
export interface Shape {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const shape = v.object({
  text: v.string(),
  left: v.number(),
  top: v.number(),
  right: v.number(),
  bottom: v.number(),
});

/** The shapes of all elements that a locator finds. */
export async function shapesOf(locator: Locator): Promise<Shape[]> {
  const found: unknown = await locator.evaluateAll((elements) =>
    elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { text: element.textContent ?? "", left, top, right, bottom };
    }),
  );
  return v.parse(v.array(shape), found);
}

/** Whether two shapes have more than a border in common. */
export function overlap(one: Shape, other: Shape): boolean {
  const slack = 0.5;
  return (
    one.left < other.right - slack &&
    other.left < one.right - slack &&
    one.top < other.bottom - slack &&
    other.top < one.bottom - slack
  );
}

/** Whether a shape is within another one. */
export function isWithin(inner: Shape, outer: Shape): boolean {
  const slack = 0.5;
  return (
    inner.left >= outer.left - slack &&
    inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack &&
    inner.bottom <= outer.bottom + slack
  );
}

/** Pairs of shapes that overlap, by their texts. */
export function overlapping(shapes: readonly Shape[]): string[] {
  return shapes.flatMap((one, index) =>
    shapes
      .slice(index + 1)
      .filter((other) => overlap(one, other))
      .map((other) => `${one.text} / ${other.text}`),
  );
}
