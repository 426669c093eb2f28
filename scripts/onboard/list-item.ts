import { isMap, isScalar } from "yaml";
import { quotesOf, scalarText } from "./yaml-text";

/** An item of a list in a stack's file: a text, or a map of texts. */
export type Item = string | Readonly<Record<string, string>>;

/** A key or a value as the list's last item writes it. */
function pairText(item: Readonly<Record<string, string>>, key: string, model: unknown): string {
  const pair = isMap(model) ? model.items.find(({ key: its }) => isScalar(its) && its.value === key) : undefined;
  return `${scalarText(key, quotesOf(pair?.key))}: ${scalarText(item[key] ?? "", quotesOf(pair?.value))}`;
}

/** Keys in the order of the list's last item; other keys at the end. */
function keysLike(item: Readonly<Record<string, string>>, model: unknown): string[] {
  const order = isMap(model) ? model.items.map(({ key }) => (isScalar(key) ? key.value : undefined)) : [];
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  return Object.keys(item).sort((a, b) => place(a) - place(b));
}

/** The item on one line, for a list in brackets. */
export function flowItem(item: Item, model: unknown, text: string): string {
  if (typeof item === "string") {
    return scalarText(item, quotesOf(model));
  }
  const isTight = isMap(model) && model.flow === true && /^\{\S/.test(text.slice(model.range?.[0]));
  const pairs = keysLike(item, model).map((key) => pairText(item, key, model));
  return isTight ? `{${pairs.join(", ")}}` : `{ ${pairs.join(", ")} }`;
}

/** The item's lines for a list with dashes, without indentation; further lines are aligned below the first. */
export function blockItem(item: Item, model: unknown, text: string): string[] {
  return typeof item === "string" || (isMap(model) && model.flow === true)
    ? [flowItem(item, model, text)]
    : keysLike(item, model).map((key) => pairText(item, key, model));
}
