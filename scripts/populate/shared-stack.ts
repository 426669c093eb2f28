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

/** What this command reads of the shared stack's outputs. */
export type SharedStack = v.InferOutput<typeof outputs>;

const orElse = "or name the shared stack with --stack";

/** Checks the outputs of a stack by its name. Throws a Refusal when it isn't up, or is no shared stack. */
export function checkOutputs(stack: string, values: Readonly<Record<string, unknown>>): SharedStack {
  return checkStackOutputs(stack, outputs, values, orElse);
}

/**
 * Reads the shared stack's outputs with the Pulumi CLI, whose selected stack stays as it is.
 *
 * @param folder the project's folder.
 * @param settings how the CLI is run.
 * @throws Refusal when there is no such stack, it isn't up, or the CLI can't say.
 */
export async function readSharedStack(stack: string, folder: string, settings?: CliSettings): Promise<SharedStack> {
  return checkOutputs(stack, await readStackOutputs(stack, folder, settings, orElse));
}
