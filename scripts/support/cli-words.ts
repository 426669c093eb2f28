import type { CommandError } from "@pulumi/pulumi/automation";
import type { Mistake } from "../../common/validation";
import { installCli, pinnedVersion } from "./pulumi-cli";

/** What to do about a stack that the backend doesn't know. */
export function createStack(stack: string): string {
  return `create it and bring it up, npx pulumi stack init ${stack} && npx pulumi up --stack ${stack}`;
}

/** What an error of the CLI wrote to standard error. */
export function stderrOf({ message }: CommandError): string {
  return (/\n stderr: (.*?)\n err\?:/s.exec(message)?.[1] ?? message).trim();
}

/** The CLI's own errors, wherever it wrote them; else the last line on standard error. */
export function lastWords(error: CommandError): string[] {
  const errors = [...error.message.matchAll(/^ *(?:std(?:out|err): )?error: (.+)$/gm)].flatMap(
    ([, text]) => text?.trim() ?? [],
  );
  return errors.length > 0 ? [...new Set(errors)] : stderrOf(error).split("\n").slice(-1);
}

/**
 * Explains why the CLI can't read something of a stack, with what to do if that is known.
 *
 * @param what what it was asked for, such as `its state`.
 */
export function unreadMistake(what: string, error: CommandError): Mistake {
  const words = lastWords(error).join("; ");
  // The npm package `pulumi` starts its own messages with this, in place of the CLI's.
  if (/^pulumi: |\bENOENT$/.test(words)) {
    return {
      property: what,
      reason: `can't be read, since there is no Pulumi CLI ${pinnedVersion} (${words}): ${installCli()}`,
    };
  }
  if (/was killed with SIGINT\b/.test(words)) {
    return { property: what, reason: "isn't known, since Ctrl+C ended the Pulumi CLI: run this again" };
  }
  const toDo = /PULUMI_ACCESS_TOKEN|log ?in/.test(words) ? "; log in where it is kept, npx pulumi login" : "";
  return { property: what, reason: `can't be read by the Pulumi CLI: ${words}${toDo}` };
}
