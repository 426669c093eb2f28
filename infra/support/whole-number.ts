import * as v from "valibot";
import { allowed } from "../../common/validation";

/** A range of whole numbers, its first and its last. */
type NumberRange = readonly [least: number, most: number];

/** A whole number in one of several ranges, or the message `is <given>: <why>; give a whole number from <least> to <most>, or …`. */
export function numberIn(ranges: readonly NumberRange[], why: string) {
  const choices = ranges.map(([least, most]) => `from ${least} to ${most}`).join(", or ");
  const message = allowed(`${why}; give a whole number ${choices}`);
  const isIn = (given: number) => ranges.some(([least, most]) => given >= least && given <= most);
  return v.pipe(v.number(message), v.integer(message), v.check(isIn, message));
}

/** A whole number in a range, or the message `is <given>: <why>; give a whole number from <least> to <most>`. */
export function wholeNumber(least: number, most: number, why: string) {
  return numberIn([[least, most]], why);
}
