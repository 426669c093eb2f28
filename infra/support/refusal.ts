import { RunError } from "@pulumi/pulumi";
import type * as v from "valibot";
import { check, listMistakes, type Mistake } from "./validation";

/**
 * Ends a program because of what its user gave. Pulumi prints the message of a `RunError` without a stack trace and
 * exits with an error.
 */
export class Refusal extends RunError {
  constructor(
    /** What refuses, such as `stack parent` or `CrossAccountInvokeRole "invoke"`. */
    readonly subject: string,
    readonly mistakes: readonly Mistake[],
  ) {
    const count = mistakes.length === 1 ? "1 mistake" : `${mistakes.length} mistakes`;
    super(`${subject}: ${count}, nothing was changed\n${listMistakes(mistakes)}`);
  }
}

/** Checks a component's arguments; throws a {@link Refusal} that names the component and every mistake. */
export function checkArguments<S extends v.GenericSchema>(
  component: string,
  name: string,
  schema: S,
  args: v.InferInput<S>,
): v.InferOutput<S> {
  const checked = check(schema, args);
  if ("mistakes" in checked) {
    throw new Refusal(`${component} "${name}"`, checked.mistakes);
  }
  return checked.value;
}
