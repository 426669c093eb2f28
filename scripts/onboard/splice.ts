/** A change of a text in one place. */
export interface Splice {
  readonly at: number;
  /** Characters that are removed there. */
  readonly remove: number;
  readonly insert: string;
}

/** The text with every change made; everything else stays the same, character by character. */
export function splice(text: string, changes: readonly Splice[]): string {
  return [...changes]
    .sort((a, b) => b.at - a.at)
    .reduce((result, { at, remove, insert }) => result.slice(0, at) + insert + result.slice(at + remove), text);
}

/** What a text's lines end in; the first line tells. */
export function lineEndOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? "\n";
}

/** The indentation of the line of a place. */
export function indentAt(text: string, at: number): string {
  const line = text.slice(text.lastIndexOf("\n", at - 1) + 1, at);
  return /^\s*/.exec(line)?.[0] ?? "";
}

/** Puts lines below the line in which a part of the text ends; a comment on that line stays on it. */
export function linesBelow(text: string, end: number, lines: readonly string[]): Splice {
  const lineEnd = lineEndOf(text);
  const at = text[end - 1] === "\n" ? end : text.indexOf("\n", end) + 1;
  return at === 0
    ? { at: text.length, remove: 0, insert: lines.map((line) => lineEnd + line).join("") }
    : { at, remove: 0, insert: lines.map((line) => line + lineEnd).join("") };
}
