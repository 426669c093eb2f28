import { parse, Scalar, stringify } from "yaml";

/** How a text is quoted in YAML. */
export type Quotes = "double" | "single" | "none";

/** How the text of a scalar is quoted in its file. */
export function quotesOf(node: unknown): Quotes {
  const type = node instanceof Scalar ? node.type : undefined;
  return type === "QUOTE_DOUBLE" ? "double" : type === "QUOTE_SINGLE" ? "single" : "none";
}

/** Whether a text without quotes is read as this text. The Pulumi CLI reads some words as YAML 1.1 does. */
function isPlain(text: string): boolean {
  return (["1.1", "1.2"] as const).every((version) => parse(text, { version }) === text);
}

const types = { double: "QUOTE_DOUBLE", single: "QUOTE_SINGLE" } as const;

/** Writes a text of one line as a YAML scalar: with the given quotes, or with double ones if it needs some. */
export function scalarText(text: string, quotes: Quotes = "none"): string {
  if (quotes === "none" && isPlain(text)) {
    return text;
  }
  const scalar = new Scalar(text);
  scalar.type = types[quotes === "none" ? "double" : quotes];
  return stringify(scalar, { lineWidth: 0 }).trimEnd();
}
