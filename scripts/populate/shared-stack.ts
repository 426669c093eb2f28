import { CommandError, LocalWorkspace, StackNotFoundError } from "@pulumi/pulumi/automation";
import * as v from "valibot";
import { Refusal } from "../../infra/support/refusal";
import { accountId, region } from "../../infra/support/schemas";
import { allowed, check, type Mistake } from "../../infra/support/validation";

const nameMessage = allowed("a name in AWS, as the shared stack's outputs hold it; bring that stack up again");

const name = v.pipe(v.string(nameMessage), v.nonEmpty(nameMessage));

const outputs = v.object({ account: accountId, region, userPoolId: name, usersTableName: name, lobsTableName: name });

/** What this command reads of the shared stack's outputs. */
export type SharedStack = v.InferOutput<typeof outputs>;

/** Checks the outputs of a stack by its name. Throws a Refusal when it isn't up, or is no shared stack. */
export function checkOutputs(stack: string, values: Readonly<Record<string, unknown>>): SharedStack {
  const keys = Object.keys(outputs.entries);
  const missing = keys.filter((key) => values[key] === undefined);
  if (missing.length > 0) {
    throw refusal(stack, {
      property: missing.join(", "),
      reason: `missing from its outputs: bring it up first, npx pulumi up --stack ${stack}, or name the shared stack with --stack`,
    });
  }
  const checked = check(outputs, values);
  if ("mistakes" in checked) {
    throw refusal(stack, ...checked.mistakes);
  }
  return checked.value;
}

function refusal(stack: string, ...mistakes: readonly Mistake[]): Refusal {
  return new Refusal(`stack ${stack}`, mistakes);
}

/** The last line that the CLI wrote to standard error. */
function lastWords({ message }: CommandError): string {
  const stderr = /\n stderr: (.*?)\n err\?:/s.exec(message)?.[1] ?? message;
  return stderr.trim().split("\n").at(-1) ?? "";
}

/**
 * Reads the shared stack's outputs with the Pulumi CLI, whose selected stack stays as it is.
 *
 * @param folder the project's folder.
 * @throws Refusal when there is no such stack, it isn't up, or the CLI can't say.
 */
export async function readSharedStack(stack: string, folder: string): Promise<SharedStack> {
  try {
    const workspace = await LocalWorkspace.create({ workDir: folder });
    const values = Object.entries(await workspace.stackOutputs(stack)).map(([key, { value }]) => [key, value] as const);
    return checkOutputs(stack, Object.fromEntries(values));
  } catch (error) {
    if (error instanceof StackNotFoundError) {
      throw refusal(stack, {
        property: "it",
        reason: `doesn't exist: bring it up first, npx pulumi up --stack ${stack}, or name the shared stack with --stack`,
      });
    }
    if (error instanceof CommandError) {
      throw refusal(stack, { property: "its outputs", reason: `can't be read by the Pulumi CLI: ${lastWords(error)}` });
    }
    throw error;
  }
}
