import * as v from "valibot";
import { region } from "../../infra/support/schemas";
import { checkStackOutputs, nameInAws, readStackOutputs } from "../support/stack-outputs";
import type { CliSettings } from "../support/workspace";

const name = nameInAws("the shared stack");

const outputs = v.object({ region, userPoolId: name, userPoolClientId: name, apiUrl: name });

/** The user pool and the API: outputs of the shared stack. */
export type Pool = v.InferOutput<typeof outputs>;

const orElse = "or name the shared stack with --stack";

/** Takes the needed outputs of a stack. Throws a Refusal if it isn't up, or isn't a shared stack. */
export function poolOf(stack: string, values: Readonly<Record<string, unknown>>): Pool {
  return checkStackOutputs(stack, outputs, values, orElse);
}

/**
 * Reads the shared stack's outputs with the Pulumi CLI.
 *
 * @param folder the project's folder.
 * @param settings how the CLI is run.
 * @throws Refusal if there is no such stack, it isn't up, or the CLI can't read it.
 */
export async function readPool(stack: string, folder: string, settings?: CliSettings): Promise<Pool> {
  return poolOf(stack, await readStackOutputs(stack, folder, settings, orElse));
}
