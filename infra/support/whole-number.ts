import * as v from "valibot";
import { allowed } from "../../common/validation";

/** A whole number in a range, or the message `is <given>: <why>; give a whole number from <least> to <most>`. */
export function wholeNumber(least: number, most: number, why: string) {
  const message = allowed(`${why}; give a whole number from ${least} to ${most}`);
  return v.pipe(v.number(message), v.integer(message), v.minValue(least, message), v.maxValue(most, message));
}
