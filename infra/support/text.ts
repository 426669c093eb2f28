import * as v from "valibot";
import { allowed } from "../../common/validation";

/** A string that matches, or the message `is <given>: <what>`. */
export function text(pattern: RegExp, what: string) {
  const message = allowed(what);
  return v.pipe(v.string(message), v.regex(pattern, message));
}
