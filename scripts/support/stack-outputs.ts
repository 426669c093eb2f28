import { CommandError, StackNotFoundError } from "@pulumi/pulumi/automation";
import * as v from "valibot";
import { Refusal } from "../../common/refusal";
import { allowed, check, type Mistake } from "../../common/validation";
import { createStack, unreadMistake } from "./cli-words";
import { type CliSettings, openWorkspace } from "./workspace";

/** An output that is a name or id from AWS. */
export function nameInAws(
  /** Whose output it is, such as `the shared stack`. */
  whose: string,
) {
  const message = allowed(`a name in AWS, as ${whose}'s outputs hold it; bring that stack up again`);
  return v.pipe(v.string(message), v.nonEmpty(message));
}

function refusal(stack: string, ...mistakes: readonly Mistake[]): Refusal {
  return new Refusal(`stack ${stack}`, mistakes);
}

/** What to do, and an alternative. */
function either(toDo: string, orElse: string | undefined): string {
  return [toDo, ...(orElse === undefined ? [] : [orElse])].join(", ");
}

/**
 * Reads a stack's outputs with the Pulumi CLI, without changing the selected stack. Secret ones are in clear.
 *
 * @param folder the project's folder.
 * @param orElse what else to do if there is no such stack, such as `or name the shared stack with --stack`.
 * @throws Refusal when there is no such stack, or the CLI can't say.
 */
export async function readStackOutputs(
  stack: string,
  folder: string,
  settings?: CliSettings,
  orElse?: string,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    const workspace = await openWorkspace(folder, settings);
    const outputs = await workspace.stackOutputs(stack);
    return Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value]));
  } catch (error) {
    if (error instanceof StackNotFoundError) {
      throw refusal(stack, { property: "it", reason: `doesn't exist: ${either(createStack(stack), orElse)}` });
    }
    if (error instanceof CommandError) {
      throw refusal(stack, unreadMistake("its outputs", error));
    }
    throw error;
  }
}

/**
 * Takes the outputs that a command needs; ignores others.
 *
 * @param orElse what else to do if the stack isn't up.
 * @throws Refusal if one is missing, or is wrong.
 */
export function checkStackOutputs<S extends v.ObjectSchema<v.ObjectEntries, undefined>>(
  stack: string,
  schema: S,
  values: Readonly<Record<string, unknown>>,
  orElse?: string,
): v.InferOutput<S> {
  const missing = Object.keys(schema.entries).filter((key) => values[key] === undefined);
  if (missing.length > 0) {
    throw refusal(stack, {
      property: missing.join(", "),
      reason: `missing from its outputs: ${either(`bring it up first, npx pulumi up --stack ${stack}`, orElse)}`,
    });
  }
  const checked = check(schema, values);
  if ("mistakes" in checked) {
    throw refusal(stack, ...checked.mistakes);
  }
  return checked.value;
}
