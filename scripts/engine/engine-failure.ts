import { type CommandError, ConcurrentUpdateError } from "@pulumi/pulumi/automation";
import { lastWords, stderrOf } from "../support/cli-words";
import { runOf } from "../support/state-locks";
import { EngineFailure } from "./engine";

/** Who holds a lock, as the CLI prints it for a file or a bucket; Pulumi Cloud gives no name. */
function holderOf(text: string): string {
  const [, who, pid, since] = /created by (\S+) \(pid (\d+)\) at (\S+)/.exec(text) ?? [];
  return who === undefined ? "another run" : runOf(who, String(pid), String(since));
}

/**
 * Explains why the CLI didn't bring up or destroy a stack.
 *
 * @param diagnostics errors that the engine reported on the way, each with its resource.
 */
export function wordFailure(stack: string, error: CommandError, diagnostics: readonly string[]): EngineFailure {
  if (error instanceof ConcurrentUpdateError) {
    return new EngineFailure(
      `it is locked by ${holderOf(stderrOf(error))}: wait until it ends, or free the stack with npx pulumi cancel --stack ${stack} if that run was killed`,
      { cause: error },
    );
  }
  const words = diagnostics.length > 0 ? diagnostics : lastWords(error);
  return new EngineFailure(words.join("; "), { cause: error }, words);
}
