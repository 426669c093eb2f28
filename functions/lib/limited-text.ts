import * as v from "valibot";

/**
 * Text of a limited length and form, or nothing. The length is checked before the form: patterns can take long on long
 * texts, or overflow the stack.
 */
export function limitedText(longest: number, form: RegExp, message: string) {
  const text = v.pipe(v.string(message), v.maxLength(longest, message), v.regex(form, message));
  return v.optional(v.config(text, { abortPipeEarly: true }));
}

/** Most characters that a message shows of what a caller wrote. */
const longestShown = 60;

/** A caller's text as messages show it: cut, since Lambda can't return an answer with megabytes of it. */
export function shownText(text: string): string {
  return text.slice(0, longestShown);
}
