import * as v from "valibot";
import { accountId, region } from "../../infra/support/schemas";
import { checkStackOutputs, nameInAws, readStackOutputs } from "../support/stack-outputs";
import type { CliSettings } from "../support/workspace";

const name = nameInAws("the shared stack");

const outputs = v.object({
  account: accountId,
  region,
  userPoolId: name,
  usersTableName: name,
  lobsTableName: name,
});

/** The shared stack's outputs that this command needs. */
export type SharedStack = v.InferOutput<typeof outputs>;

const orElse = "or name the shared stack with --stack";

/** Checks the outputs of a stack by its name. Throws a Refusal if it isn't up, or isn't a shared stack. */
export function checkOutputs(stack: string, values: Readonly<Record<string, unknown>>): SharedStack {
  return checkStackOutputs(stack, outputs, values, orElse);
}

/**
 * Reads the shared stack's outputs with the Pulumi CLI, without changing the selected stack.
 *
 * @param folder the project's folder.
 * @param settings how the CLI is run.
 * @throws Refusal if there is no such stack, it isn't up, or the CLI can't read it.
 */
export async function readSharedStack(stack: string, folder: string, settings?: CliSettings): Promise<SharedStack> {
  return checkOutputs(stack, await readStackOutputs(stack, folder, settings, orElse));
}
