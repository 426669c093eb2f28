import * as v from "valibot";

/**
 * Text of a limited length and form, or nothing. The length is checked first, and the form only when it is right: forms
 * can take long on long texts, or run out of stack.
 */
export function limitedText(longest: number, form: RegExp, message: string) {
  const text = v.pipe(v.string(message), v.maxLength(longest, message), v.regex(form, message));
  return v.optional(v.config(text, { abortPipeEarly: true }));
}

/** Most characters that a message shows of what a caller wrote. */
const longestShown = 60;

/** Text of a caller as messages show it: cut, since an answer with megabytes of it is more than Lambda returns. */
export function shownText(text: string): string {
  return text.slice(0, longestShown);
}
