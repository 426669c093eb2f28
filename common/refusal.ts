import type * as v from "valibot";
import { check, countMistakes, listMistakes, type Mistake } from "./validation";

/**
 * Ends a program because of wrong input. Pulumi prints the message without a stack trace and exits with an error.
 *
 * It is one of Pulumi's `RunError`s by their mark, not by their class: config is checked before Pulumi's SDK is loaded,
 * which takes a second. Source: `RunError.isInstance` in `errors.ts` of `@pulumi/pulumi`, made to know errors of another
 * copy of the SDK.
 */
export class Refusal extends Error {
  /** Pulumi's mark. */
  readonly __pulumiRunError = true;

  constructor(
    /** What refuses, such as `stack parent` or `CrossAccountInvokeRole "invoke"`. */
    readonly subject: string,
    /** What is wrong, one for each property. */
    readonly mistakes: readonly Mistake[],
  ) {
    super(`${subject}: ${countMistakes(mistakes)}, nothing was changed\n${listMistakes(mistakes)}`);
    // Pulumi never shows it, but formats it for its traces. Some versions of Node.js, such as 20.20, then loop over the frame
    // `node_modules/@pulumi/resource.ts` until memory for a string runs out, which takes 15 seconds.
    // Source: markNodeModules in Node.js, lib/internal/util/inspect.js; cmd/run/run.ts of @pulumi/pulumi.
    this.stack = "";
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
