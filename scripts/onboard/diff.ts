import type { Change } from "./changes";

/** Lines that a diff shows around what changes. */
const context = 3;

/** A text's lines; a last line without end is marked as in a diff. */
function linesOf(text: string): string[] {
  if (text === "") {
    return [];
  }
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  return last === "" ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

function sameAtStart(one: readonly string[], other: readonly string[]): number {
  const different = one.findIndex((line, index) => line !== other[index]);
  return different === -1 ? one.length : different;
}

function place(start: number, count: number): string {
  return `${count === 0 ? start : start + 1},${count}`;
}

/** A file's change as a unified diff of one hunk, which `git apply` takes. */
export function diffOf({ name, before, text }: Change): string {
  const [old, now] = [linesOf(before ?? ""), linesOf(text ?? "")];
  const head = sameAtStart(old, now);
  const most = Math.min(old.length, now.length) - head;
  const tail = Math.min(most, sameAtStart(old.toReversed(), now.toReversed()));
  const from = Math.max(0, head - context);
  const [oldEnd, nowEnd] = [old, now].map(({ length }) => Math.min(length, length - tail + context));
  const hunk = [
    ...old.slice(from, head).map((line) => ` ${line}`),
    ...old.slice(head, old.length - tail).map((line) => `-${line}`),
    ...now.slice(head, now.length - tail).map((line) => `+${line}`),
    ...now.slice(now.length - tail, nowEnd).map((line) => ` ${line}`),
  ];
  const counts = `@@ -${place(from, (oldEnd ?? 0) - from)} +${place(from, (nowEnd ?? 0) - from)} @@`;
  const title = `--- ${before === undefined ? "/dev/null" : `a/${name}`}`;
  return [title, `+++ ${text === undefined ? "/dev/null" : `b/${name}`}`, counts, ...hunk].join("\n");
}
